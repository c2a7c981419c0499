import type { Adapter } from "../../adapters/contract.ts";
import { factsOf } from "../../adapters/runtime/facts.ts";
import { formatted, type Generated } from "./files.ts";

/** The data of every adapter as one module without code, for functions that never call a platform. */
export async function factsFile(adapters: readonly Adapter[]): Promise<Generated> {
  const path = "adapters/facts.ts";
  const entries = Object.fromEntries(adapters.map((adapter) => [adapter.id, factsOf(adapter)]));
  const text = [
    `import type { AdapterFacts } from "./runtime/facts.ts";`,
    "",
    "/** What every platform is like, by its id. Generated from the adapters (npm run generate): do not edit. */",
    `export const facts: Readonly<Record<string, AdapterFacts>> = ${JSON.stringify(entries)};`,
    "",
  ].join("\n");
  return { path, text: await formatted(path, text) };
}
