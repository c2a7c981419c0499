import { CfnResource } from "aws-cdk-lib";
import type { IConstruct } from "constructs";

/** What a resource is called among us. Nothing has a physical name: a stack can be made twice, and replaced. */
export interface Named {
  name: string;
  /** Of a function: the module that exports its `handler`, from the root of the repository. */
  entry?: string;
}

/** Writes our name of a resource into its metadata, where the local stack finds it. */
export function nameIt(construct: IConstruct, named: Named): void {
  resourceOf(construct).addMetadata("shanhuo", named);
}

/** What a resource is called in the template. */
export function logicalIdOf(construct: IConstruct): string {
  const resource = resourceOf(construct);
  return String(resource.stack.resolve(resource.logicalId));
}

function resourceOf(construct: IConstruct): CfnResource {
  const resource = construct.node.defaultChild;
  if (!(resource instanceof CfnResource)) throw new Error(`${construct.node.path} has no resource of its own`);
  return resource;
}
