import * as z from "zod";
import type { Adapter, Token } from "../../adapters/contract.ts";
import { openDoor, type Door } from "../../adapters/runtime/attempt.ts";
import { callOnce, type Caller, type CallPorts } from "../../adapters/runtime/call.ts";
import { leasedLimiter } from "../../adapters/runtime/limits.ts";
import type { CallRecord, Limiter, TokenRow, Urgency } from "../../adapters/runtime/ports.ts";
import { tokenKeeper, type TokenKeeper } from "../../adapters/runtime/token.ts";
import { instantFrom, plus } from "../../domain/time.ts";
import type { Ports, Table } from "./ports.ts";
import { limitRows } from "./limit-rows.ts";
import { sealer, type Sealer } from "./seal.ts";
import { keys, work } from "./store/keys.ts";
import { ShopRow } from "./store/rows.ts";

/** A shop with its door open. */
export interface OpenShop {
  row: ShopRow;
  adapter: Adapter;
  door: Door;
  /** Calls without a token: for what gives the first one. */
  signInDoor: Door;
  tokens: TokenKeeper;
  /** By the last answer: how far our clock is ahead of the platform's. */
  skewMs(): number | null;
}

/** Opens shops: loads row, secrets and app, once per invocation. */
export interface Shops {
  open(m: string, s: string, urgency: Urgency): Promise<OpenShop>;
  sealer: Sealer;
}

const Settings = z.record(z.string(), z.unknown());
const REQUEST_TIMEOUT_MS = 10_000;

/** Shops of these platforms; a lane knows one. `seal`: what the process has kept of data keys. */
export function shopsOf(
  ports: Ports,
  adapters: Readonly<Record<string, Adapter>>,
  seal: Sealer = sealer(ports.keyring, ports.table),
): Shops {
  const limiters = new Map<string, Limiter>();
  const opened = new Map<
    string,
    Promise<
      Omit<OpenShop, "door" | "signInDoor"> & { caller: Omit<Caller, "urgency">; calls: CallPorts; bare: CallPorts }
    >
  >();

  async function load(m: string, s: string) {
    const rows = await ports.table.batchGet([keys.shop(m, s), keys.secret(m, s)]);
    const row = ShopRow.parse(rows.find((item) => item.SK === "SHOP"));
    const secret = z.object({ sealed: z.string() }).parse(rows.find((item) => item.SK === "SEC"));
    const adapter = paced(adapterOf(adapters, row.platform), ports.profile);
    const app = await loadApp(row);
    const shop = Settings.parse(await seal.open(m, `shop|${s}`, secret.sealed));
    const baseUrl = ports.baseUrls[row.platform] ?? adapter.baseUrl;
    const caller = { adapter, app, shop, baseUrl, timeoutMs: REQUEST_TIMEOUT_MS };
    const limiter = limiterOf(row);
    let skewMs: number | null = null;
    const record = (entry: CallRecord) => {
      skewMs = entry.skewMs ?? skewMs;
      ports.log.info("call", { shop: s, ...entry });
    };
    const base = { clock: ports.clock, ids: ports.ids, transport: ports.transport, limiter, record };
    const bare: CallPorts = { ...base, tokens: { current: async () => null, renew: async () => false } };
    const tokens = tokenKeeper({
      adapter,
      row: tokenRow(ports.table, seal, { m, s, adapter }),
      clock: ports.clock,
      onDead: () => askForToken({ m, s }, ports),
      context: () => ({
        app,
        shop,
        baseUrl,
        token: null,
        now: ports.clock.now(),
        key: "",
        call: (call) => callOnce(call, { ...caller, urgency: "ship" }, bare),
      }),
    });
    return { row, adapter, tokens, skewMs: () => skewMs, caller, calls: { ...base, tokens }, bare };
  }

  async function loadApp(row: ShopRow): Promise<Record<string, unknown>> {
    const candidates = [keys.ownApp(row.merchant, row.platform, row.app), keys.app(row.platform, row.app)];
    const stored = z
      .array(z.object({ PK: z.string(), sealed: z.string() }))
      .parse(await ports.table.batchGet(candidates));
    const own = stored.find(({ PK }) => PK.startsWith("M#"));
    if (own !== undefined)
      return Settings.parse(await seal.open(row.merchant, `app|${row.platform}|${row.app}`, own.sealed));
    const shared = stored[0];
    if (shared === undefined) throw new Error(`app ${row.platform}/${row.app} is not known to this deployment`);
    return Settings.parse(await seal.open("county", `app|${row.platform}|${row.app}`, shared.sealed));
  }

  function limiterOf(row: ShopRow): Limiter {
    const key = `${row.platform}|${row.app}|${row.id}`;
    const there = limiters.get(key);
    if (there !== undefined) return there;
    const made = leasedLimiter(
      limitRows(ports.table),
      ports.clock,
      (limit) => keys.limit(row.platform, row.app, limit.id, limit.scope === "shop" ? row.id : null).PK,
    );
    limiters.set(key, made);
    return made;
  }

  return {
    sealer: seal,
    async open(m, s, urgency) {
      const id = `${m}|${s}`;
      const loading = opened.get(id) ?? load(m, s);
      opened.set(id, loading);
      loading.catch(() => opened.delete(id));
      const { caller, calls, bare, ...shop } = await loading;
      return {
        ...shop,
        door: openDoor({ ...caller, urgency }, calls),
        signInDoor: openDoor({ ...caller, urgency }, bare),
      };
    },
  };
}

