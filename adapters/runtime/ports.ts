/** What the door needs from outside. Nothing else in adapters/ touches time, chance or the network. */
import type { HttpRequest, RateLimit, Token } from "../contract.ts";
import type { Instant } from "../../domain/units.ts";

export interface Clock {
  now(): Instant;
  /** Resolves after `ms` milliseconds of this clock. */
  wait(ms: number): Promise<void>;
}

export interface Random {
  /** From 0 (inclusive) to 1 (exclusive). */
  next(): number;
}

export interface Ids {
  /** A new id `[a-z0-9]{12}`. */
  id(): string;
}

/** What became of one HTTP request. `not_sent`: certainly no byte of it was written. */
export type Reply =
  | { kind: "answer"; status: number; headers: Record<string, string>; body: Uint8Array }
  | { kind: "not_sent"; why: string }
  | { kind: "no_answer"; why: string };

export interface SendOptions {
  timeoutMs: number;
  maxBytes: number;
  /** A new connection of its own: a dead kept-alive socket would make a write unknown. */
  fresh: boolean;
}

/** Bytes to bytes; never throws for what the network does; follows no redirect, never retries. */
export interface Transport {
  send(request: HttpRequest, options: SendOptions): Promise<Reply>;
}

/** Who waits for a call: decides how long and how far ahead the limiter lets it reserve. */
export type Urgency = "person" | "ship" | "stock" | "price" | "pull" | "content";

/** What the limiter answers: go now, or not before `retryAfterMs` from now. */
export type Leave =
  { ok: true } | { ok: false; retryAfterMs: number; why: "rate" | "blocked" | "daily" | "unreachable" };

export interface Limiter {
  /** Leave for one call under every limit that covers it; waits in place while that is short. */
  ask(limits: readonly RateLimit[], urgency: Urgency): Promise<Leave>;
  /** The platform said "slow down": nobody who shares these limits calls before `ms` are over. */
  slowDown(limits: readonly RateLimit[], ms: number): Promise<void>;
}

/** The token of one shop, renewed by one worker at a time. */
export interface Tokens {
  /** The token to use now; null where signatures alone are enough, or where none was ever given. Throws a retryable `CallError` where one must be fetched and can't be now. */
  current(): Promise<string | null>;
  /** Called when the platform refused `dead`: true when another token is there now, false when only a person can get one. Throws a retryable `CallError` otherwise. */
  renew(dead: string | null): Promise<boolean>;
}

/** The row in which a shop's token lives. */
export interface TokenRow {
  read(): Promise<{ token: Token | null; version: number }>;
  /** Takes the right to renew until `until`; false when somebody else has it. */
  lease(until: Instant): Promise<boolean>;
  /** Stores the new token if the row still has `version`; false otherwise. */
  swap(token: Token, version: number): Promise<boolean>;
}

/** One finished call, for the log: no body, no secret, no buyer. */
export interface CallRecord {
  requestId: string;
  platform: string;
  api: string;
  outcome: "ok" | "empty" | "refused" | "not_sent" | "lost";
  code: string;
  status: number | null;
  ms: number;
  bytes: number;
  /** How far our clock is ahead of the platform's, by the Date of its answer; to the second. Null where it gave none. */
  skewMs: number | null;
}
