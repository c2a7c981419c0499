import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { format, resolveConfig } from "prettier";

/** The repository's own folder. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** A file that nobody edits: `path` is relative to the repository. */
export interface Generated {
  path: string;
  text: string;
}

/** The text that stands there now, null where nothing does. */
export function current(path: string): string | null {
  const file = join(ROOT, path);
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}

/** Names of the folders under `parent` that hold `file`, sorted; none where `parent` is missing. */
export function foldersWith(parent: string, file: string): readonly string[] {
  const at = join(ROOT, parent);
  if (!existsSync(at)) return [];
  return readdirSync(at)
    .filter((name) => existsSync(join(at, name, file)))
    .sort();
}

/** A module of this repository, typed by whoever asks; null where the file does not exist. */
export async function moduleAt(path: string): Promise<unknown> {
  const file = join(ROOT, path);
  if (!existsSync(file)) return null;
  const loaded: unknown = await import(pathToFileURL(file).href);
  return loaded;
}

/** The text as `npm run format` would leave it. */
export async function formatted(path: string, text: string): Promise<string> {
  const file = join(ROOT, path);
  return format(text, { ...(await resolveConfig(file)), filepath: file });
}
