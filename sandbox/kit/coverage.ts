import { appendFileSync } from "node:fs";
import { join } from "node:path";
import type { Catalog } from "./types.ts";
import { watch, type Seen } from "./witness.ts";

/** Appends what this process reaches to a file of its own in `folder`: one line a fact, each once. */
export function recordCoverage(folder: string): void {
  const file = join(folder, `${process.pid}.tsv`);
  const known = new Set<string>();
  watch((seen) => {
    const fresh = factsOf(seen).filter((fact) => !known.has(fact));
    for (const fact of fresh) known.add(fact);
    if (fresh.length > 0) appendFileSync(file, fresh.map((fact) => `${fact}\n`).join(""));
  });
}

/** `platform, kind, value`: the call that was made, the code that came, every documented state in the answer. */
function factsOf({ sandbox, api, code, answer }: Seen): readonly string[] {
  const { id, catalog } = sandbox;
  const text = typeof answer?.body === "string" ? answer.body : "";
  const facts = [
    ...(api === null ? [] : [["call", api]]),
    ...(code === null ? [] : [["code", code]]),
    ...(catalog === undefined ? [] : statesIn(text, catalog).map((state) => ["state", state])),
  ];
  return facts.map((fact) => [id, ...fact].join("\t"));
}

/** `key=value` for every key of the catalog that stands in a JSON text with a documented value. */
function statesIn(text: string, { states }: Catalog): readonly string[] {
  const keys = Object.keys(states);
  if (keys.length === 0) return [];
  const pair = new RegExp(`"(${keys.join("|")})":"?([^",}\\]]+)`, "g");
  return [...text.matchAll(pair)]
    .filter(([, key = "", value = ""]) => states[key]?.includes(value) === true)
    .map(([, key, value]) => `${key}=${value}`);
}
