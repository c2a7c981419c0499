import type { Adapter, Context, Token } from "../contract.ts";
import { epochMs, plus } from "../../domain/time.ts";
import { CallError } from "./call.ts";
import { ownFailure } from "./classify.ts";
import type { Clock, TokenRow, Tokens } from "./ports.ts";

type AnyContext = Context<Record<string, unknown>, Record<string, unknown>>;

/** How long one worker may take to renew a token before another may try. */
const LEASE_MS = 30_000;
/** How long a worker that lost the race waits for the winner's token. */
const WAIT_MS = 300;
const WAITS = 10;

/** Keeps one shop's token alive: renewed ahead of time by one worker, the old one serving until the swap. */
export interface TokenKeeper extends Tokens {
  /** Renews if it is time, for the daily round. */
  renewIfDue(): Promise<void>;
}

interface Keeping {
  adapter: Adapter;
  row: TokenRow;
  clock: Clock;
  /** A context whose calls carry no token and never renew: for the token calls themselves. */
  context(): AnyContext;
  /** Called when no machine can get another token: a person must authorise again. */
  onDead?(): Promise<void>;
}

/** `none`: no machine can renew it. `held`: another worker is at it. */
type Renewal = "renewed" | "held" | "none";

/** `signature` platforms have no token; the others get it from the row, or fetch and refresh it under the row's lease. What it throws is retryable: the old token stays. */
export function tokenKeeper({ adapter, row, clock, context, onDead }: Keeping): TokenKeeper {
  let known: { token: Token; version: number } | null = null;

  async function load(): Promise<Token | null> {
    const { token, version } = await row.read();
    known = token === null ? null : { token, version };
    return token;
  }

  /** Whoever gets the lease looks once more: the worker before may have swapped the token just now. Where there is nothing to renew with, nobody is kept waiting by one. */
  async function renewOnce(isOld: (token: Token | null) => boolean): Promise<Renewal> {
    if (!isRenewable(adapter, known?.token ?? null)) return "none";
    if (!(await row.lease(plus(clock.now(), LEASE_MS)))) return "held";
    const { token, version } = await row.read();
    const fresh = isOld(token) ? await fetchToken(adapter, token, context()) : token;
    if (fresh === null) return "none";
    if (fresh !== token) await row.swap(fresh, version);
    await load();
    return "renewed";
  }

  async function waitForOther(isOld: (token: Token | null) => boolean): Promise<boolean> {
    for (let n = 0; n < WAITS; n++) {
      await clock.wait(WAIT_MS);
      if (!isOld(await load())) return true;
    }
    return false;
  }

  const isOver = (token: Token | null): boolean => token === null || epochMs(token.expiresAt) <= epochMs(clock.now());

  return {
    async current() {
      if (adapter.auth.kind === "signature") return null;
      const token = known?.token ?? (await load());
      if (isOver(token) && adapter.auth.kind === "client_credentials") await this.renew(token?.value ?? null);
      return known?.token.value ?? null;
    },
    async renew(dead) {
      if (adapter.auth.kind === "signature") return false;
      const isOld = (token: Token | null): boolean => token === null || token.value === dead || isOver(token);
      if (!isOld(await load())) return true;
      const renewal = await renewOnce(isOld);
      if (renewal === "none") await onDead?.();
      if (renewal !== "held" || (await waitForOther(isOld))) return renewal !== "none";
      throw new CallError({ kind: "failed", failure: ownFailure("retryable", "token_busy", "somebody renews it", "") });
    },
    async renewIfDue() {
      const { auth } = adapter;
      if (auth.kind === "signature") return;
      const left = (token: Token) => epochMs(token.expiresAt) - epochMs(clock.now());
      const isDue = (token: Token | null): boolean => token !== null && left(token) <= auth.renewBeforeMs;
      if (!isDue(await load())) return;
      // A lost or refused-for-now renewal leaves the old token; the row is due again.
      const renewal = await renewOnce(isDue).catch(orTransient);
      if (renewal === "none") await onDead?.();
    },
  };
}

function orTransient(error: unknown): Renewal {
  if (error instanceof CallError) return "held";
  throw error;
}

function isRenewable({ auth }: Adapter, old: Token | null): boolean {
  if (auth.kind === "oauth") return auth.refreshable && old?.refresh != null;
  return auth.kind === "client_credentials";
}

/** Null: there is nothing to renew with, or the platform says no for good. Throws what may work later. */
async function fetchToken(adapter: Adapter, old: Token | null, x: AnyContext): Promise<Token | null> {
  const { auth } = adapter;
  try {
    if (auth.kind === "client_credentials") return await auth.fetch(x);
    return auth.kind === "oauth" && old !== null ? await auth.refresh(old, x) : null;
  } catch (error) {
    if (!(error instanceof CallError)) throw error;
    if (error.end.kind === "failed" && !TRANSIENT.has(error.end.failure.kind)) return null;
    if (error.end.kind !== "lost") throw error;
    const failure = ownFailure("retryable", `token_${error.end.why}`, "no answer with a token", error.end.requestId);
    throw new CallError({ kind: "failed", failure });
  }
}

const TRANSIENT = new Set(["throttled", "retryable"]);
