/** Writes every generated file, or with `--check` says which of them are stale and ends with 1. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { apiFiles, schemaFiles } from "./generate/contributed.ts";
import { current, ROOT, type Generated } from "./generate/files.ts";
import { loadAdapters, registryFile } from "./generate/registry.ts";
import { supportFile } from "./generate/support.ts";

async function everything(): Promise<readonly Generated[]> {
  const adapters = await loadAdapters();
  return [await registryFile(), await supportFile(adapters), ...(await schemaFiles()), ...(await apiFiles())];
}

const stale = (await everything()).filter(({ path, text }) => current(path) !== text);
const checking = process.argv.includes("--check");
for (const { path, text } of stale) {
  console.log(checking ? `stale: ${path} (npm run generate)` : `written: ${path}`);
  if (checking) continue;
  mkdirSync(dirname(join(ROOT, path)), { recursive: true });
  writeFileSync(join(ROOT, path), text);
}
if (stale.length === 0) console.log("generated files are fresh");
if (checking && stale.length > 0) process.exitCode = 1;
