import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { ROOT } from "../../infra/bundling.ts";
import { bundle } from "../../scripts/bundle.ts";

const KB = 1_000;
const entriesIn = (folder: string): string[] => readdirSync(join(ROOT, folder)).map((name) => `${folder}/${name}`);

/** design.md 9, minified. */
const GOALS: readonly [goal: string, bytes: number, entries: readonly string[]][] = [
  [
    "without an HTTP client",
    620 * KB,
    ["functions/ingest/handler.ts", "functions/fanout/handler.ts", "functions/tick/handler.ts"],
  ],
  ["with one", 900 * KB, entriesIn("functions/urgent/platforms")],
  [
    "where S3 and KMS stand beside it",
    1_100 * KB,
    ["functions/api/handler.ts", ...["publish", "pull"].flatMap((kind) => entriesIn(`functions/${kind}/platforms`))],
  ],
];

describe.each(GOALS)("a bundle %s", (_, most, entries) => {
  it.each(entries)(`%s has at most ${most} bytes`, (entry) => {
    expect(bundle(entry).bytes).toBeLessThanOrEqual(most);
  });
});
