import { PLACEHOLDERS } from "./placeholders.ts";
import type { Token, World } from "./world.ts";

/** A new pair for a shop; older pairs end, those that a refresh replaced a little later. */
export function grant(
  world: World,
  mallId: string,
  { now, overlapMs = 0 }: { now: number; overlapMs?: number },
): Token {
  for (const old of world.tokens.values()) {
    if (old.mallId === mallId) old.expiresAt = Math.min(old.expiresAt, now + overlapMs);
    if (old.mallId === mallId) old.refreshUntil = now;
  }
  const token: Token = {
    value: world.random.hex(40),
    refresh: world.random.hex(40),
    mallId,
    expiresAt: now + PLACEHOLDERS.tokenLifeMs.value,
    refreshUntil: now + PLACEHOLDERS.refreshLifeMs.value,
    dead: false,
  };
  world.tokens.set(token.value, token);
  return token;
}
