import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/** The root of the repository. */
export const ROOT = join(import.meta.dirname, "..");
/** What is made once and kept between starts: the synthesized template, the bundled functions. */
export const CACHE = join(ROOT, ".local", "cache");
/** For every Node process of ours: what it compiled, and its TypeScript without types, are kept for the next one. Saves a third of its memory and most of its start. */
export const COMPILED = { NODE_COMPILE_CACHE: join(CACHE, "compiled") } as const;

const hashes = new Map<string, string>();

/** A name for the content of files and folders (`.ts` and `.json` without tests), so that what was made from them can be found again. Looked at once a process. */
export function contentHash(paths: readonly string[], also: string): string {
  const asked = JSON.stringify([paths, also]);
  const known = hashes.get(asked) ?? hashNow(paths, also);
  hashes.set(asked, known);
  return known;
}

function hashNow(paths: readonly string[], also: string): string {
  const hash = createHash("sha256").update(also);
  for (const file of paths.flatMap((path) => filesOf(join(ROOT, path))))
    hash.update(`\0${relative(ROOT, file)}\0`).update(readFileSync(file));
  return hash.digest("hex").slice(0, 20);
}

const KEPT_MS = 86_400_000;
const making = new Map<string, Promise<void>>();

/** Sees to it that a folder of the cache is there. It is made beside its place and moved there when it is whole: whoever is killed leaves no half of it, and two starts at once may both make it. */
export async function madeOnce(folder: string, make: (unfinished: string) => Promise<void>): Promise<void> {
  if (existsSync(folder)) return;
  const underWay = making.get(folder) ?? makeAside(folder, make).finally(() => making.delete(folder));
  making.set(folder, underWay);
  await underWay;
}

async function makeAside(folder: string, make: (unfinished: string) => Promise<void>): Promise<void> {
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  try {
    await make(unfinished);
    if (!existsSync(folder)) renameSync(unfinished, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  forgetOld(dirname(folder));
}

/** What nobody made again for a day is of sources that are gone. */
function forgetOld(parent: string): void {
  for (const name of readdirSync(parent)) {
    const path = join(parent, name);
    const ageMs = Date.now() - (statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (ageMs > KEPT_MS && path !== COMPILED.NODE_COMPILE_CACHE) rmSync(path, { recursive: true, force: true });
  }
}

function filesOf(path: string): string[] {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|json)$/.test(entry.name) && !entry.name.endsWith(".test.ts"))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
