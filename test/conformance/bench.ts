import { randomInt } from "node:crypto";
import type { Adapter, Body, ListingRef } from "../../adapters/contract.ts";
import type { Door } from "../../adapters/runtime/attempt.ts";
import type { CallRecord } from "../../adapters/runtime/ports.ts";
import type { Instant } from "../../domain/units.ts";
import type { TrueProduct } from "../../sandbox/kit/types.ts";
import { benchClock } from "./bench/bench-clock.ts";
import { bodyOn, lookUpGround, STAY, stayOn, type Ground } from "./bench/body-maker.ts";
import { openDoors, type Doors } from "./bench/doors.ts";
import { publishLive } from "./bench/publish-live.ts";
import { startSandbox, type Printed, type SandboxProcess } from "./bench/sandbox-process.ts";

/** One adapter with the real runtime before one sandbox; nothing in it sleeps. */
export interface Bench {
  adapter: Adapter;
  printed: Printed;
  /** The sandbox's name of the shop that the doors lead to. */
  shop: { shop: string; name: string };
  doors: Doors;
  records: readonly CallRecord[];
  send: Door["send"];
  ask: Door["ask"];
  control: SandboxProcess["control"];
  now(): Instant;
  /** Moves the runtime's clock and the sandbox's together. */
  advance(ms: number): Promise<void>;
  ground(): Promise<Ground>;
  /** A fresh listing that this shop may publish; its pictures are uploaded once a bench. */
  body(): Promise<Body>;
  /** A fresh stay, sold as a voucher. */
  stay(): Promise<Body>;
  newKey(): string;
  /** The platform's name of the last call that `work` made, from the sandbox's own log. */
  lastApiOf(work: () => Promise<unknown>): Promise<string>;
  /** Creates and lists by the planner until buyers can see it; audits are passed by the control API. */
  publishLive(body: Body): Promise<ListingRef>;
  /** The true product with this key, or null. Throws when there are several. */
  product(merchantKey: string): Promise<TrueProduct | null>;
  close(): Promise<void>;
}

/** Starts a sandbox and opens its first shop. */
export async function openBench(adapter: Adapter): Promise<Bench> {
  const sandbox = await startSandbox(adapter.id);
  try {
    return await benchOn(adapter, sandbox);
  } catch (error) {
    await sandbox.stop();
    throw error;
  }
}

async function benchOn(adapter: Adapter, { printed, control, stop }: SandboxProcess): Promise<Bench> {
  const clock = await benchClock(control);
  const doors = await openDoors(adapter, printed, clock);
  const { shops } = await control<{ shops: { shop: string; name: string }[] }>("GET", "/");
  const [shop] = shops;
  if (shop === undefined) throw new Error("the sandbox has no shop");
  let ground: Promise<Ground> | null = null;
  const newKey = () =>
    `k${randomInt(36 ** 8)
      .toString(36)
      .padStart(6, "0")}`;
  const bench: Bench = {
    adapter,
    printed,
    shop,
    doors,
    records: doors.records,
    send: doors.own.send,
    ask: doors.own.ask,
    control,
    now: () => clock.now(),
    advance: (ms) => clock.advance(ms),
    ground: () => (ground ??= lookUpGround(adapter, doors.own.ask)),
    body: async () => bodyOn(await bench.ground(), newKey().toUpperCase()),
    stay: async () => stayOn(await lookUpGround(adapter, doors.own.ask, STAY), newKey().toUpperCase()),
    newKey,
    async lastApiOf(work) {
      const before = await control<{ n: number }[]>("GET", "/calls?after=0");
      await work();
      const after = before.at(-1)?.n ?? 0;
      const calls = await control<{ api: string | null }[]>("GET", `/calls?after=${after}`);
      const api = calls.at(-1)?.api;
      if (api == null) throw new Error("no call reached the sandbox");
      return api;
    },
    publishLive: (body) => publishLive(bench, body),
    async product(merchantKey) {
      const all = await control<TrueProduct[]>("GET", "/products");
      const found = all.filter((product) => product.merchantKey === merchantKey && product.shop === shop.shop);
      if (found.length > 1) throw new Error(`there are ${found.length} products ${merchantKey}`);
      return found[0] ?? null;
    },
    close: stop,
  };
  return bench;
}