/** How much faster than the real platform an imitation may be called. */
const FAST = 50;

function paced(adapter: Adapter, profile: Ports["profile"]): Adapter {
  if (profile === "real") return adapter;
  const rates = adapter.rates.map(({ daily: _daily, ...rate }) => ({
    ...rate,
    calls: rate.calls * FAST,
    burst: rate.burst * FAST,
  }));
  const waits = Object.entries(adapter.failures.waitMs ?? {}).map(([code, ms]) => [code, ms / FAST]);
  return { ...adapter, rates, failures: { ...adapter.failures, waitMs: Object.fromEntries(waits) } };
}

function adapterOf(adapters: Readonly<Record<string, Adapter>>, platform: string): Adapter {
  const adapter = adapters[platform];
  if (adapter === undefined) throw new Error(`no adapter for ${platform} here`);
  return adapter;
}

/** How long the keeper leases for: the lease before it has run out when it began earlier than now. */
const LEASE_MS = 30_000;
const StoredToken = z.object({
  value: z.string(),
  refresh: z.string().nullable(),
  expiresAt: z.string().transform(instantFrom),
});

/** The token's row: sealed text, a version, and the lease of whoever renews it. */
export function tokenRow(
  table: Table,
  seal: Sealer,
  { m, s, adapter }: { m: string; s: string; adapter: Pick<Adapter, "auth"> },
): TokenRow & { store(token: Token): Promise<void> } {
  const key = keys.token(m, s);
  const { auth } = adapter;
  const aheadMs = auth.kind === "signature" ? 0 : auth.renewBeforeMs;
  const renewal = ({ expiresAt }: Token) => ({ expiresAt, ...work.due(s, plus(expiresAt, -aheadMs)) });
  return {
    async read() {
      const item = await table.get(key);
      if (typeof item?.["sealed"] !== "string") return { token: null, version: 0 };
      const token = StoredToken.parse(await seal.open(m, `token|${s}`, item["sealed"]));
      return { token, version: Number(item["ver"] ?? 0) };
    },
    async lease(until) {
      const now = plus(until, -LEASE_MS);
      const free = { any: [[["leaseUntil", "absent"]], [["leaseUntil", "<", now]]] } as const;
      const taken = await table.write({ update: key, set: { leaseUntil: until }, if: free });
      return taken.ok;
    },
    async swap(token, version) {
      const sealed = await seal.seal(m, `token|${s}`, token);
      const same =
        version === 0
          ? ({ any: [[["ver", "absent"]], [["ver", "=", 0]]] } as const)
          : ({ all: [["ver", "=", version]] } as const);
      const done = await table.write({
        update: key,
        set: { sealed, ver: version + 1, m, s, ...renewal(token) },
        remove: ["leaseUntil"],
        if: same,
      });
      return done.ok;
    },
    async store(token) {
      const sealed = await seal.seal(m, `token|${s}`, token);
      await table.write({
        update: key,
        set: { sealed, m, s, ...renewal(token) },
        add: { ver: 1 },
        remove: ["leaseUntil"],
      });
    },
  };
}

/** No machine gets another token: it waits for a person, until one is stored. */
async function askForToken({ m, s }: { m: string; s: string }, { table, clock, log }: Ports): Promise<void> {
  const key = keys.token(m, s);
  const row = await table.get(key);
  const todo = work.todo(m, clock.now());
  if (row === null || row["WPK"] === todo.WPK) return;
  await table.write({ update: key, set: todo, if: { all: [["ver", "=", Number(row["ver"] ?? 0)]] } });
  log.metric("TokenDead", 1);
}
