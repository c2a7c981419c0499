/** What an adapter is worth saying in numbers: mapping lines, absences, confidence, and what was touched outside its folders. */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Adapter } from "../../adapters/contract.ts";
import { EFFECT_KINDS } from "../../domain/plan/effect.ts";
import type { Text } from "../../domain/units.ts";
import { ROOT } from "../generate/files.ts";

/** Goal of design.md 9 for `adapter` and `map` together. */
export const MAPPING_GOAL_LINES = 300;

/** Lines of adapter.ts, map.ts and their folders that are neither blank nor only comment; tests are left out. */
export function mappingLines(platform: string): number {
  return ["adapter", "map"]
    .flatMap((name) => sourcesAt(`adapters/${platform}`, name))
    .reduce((sum, path) => sum + codeLines(readFileSync(join(ROOT, path), "utf8")), 0);
}

function sourcesAt(folder: string, name: string): readonly string[] {
  const inside = join(ROOT, folder, name);
  const files = existsSync(inside) ? readdirSync(inside, { recursive: true, encoding: "utf8" }) : [];
  const all = [`${folder}/${name}.ts`, ...files.map((file) => `${folder}/${name}/${file}`)];
  return all.filter(
    (path) => path.endsWith(".ts") && !/\.test\.ts$|\/test-/.test(path) && existsSync(join(ROOT, path)),
  );
}

/** Lines with code on them: blank lines and lines that are nothing but comment don't count. */
export function codeLines(text: string): number {
  const bare = text.replaceAll(/^\s*\/\*[\s\S]*?\*\/[^\S\n]*$/gm, "");
  return bare.split("\n").filter((line) => line.trim() !== "" && !line.trim().startsWith("//")).length;
}

/** Everything that the adapter says it can't do, with its reason. */
export function absences(adapter: Adapter): readonly { what: string; why: Text }[] {
  const { receiver, afterSale, vouchers, events } = adapter;
  const effects = EFFECT_KINDS.map((kind) => [kind, adapter.effects[kind]] as const);
  const all = [...effects, ...Object.entries({ receiver, afterSale, vouchers, events })];
  return all.flatMap(([what, ability]) => ("absent" in ability ? [{ what, why: ability.absent }] : []));
}

/** How many effects are how sure. */
export function confidence({ effects }: Adapter): ReadonlyMap<string, number> {
  const all = Object.values(effects).flatMap((effect) => ("absent" in effect ? [] : [effect.confidence]));
  return new Map([...Map.groupBy(all, (one) => one)].map(([name, group]) => [name, group.length]));
}

/** Files that a new platform brings by itself: its folders, its tests, and what is generated. */
const OWN = (platform: string): readonly RegExp[] => [
  new RegExp(`^(adapters|sandbox)/${platform}/`),
  new RegExp(`^test/[a-z/]*${platform}[^/]*\\.test\\.ts$`),
  /^adapters\/(registry|facts)\.ts$/,
  new RegExp(`^functions/[a-z]+/platforms/${platform}\\.ts$`),
  /^docs\/generated\//,
  /^schemas\//,
  /^CHANGELOG\.md$/,
];

/** Paths that differ from where this branch left `since`, and are not the platform's own; null where git can't tell. */
export function touchedOutside(platform: string, since: string): readonly string[] | null {
  const [base = since] = git("merge-base", since, "HEAD") ?? [];
  const changed = git("diff", "--name-only", base);
  const fresh = git("ls-files", "--others", "--exclude-standard");
  if (changed === null || fresh === null) return null;
  const own = OWN(platform);
  return [...new Set([...changed, ...fresh])].filter((path) => !own.some((pattern) => pattern.test(path))).sort();
}

function git(...words: readonly string[]): readonly string[] | null {
  const { status, stdout } = spawnSync("git", words, { cwd: ROOT, encoding: "utf8" });
  return status === 0 ? stdout.split("\n").filter((line) => line !== "") : null;
}
