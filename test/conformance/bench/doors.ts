import { randomInt } from "node:crypto";
import type { Adapter, Context, Outcome, RateLimit, Token } from "../../../adapters/contract.ts";
import { openDoor, type Door } from "../../../adapters/runtime/attempt.ts";
import { callOnce, type Caller, type CallPorts } from "../../../adapters/runtime/call.ts";
import { leasedLimiter, limitRowInMemory } from "../../../adapters/runtime/limits.ts";
import type { CallRecord, Clock, TokenRow, Tokens } from "../../../adapters/runtime/ports.ts";
import { tokenKeeper } from "../../../adapters/runtime/token.ts";
import { httpTransport } from "../../../adapters/runtime/transport.ts";
import { epochMs } from "../../../domain/time.ts";
import type { Instant } from "../../../domain/units.ts";
import { secretNames } from "./secrets.ts";
import type { Printed } from "./sandbox-process.ts";

export type X = Context<Record<string, unknown>, Record<string, unknown>>;
type Settings = Record<string, unknown>;
type Asking = Pick<Door, "send" | "ask">;

/** Doors to the sandbox's first shop: its own, and those of strangers with other credentials or tokens. */
export interface Doors {
  app: Settings;
  shop: Settings;
  records: CallRecord[];
  own: Asking;
  row: TokenRow;
  open(changes: { app?: Settings; shop?: Settings; tokens?: Tokens }): Door;
  /** A door whose every secret setting is `secret`, with the token of the real shop where there is one. */
  stranger(secret: string): Door;
}

const TIMEOUT_MS = 10_000;
export const NO_TOKEN: Tokens = { current: () => Promise.resolve(null), renew: () => Promise.resolve(false) };

/** The real runtime in front of a sandbox. Where the platform has a sign-in, it is walked through, so that renewing works. */
export async function openDoors(adapter: Adapter, printed: Printed, clock: Clock): Promise<Doors> {
  const app = adapter.app.parse(printed.app);
  const shop = adapter.shop.parse(printed.shop);
  const records: CallRecord[] = [];
  const caller: Caller = { adapter, app, shop, baseUrl: printed.url, urgency: "person", timeoutMs: TIMEOUT_MS };
  const rows = limitRowInMemory();
  const ports: CallPorts = {
    clock,
    ids: {
      id: () =>
        randomInt(36 ** 6)
          .toString(36)
          .padStart(12, "0"),
    },
    transport: httpTransport(),
    limiter: leasedLimiter(rows, clock, (limit: RateLimit) => `${limit.scope}:${limit.id}`),
    tokens: NO_TOKEN,
    record: (entry) => void records.push(entry),
  };
  const open: Doors["open"] = ({ tokens = NO_TOKEN, ...changes }) =>
    openDoor({ ...caller, ...changes }, { ...ports, tokens });
  const bare = (): X => ({
    app,
    shop,
    baseUrl: printed.url,
    token: null,
    now: clock.now(),
    key: "",
    call: (call) => callOnce(call, caller, ports),
  });
  const row = tokenRow(await signIn(adapter, bare), () => clock.now());
  const tokens = tokenKeeper({ adapter, row, clock, context: bare });
  const stranger: Doors["stranger"] = (secret) => {
    const wrong = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, secret]));
    const given = { current: () => Promise.resolve(printed.token), renew: () => Promise.resolve(false) };
    return open({
      app: { ...app, ...wrong(secretNames(adapter.app)) },
      shop: { ...shop, ...wrong(secretNames(adapter.shop)) },
      tokens: adapter.auth.kind === "client_credentials" ? NO_TOKEN : given,
    });
  };
  return { app, shop, records, row, own: patient(open({ tokens }), clock), open, stranger };
}

const MOST_WAITS = 20;

/** Waits, as the workers do, when our own limiter says "not yet": nothing was sent then. */
function patient({ send, ask }: Door, clock: Clock): Asking {
  const inTime = async <T>(work: () => Promise<Outcome<T>>): Promise<Outcome<T>> => {
    for (let n = 0; ; n++) {
      const outcome = await work();
      const early = outcome.kind === "failed" && outcome.failure.code.startsWith("limit_") ? outcome.failure : null;
      if (early === null || n >= MOST_WAITS) return outcome;
      await clock.wait(early.retryAfterMs ?? 1);
    }
  };
  return {
    send: (kind, input, key) => inTime(() => send(kind, input, key)),
    ask: (question) => inTime(() => ask(question)),
  };
}

/** Follows the authorization page, whose imitation agrees at once, and exchanges its code. */
async function signIn(adapter: Adapter, context: () => X): Promise<Token | null> {
  const { auth } = adapter;
  if (auth.kind !== "oauth") return null;
  const redirect = "http://127.0.0.1:9/callback";
  const page = await fetch(auth.authorizeUrl(context(), redirect, "bench"), {
    redirect: "manual",
  });
  const code = new URL(page.headers.get("location") ?? "http://nowhere/").searchParams.get("code");
  if (code === null) throw new Error(`the authorization page gave no code: ${page.status} ${await page.text()}`);
  return auth.exchange(code, redirect, context());
}

function tokenRow(first: Token | null, now: () => Instant): TokenRow {
  let state = { token: first, version: 1, leasedUntilMs: 0 };
  return {
    read: () => Promise.resolve({ token: state.token, version: state.version }),
    lease(until) {
      if (epochMs(now()) < state.leasedUntilMs) return Promise.resolve(false);
      state = { ...state, leasedUntilMs: epochMs(until) };
      return Promise.resolve(true);
    },
    swap(token, version) {
      if (version !== state.version) return Promise.resolve(false);
      state = { token, version: version + 1, leasedUntilMs: 0 };
      return Promise.resolve(true);
    },
  };
}
