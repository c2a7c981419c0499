import type { SandboxRandom } from "../kit/types.ts";
import { no, type Reply } from "./reply.ts";
import { MINUTE_MS, SECOND_MS } from "./time.ts";
import type { Token, World } from "./world.ts";

export const TOKEN_LIFE_MS = 7_200 * SECOND_MS;
/** A plain token that was superseded, and a stable one that is about to end, overlap with their successor so long. */
export const GRACE_MS = 5 * MINUTE_MS;

/** Makes a token and keeps it. */
export const issueToken = (
  world: World,
  token: { kind: Token["kind"]; shop: string | null; nowMs: number },
  random: SandboxRandom,
): Token => {
  const made: Token = {
    value: `${83 + random.int(10)}_${random.hex(110)}`,
    kind: token.kind,
    shop: token.shop,
    expiresAtMs: token.nowMs + TOKEN_LIFE_MS,
    diesAtMs: null,
    expired: false,
  };
  world.tokens.set(made.value, made);
  return made;
};

/** The newest token of a kind that nobody has superseded; null when it is dead. */
export const livingToken = (
  world: World,
  wanted: { kind: Token["kind"]; shop: string | null; nowMs: number },
): Token | null =>
  [...world.tokens.values()].findLast(
    (token) =>
      token.kind === wanted.kind &&
      token.shop === wanted.shop &&
      token.diesAtMs === null &&
      !token.expired &&
      token.expiresAtMs > wanted.nowMs,
  ) ?? null;

/** Ends every older token of that kind; `afterMs` is its grace. */
export const supersede = (
  world: World,
  older: { kind: Token["kind"]; shop: string | null; nowMs: number },
  afterMs: number,
): void => {
  for (const token of world.tokens.values()) {
    if (token.kind !== older.kind || token.shop !== older.shop || token.diesAtMs !== null) continue;
    token.diesAtMs = older.nowMs + afterMs;
  }
};

/** The token of a request, or the refusal that the platform gives for it. */
export const readToken = (
  world: World,
  value: string | null,
  nowMs: number,
): { ok: true; token: Token } | { ok: false; refusal: Reply } => {
  if (value === null || value === "") return { ok: false, refusal: no(41001) };
  const token = world.tokens.get(value);
  if (!token) return { ok: false, refusal: no(/^\d+_[0-9a-f]{64,}$/.test(value) ? 40001 : 40014) };
  if (token.expired || token.expiresAtMs <= nowMs) return { ok: false, refusal: no(42001) };
  if (token.diesAtMs !== null && token.diesAtMs <= nowMs) return { ok: false, refusal: no(40001) };
  return { ok: true, token };
};
