/** Writes every generated file, or with `--check` says which of them are stale. Ends with 1 when one is stale or can't be made. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { apiFiles, schemaFiles } from "./generate/contributed.ts";
import { factsFile } from "./generate/facts.ts";
import { current, ROOT, type Generated } from "./generate/files.ts";
import { laneFiles } from "./generate/lanes.ts";
import { loadAdapters, registryFile } from "./generate/registry.ts";
import { settingsFiles } from "./generate/settings.ts";
import { supportFile } from "./generate/support.ts";

const MAKERS: Readonly<Record<string, () => Promise<readonly Generated[]>>> = {
  registry: async () => [await registryFile()],
  "facts of the adapters": async () => [await factsFile(await loadAdapters())],
  "entries of the lanes": laneFiles,
  "support table": async () => [await supportFile(await loadAdapters())],
  "JSON Schemas": schemaFiles,
  "settings for forms": async () => settingsFiles(await loadAdapters()),
  "API description": apiFiles,
};

const checking = process.argv.includes("--check");

/** One maker that fails does not keep the others from writing. */
async function bring(name: string, make: () => Promise<readonly Generated[]>): Promise<void> {
  try {
    for (const file of await make()) settle(file);
  } catch (error) {
    console.log(`cannot make the ${name}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  }
}

function settle({ path, text }: Generated): void {
  if (current(path) === text) return;
  console.log(checking ? `stale: ${path} (npm run generate)` : `written: ${path}`);
  if (checking) process.exitCode = 1;
  else write(path, text);
}

function write(path: string, text: string): void {
  mkdirSync(dirname(join(ROOT, path)), { recursive: true });
  writeFileSync(join(ROOT, path), text);
}

for (const [name, make] of Object.entries(MAKERS)) await bring(name, make);
if (process.exitCode !== 1) console.log("generated files are fresh");
