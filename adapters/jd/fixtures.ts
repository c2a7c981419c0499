import { readFileSync } from "node:fs";
import * as z from "zod";
import type { Call } from "../contract.ts";
import { parseJson } from "../runtime/json.ts";
import adapter from "./adapter.ts";

const Fixture = z.object({ source: z.string(), mark: z.enum(["✔", "○", "?"]), shows: z.string(), reply: z.unknown() });

/** A reply of `fixtures/`, parsed as replies are: numbers beyond 2^53 stay text. */
export function replyOf(name: string): unknown {
  const text = readFileSync(new URL(`fixtures/${name}.json`, import.meta.url), "utf8");
  return Fixture.parse(parseJson(text)).reply;
}

/** Answers calls with replies of `fixtures/`, by the order in which they come, and keeps what was sent. Throws for a refusal. */
export function answering(...names: readonly string[]) {
  const sent: Call<unknown>[] = [];
  const call = async <T>(wanted: Call<T>): Promise<T> => {
    const reply = replyOf(names[sent.length] ?? "none");
    sent.push(wanted);
    if (adapter.failures.read(reply, 200) !== null) throw new Error(`refused: ${wanted.api}`);
    return wanted.reply.parse(adapter.unwrap(reply, wanted));
  };
  return { sent, call };
}
