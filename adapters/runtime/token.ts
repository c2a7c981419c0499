import type { Adapter, Context, Token } from "../contract.ts";
import { epochMs, plus } from "../../domain/time.ts";
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
}

/** `signature` platforms have no token; the others get it from the row, or fetch and refresh it under the row's lease. */
export function tokenKeeper({ adapter, row, clock, context }: Keeping): TokenKeeper {
  let known: { token: Token; version: number } | null = null;

  async function load(): Promise<Token | null> {
    const { token, version } = await row.read();
    known = token === null ? null : { token, version };
    return token;
  }

  async function renewOnce(): Promise<boolean> {
    if (!(await row.lease(plus(clock.now(), LEASE_MS)))) return false;
    const { token, version } = await row.read();
    const fresh = await fetchToken(adapter, token, context());
    if (fresh === null) return false;
    await row.swap(fresh, version);
    await load();
    return true;
  }

  async function waitForOther(dead: string | null): Promise<boolean> {
    for (let n = 0; n < WAITS; n++) {
      await clock.wait(WAIT_MS);
      const token = await load();
      if (token !== null && token.value !== dead) return true;
    }
    return false;
  }

  return {
    async current() {
      if (adapter.auth.kind === "signature") return null;
      const token = known?.token ?? (await load());
      const left = token === null ? 0 : epochMs(token.expiresAt) - epochMs(clock.now());
      if (left <= 0 && adapter.auth.kind === "client_credentials") await this.renew(token?.value ?? null);
      return known?.token.value ?? null;
    },
    async renew(dead) {
      const auth = adapter.auth;
      if (auth.kind === "signature" || (auth.kind === "oauth" && !auth.refreshable)) return false;
      const stored = await load();
      if (stored !== null && stored.value !== dead && epochMs(stored.expiresAt) > epochMs(clock.now())) return true;
      return (await renewOnce()) || (await waitForOther(dead));
    },
    async renewIfDue() {
      const auth = adapter.auth;
      if (auth.kind === "signature") return;
      const token = await load();
      if (token === null || epochMs(token.expiresAt) - epochMs(clock.now()) > auth.renewBeforeMs) return;
      await renewOnce();
    },
  };
}

async function fetchToken(adapter: Adapter, old: Token | null, x: AnyContext): Promise<Token | null> {
  const auth = adapter.auth;
  if (auth.kind === "client_credentials") return auth.fetch(x);
  if (auth.kind === "oauth" && auth.refreshable && old?.refresh) return auth.refresh(old, x);
  return null;
}
