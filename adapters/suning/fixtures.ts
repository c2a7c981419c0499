import { readFileSync } from "node:fs";
import * as z from "zod";
import type { Call } from "../contract.ts";
import * as wire from "./wire/index.ts";

const Fixture = z.strictObject({
  source: z.string(),
  mark: z.enum(["✔", "○", "?"]),
  shows: z.string(),
  reply: z.unknown(),
});
/** Where the recorded replies lie. */
export const FOLDER = new URL("fixtures/", import.meta.url);
/** One recorded reply with its source. */
export const fixture = (name: string) =>
  Fixture.parse(JSON.parse(readFileSync(new URL(`${name}.json`, FOLDER), "utf8")));
/** What a call makes of a recorded reply. */
export const replyTo = <T>(call: Call<T>, name: string): T => call.reply.parse(wire.unwrap(fixture(name).reply, call));
/** The order of a fixture. */
export const orderOf = (name: string) => replyTo(wire.ask("order.get", {}, wire.one(wire.WireOrder)), name);
/** The item of a fixture. */
export const itemOf = (name: string) => replyTo(wire.ask("item.get", {}, wire.one(wire.WireItem)), name);
