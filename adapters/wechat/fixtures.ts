import { readFileSync } from "node:fs";
import * as z from "zod";
import type { Call } from "../contract.ts";
import { instantFrom } from "../../domain/time.ts";
import { parseJson } from "../runtime/json.ts";
import { failures } from "./codes/index.ts";
import { app, shop, type X } from "./rules/index.ts";

const Fixture = z.strictObject({
  source: z.string(),
  mark: z.enum(["✔", "○", "?"]),
  shows: z.string(),
  reply: z.unknown(),
});
/** Where the recorded replies lie. */
export const FOLDER = new URL("fixtures/", import.meta.url);
/** One recorded reply with its source; ids keep all their digits. */
export const fixture = (name: string) =>
  Fixture.parse(parseJson(readFileSync(new URL(`${name}.json`, FOLDER), "utf8")));

type Answer = string | ((call: Call<unknown>) => string);

/** A shop that answers each call with a fixture, by their name of the call, and notes what it was asked. */
export function aShop(answers: Record<string, Answer>, localLife = true): { x: X; calls: Call<unknown>[] } {
  const calls: Call<unknown>[] = [];
  const call = async <T>(wanted: Call<T>): Promise<T> => {
    calls.push(wanted);
    const answer = answers[wanted.api];
    if (answer === undefined) throw new Error(`nobody expected ${wanted.api}`);
    const { reply } = fixture(typeof answer === "string" ? answer : answer(wanted));
    const refused = failures.read(reply, 200);
    if (refused !== null && failures.codes[refused.code] !== "empty") throw new Error(refused.code);
    return wanted.reply.parse(refused === null ? reply : null);
  };
  const now = instantFrom("2026-11-22T02:30:00Z");
  return {
    calls,
    x: {
      app: app.parse({}),
      shop: shop.parse({ appId: "wx0c0ffee0walnut01", appSecret: "0123456789abcdef0123456789abcdef", localLife }),
      token: "t",
      baseUrl: "http://127.0.0.1:1",
      now,
      key: "intent000001",
      call,
    },
  };
}
