/** The fault matrix: what befalls a flow, or why it can't. */
import { DEEDS } from "./deeds.ts";
import type { Fault } from "./faults.ts";
import { buyOne, onNewest, pushAll, pushesOf, type Flow, type Scene } from "./flows.ts";

/** What befalls a flow: a fault or a deed at one of its port calls, or something of the whole world. */
export type Injection = { fault: Fault } | { deed: (scene: Scene) => void } | { world: (scene: Scene) => void };
export interface Row {
  id: string;
  /** Injections, or why a flow can't meet this. */
  of(flow: Flow): readonly Injection[] | string;
}

const faults =
  (...all: Fault[]): Row["of"] =>
  () =>
    all.map((fault) => ({ fault }));
const onlyIn =
  (names: readonly string[], why: string, injections: readonly Injection[]): Row["of"] =>
  ({ name }) =>
    names.includes(name) ? injections : why;
const deed = (name: string): Injection => ({
  deed: ({ town }) => DEEDS[name]?.act(town, town.world.chance(`deed ${name}`)),
});
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const ORDERS = ["pull", "ingest", "ship", "token refresh", "after-sale", "callback"];

export const ROWS: readonly Row[] = [
  { id: "F1", of: faults("lost_answer") },
  { id: "F2", of: faults("not_sent", "no_answer") },
  { id: "F3", of: faults("http_500_before", "http_500_after") },
  { id: "F4", of: faults("slow_down") },
  { id: "F5", of: faults("malformed", "truncated", "html") },
  { id: "F6", of: () => [{ world: ({ town }) => void (town.world.queues.unkind.twice = 1) }] },
  { id: "F7", of: () => [{ world: ({ town }) => void (town.world.skewMs = 4_000) }] },
  { id: "F8", of: faults("token_expired") },
  {
    id: "F9",
    of: onlyIn(ORDERS, "no order in this flow", [
      { deed: (scene) => onNewest(scene, "cancel") },
      { deed: (scene) => onNewest(scene, "ask-refund") },
    ]),
  },
  { id: "F10", of: faults("page_shift", "duplicate_rows") },
  { id: "F11", of: faults("crash_before", "crash_after") },
  { id: "F12", of: () => [{ world: poison }] },
  { id: "F13", of: faults("throttled", "lost", "retried", "conflict", "partial", "stale") },
  { id: "F14", of: () => [{ world: ({ town }) => void (town.world.hurry = 0.25) }] },
  { id: "F15", of: faults("throttled", "lost", "partial") },
  { id: "F16", of: () => [{ world: doubleTicks }, { world: ({ town }) => void (town.silentMs = 6 * HOUR_MS) }] },
  { id: "F17", of: () => "no Streams are used" },
  { id: "F18", of: faults("late_visibility") },
  { id: "F19", of: onlyIn(["stock", "pull", "ingest"], "sells nothing", [{ deed: rush }]) },
  { id: "F20", of: onlyIn(["callback"], "no push in this flow", [{ world: forged }, { world: replayed }]) },
  {
    id: "F21",
    of: () => [
      { world: ({ town }) => void (town.world.queues.version = 0) },
      { world: ({ town }) => void (town.world.queues.version = 2) },
    ],
  },
  {
    id: "F22",
    of: () => [deed("restore")],
  },
  {
    id: "F23",
    of: onlyIn(["price", "shelf", "stock"], "writes nothing that a person could have changed", [
      deed("price_there"),
      deed("shelf_there"),
      deed("force_off"),
    ]),
  },
  { id: "F24", of: onlyIn(["stock", "price"], "writes no stock", [deed("stock_there")]) },
  {
    id: "F25",
    of: onlyIn(["ship"], "ships nothing", [
      { deed: (scene) => onNewest(scene, "ask-refund") },
      { deed: (scene) => onNewest(scene, "change-address") },
    ]),
  },
  {
    id: "F26",
    of: onlyIn(["pull", "ingest"], "routes no order", [{ world: (scene) => void buyOne(scene, { split: "yes" }) }]),
  },
  {
    id: "F27",
    of: onlyIn(["ship"], "no part waits for a supplier", [deed("no_goods")]),
  },
];

function poison({ town, shop: { platform, id } }: Scene): void {
  const { world, deeds, county } = town;
  for (const queue of [`publish:${platform}`, `urgent:${platform}`, `pull:${platform}`, "orders"] as const) {
    world.queues.sendRaw(queue, JSON.stringify({ v: 1, m: county.m, s: id, rubbish: true }));
    deeds.push({ at: world.time.now(), who: "nobody", shop: id, what: "poison", order: null, sku: null });
  }
}

function doubleTicks({ town: { world } }: Scene): void {
  for (let n = 0; n < 5; n++) world.time.at(world.time.now() + n * 500, () => world.tick());
}

function rush({ town, shop }: Scene): void {
  for (let n = 0; n < 12; n++) buyOne({ town, shop });
}

/** Somebody who has no key pushes what the platform would: with another byte, another time, without a signature. */
function forged({ town, shop }: Scene): void {
  for (const push of pushesOf(town, shop)) {
    const raw = Buffer.from(push.raw);
    if (raw.length > 0) raw[raw.length >> 1] = (raw[raw.length >> 1] ?? 0) === 65 ? 66 : 65;
    void town.world.callback({ ...push, raw });
    void town.world.callback({ ...push, query: {} });
  }
}

/** Every push comes three times more, the newest first. */
function replayed(scene: Scene): void {
  const { world } = scene.town;
  for (let n = 1; n <= 3; n++) world.time.at(world.time.now() + n * 20_000, () => pushAll(scene, "newest first"));
}
