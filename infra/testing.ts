import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { type Partition, settingsFrom } from "./settings.ts";
import { addStack } from "./stack.ts";

/** Two platforms that don't exist, so that tests say nothing about real ones. */
export const PLATFORMS = [
  { id: "north", concurrency: 7, egress: "any" },
  { id: "south", concurrency: 1, egress: "fixed_ip" },
] as const;

/** The template of a deployment, without code and without cdk-nag. */
export function templateOf(partition: Partition, context: Readonly<Record<string, unknown>> = {}): Template {
  const app = new App({ outdir: mkdtempSync(join(tmpdir(), "shanhuo-infra-")), analyticsReporting: false });
  return Template.fromStack(addStack(app, settingsFrom({ partition, ...context }, PLATFORMS, false)));
}

export interface Resource {
  Type: string;
  Properties: Record<string, unknown>;
  Metadata?: { shanhuo?: { name: string; entry?: string } };
}

/** All resources of a type, by our names where they have one, else by logical id. */
export function named(template: Template, type: string): Record<string, Resource> {
  const found = template.findResources(type) as Record<string, Resource>;
  return Object.fromEntries(
    Object.entries(found).map(([id, resource]) => [resource.Metadata?.shanhuo?.name ?? id, resource]),
  );
}

interface Statement {
  Effect: string;
  Action: string | string[];
  Resource: unknown;
  Condition?: Record<string, Record<string, unknown>>;
}
/** What the role of one function may do: statements of all policies that are attached to it. */
export function statementsOf(template: Template, functionName: string): Statement[] {
  const role = (
    named(template, "AWS::Lambda::Function")[functionName]?.Properties["Role"] as { "Fn::GetAtt": string[] }
  )["Fn::GetAtt"][0];
  return Object.values(template.findResources("AWS::IAM::Policy") as Record<string, Resource>)
    .filter(({ Properties }) => (Properties["Roles"] as { Ref: string }[]).some(({ Ref }) => Ref === role))
    .flatMap(({ Properties }) => (Properties["PolicyDocument"] as { Statement: Statement[] }).Statement);
}

/** One or many, as a list. */
export function list<T>(value: T | T[]): T[] {
  return Array.isArray(value) ? value : [value];
}
