import { existsSync } from "node:fs";
import { join } from "node:path";
import { BUNDLING } from "../infra/bundling.ts";
import { CACHE, ROOT, contentHash, madeOnce } from "./files.ts";

const SOURCES = ["functions", "adapters", "domain", "infra/bundling.ts", "infra/stand-ins", "package-lock.json"];

/** Bundles the functions' entries together, so that they share what they have in common, and answers with the module of each; kept by the content of their sources. An entry that does not exist has none. */
export async function bundleAll(entries: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const present = [...new Set(entries)].filter((entry) => existsSync(join(ROOT, entry))).sort();
  const folder = join(CACHE, `functions-${contentHash(SOURCES, present.join(" "))}`);
  if (present.length > 0) await madeOnce(folder, (unfinished) => bundle(present, unfinished));
  return new Map(present.map((entry) => [entry, join(folder, entry.replace(/\.ts$/, ".mjs"))]));
}

/** Not minified: stack traces are read by people here. */
async function bundle(entryPoints: string[], outdir: string): Promise<void> {
  // Loaded only when something is to be bundled, and ended then: it is as large as the whole stack.
  const { build, stop } = await import("esbuild");
  await build({
    ...BUNDLING,
    entryPoints,
    outdir,
    outbase: ".",
    outExtension: { ".js": ".mjs" },
    splitting: true,
    keepNames: true,
  });
  await stop();
}
