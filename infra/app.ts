import { join } from "node:path";
import { adapters } from "../adapters/registry.ts";
import { ROOT } from "./bundling.ts";
import { platformFacts } from "./platforms.ts";
import { PARTITIONS, type Partition } from "./settings.ts";
import { synthesize } from "./synthesize.ts";

/**
 * The CDK app. Alone it synthesizes one deployment, by the context that `cdk` hands over. `--all`: every partition, into cdk.out/<partition>.
 * `--plain`: no code and no cdk-nag, which is what the local stack needs. Exit code 1 when a finding of cdk-nag is not acknowledged.
 */
const registered = platformFacts(adapters);
const plain = process.argv.includes("--plain");
if (process.argv.includes("--all")) PARTITIONS.forEach(one);
else synthesize({ registered, checked: !plain, bundled: !plain && wantsBundles(), context: {} });

/** All partitions are looked at, also when one of them fails. */
function one(partition: Partition): void {
  const folder = join("cdk.out", partition);
  try {
    synthesize({ registered, checked: true, bundled: !plain, outdir: join(ROOT, folder), context: { partition } });
    console.log(`${partition}: ${folder}`);
  } catch (error) {
    console.error(`${partition}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}

/** `cdk` names the stacks whose code it needs; for `cdk ls` there are none. */
function wantsBundles(): boolean {
  const context: unknown = JSON.parse(process.env["CDK_CONTEXT_JSON"] ?? "{}");
  if (typeof context !== "object" || context === null || !("aws:cdk:bundling-stacks" in context)) return true;
  const stacks = context["aws:cdk:bundling-stacks"];
  return !Array.isArray(stacks) || stacks.length > 0;
}
