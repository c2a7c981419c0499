import type { Outcome } from "../../adapters/contract.ts";

/** Why something could not be read now. `limit`: no fault of what was asked for, there is just no leave to call. */
export interface Unread {
  kind: "unread";
  why: string;
  limit: boolean;
  waitMs: number;
}

const SOON_MS = 2_000;

/** An answer that is none, as a window remembers it. */
export function unreadOf(outcome: Exclude<Outcome<unknown>, { kind: "done" }>): Unread {
  if (outcome.kind !== "failed") return { kind: "unread", why: "no readable answer", limit: false, waitMs: SOON_MS };
  const { kind, code, message, retryAfterMs = SOON_MS } = outcome.failure;
  return {
    kind: "unread",
    why: `${kind} ${code} ${message}`.trim(),
    limit: kind === "throttled",
    waitMs: retryAfterMs,
  };
}
