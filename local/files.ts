import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";

/** The root of the repository. */
export const ROOT = join(import.meta.dirname, "..");
/** What is made once and kept between starts: the synthesized template, the bundled functions. */
export const CACHE = join(ROOT, ".local", "cache");
/** For every Node process of ours: what it compiled, and its TypeScript without types, are kept for the next one. Saves a third of its memory and most of its start. */
export const COMPILED = { NODE_COMPILE_CACHE: join(CACHE, "compiled") } as const;

/** A name for the content of files and folders (`.ts` and `.json` without tests), so that what was made from them can be found again. */
export function contentHash(paths: readonly string[], also: string): string {
  const hash = createHash("sha256").update(also);
  for (const file of paths.flatMap((path) => filesOf(join(ROOT, path))))
    hash.update(`\0${relative(ROOT, file)}\0`).update(readFileSync(file));
  return hash.digest("hex").slice(0, 20);
}

function filesOf(path: string): string[] {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|json)$/.test(entry.name) && !entry.name.endsWith(".test.ts"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
