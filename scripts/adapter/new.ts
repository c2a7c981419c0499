/** Lays the folders of a new platform: an adapter, a sandbox and a test of three lines that type-check and fail with what to do next. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { formatted } from "../generate/files.ts";

/** What the skeleton is told. `id` names folders and stands in every row of the platform: it never changes again. */
export interface NewPlatform {
  id: string;
  zh: string;
  en: string;
  /** YYYY-MM-DD of the day on which the sources are read. */
  day: string;
}

const SKELETON = join(import.meta.dirname, "skeleton");
const ENDING = ".txt";
const ID = /^[a-z][a-z0-9]{1,15}$/;
/** Folders beside the platforms, and words that can't be the name of an import. */
const TAKEN = new Set(["runtime", "kit", "new", "case", "class", "const", "default", "delete", "export", "function"]);

/** Writes every file of the skeleton below `root`; refuses, with a sentence, a bad or taken id before it writes anything. */
export async function newPlatform(root: string, platform: NewPlatform): Promise<readonly string[]> {
  const { id } = platform;
  if (!ID.test(id) || TAKEN.has(id)) throw new Error(`"${id}" can't be an id: 2 to 16 of a-z and 0-9, a letter first`);
  const places = [`adapters/${id}`, `sandbox/${id}`, `test/conformance/${id}.test.ts`];
  const taken = places.find((path) => existsSync(join(root, path)));
  if (taken !== undefined) throw new Error(`${taken} is already there`);
  const files = filesOf(platform);
  for (const { path, text } of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), path.endsWith(".ts") ? await formatted(path, text) : text);
  }
  return files.map(({ path }) => path);
}

function filesOf(platform: NewPlatform): readonly { path: string; text: string }[] {
  return readdirSync(SKELETON, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ENDING))
    .sort()
    .map((name) => ({
      path: placeOf(name.slice(0, -ENDING.length).replaceAll("\\", "/"), platform.id),
      text: filled(readFileSync(join(SKELETON, name), "utf8"), platform),
    }));
}

function placeOf(name: string, id: string): string {
  const [room = "", ...rest] = name.split("/");
  if (rest.length === 0) return `test/conformance/${id}.test.ts`;
  return [room === "adapter" ? "adapters" : room, id, ...rest].join("/");
}

function filled(text: string, { id, zh, en, day }: NewPlatform): string {
  const words = { __ID__: id, __ZH__: zh, __EN__: en, __TODAY__: day };
  return Object.entries(words).reduce((left, [mark, word]) => left.replaceAll(mark, word), text);
}
