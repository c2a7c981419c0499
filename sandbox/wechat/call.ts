import type * as z from "zod";
import type { InnerFault, SandboxRandom } from "../kit/types.ts";
import { no, type Reply } from "./reply.ts";
import type { Shop, World } from "./world.ts";

/** What happens in: the world, the instant, chance. Acts and time use it as calls do. */
export interface Stage {
  world: World;
  nowMs: number;
  random: SandboxRandom;
}
/** One request that passed token, limits and permission. */
export interface Call extends Stage {
  fault: InnerFault | null;
  shop: Shop;
  query: URLSearchParams;
  headers: Readonly<Record<string, string>>;
  bytes: Uint8Array;
}
/** A path of the platform. `aliases`: it answers under /shop/ec as well. `set`: the permission set that an authorizer token needs. */
export interface Api {
  method: "GET" | "POST";
  aliases: boolean;
  set: number;
  run(call: Call): Reply;
}
interface Options {
  set: number;
  aliases?: boolean;
}

/** A POST with a JSON object of this shape: empty is 44002, no JSON or a wrong type 47001, a missing field 40097. */
export const post = <T>(shape: z.ZodType<T>, run: (input: T, call: Call) => Reply, options: Options): Api => ({
  method: "POST",
  aliases: options.aliases ?? false,
  set: options.set,
  run(call) {
    const body = readBody(call.bytes);
    if (!body.ok) return body.refusal;
    const input = fit(shape, body.value);
    return input.ok ? run(input.value, call) : input.refusal;
  },
});

/** A call that reads its query, or its bytes, itself. */
export const raw = (method: Api["method"], run: (call: Call) => Reply, options: Options): Api => ({
  method,
  aliases: options.aliases ?? false,
  set: options.set,
  run,
});

type Read<T> = { ok: true; value: T } | { ok: false; refusal: Reply };

/** The JSON of a body, or the refusal for what is none. */
export const readBody = (bytes: Uint8Array): Read<unknown> => {
  const text = new TextDecoder().decode(bytes);
  if (text.trim() === "") return { ok: false, refusal: no(44002) };
  try {
    const value: unknown = JSON.parse(text, keepDigits);
    return { ok: true, value };
  } catch {
    return { ok: false, refusal: no(47001) };
  }
};

/** Numbers are 64 bits wide there: none is rounded. */
const keepDigits = (_key: string, value: unknown, context?: { source?: string }): unknown => {
  const source = context?.source;
  if (typeof value !== "number" || Number.isSafeInteger(value) || source === undefined) return value;
  return /^-?\d+$/.test(source) ? BigInt(source) : value;
};

/** The body in its shape, unknown fields left out. */
export const fit = <T>(shape: z.ZodType<T>, body: unknown): Read<T> => {
  const parsed = shape.safeParse(body);
  if (parsed.success) return { ok: true, value: parsed.data };
  const path = parsed.error.issues[0]?.path ?? [];
  const code = path.length > 0 && at(body, path) === undefined ? 40097 : 47001;
  return { ok: false, refusal: no(code, path.map(String).join(".")) };
};

const at = (body: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((value, key) => (isRecord(value) ? value[String(key)] : undefined), body);

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null;

/** A switch as a number; yes and no are 1 and 0. */
export const switchOf = (world: World, name: string): number => Number(world.switches[name] ?? 0);
