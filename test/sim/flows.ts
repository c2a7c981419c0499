/** The eleven flows, each small enough to be broken at every port call. */
import { adapters } from "../../adapters/registry.ts";
import type { Asked } from "../../functions/callbacks/callbacks.ts";
import { keys } from "../../functions/shared/store/keys.ts";
import { orderOf } from "../../functions/shared/store/rows.ts";
import { answerFirst, redeemOne } from "./desk.ts";
import type { PortCall } from "./faults.ts";
import { ordersOf, productsOf, type Town } from "./people.ts";
import type { Stage } from "./prepare.ts";
import { LISTING, must, POOL, walnuts, type SimShop } from "./setup.ts";
import { STAY_KEYS } from "./stay.ts";

export interface Scene {
  town: Town;
  shop: SimShop;
}
/** `before` and `kick` are people; `belongs` names the lives that are the flow; `goal` tells what is missing in the end. */
export interface Flow {
  name: string;
  stage: Stage;
  /** Whether a shop's platform knows such a thing; absent: each does. */
  fits?(shop: SimShop): boolean;
  before?(scene: Scene): Promise<void>;
  kick(scene: Scene): Promise<void>;
  belongs(call: PortCall): boolean;
  goal(scene: Scene): string | null;
}

const KEY = "SIM-W-1000";
/** A tenth more: what jumps further waits for a second person. */
const FEN_PER_GRAM = 4.4;
const FEN = 1_000 * FEN_PER_GRAM;
const LEFT_OVER_G = -20_000;
const by = (prefix: string) => (call: PortCall) => call.life.startsWith(prefix);
const ask = ({ town: { world, county } }: Scene, line: string, body?: unknown) => must(world, county.m, line, body);

/** A buyer takes one; gives back the order's number. */
export function buyOne({ town, shop }: Scene, more: Record<string, string> = {}): string {
  const host = hostOf(town, shop);
  const lines = [
    { merchantKey: KEY, quantity: 1 },
    ...(more["split"] === "yes" ? [{ merchantKey: "SIM-W-500", quantity: 1 }] : []),
  ];
  const buyer = { name: "隐私1", phone: "13970000001", address: "秘密路1号", ...more };
  const answer = host.sandbox.acts.placeOrder({ shop: shop.platformShop, lines, pay: true, buyer }, host.scene());
  if (!answer.ok) throw new Error(`nothing to buy: ${answer.refusal.message}`);
  const orderNo = ordersOf(town, shop).at(-1)?.orderNo ?? "";
  const deed = { at: town.world.time.now(), who: "buyer", shop: shop.id, what: "buys", order: orderNo, sku: KEY };
  town.deeds.push(deed);
  return orderNo;
}

/** Something that a buyer does with the newest order. */
export function onNewest({ town, shop }: Scene, verb: string): void {
  const orderNo = ordersOf(town, shop).at(-1)?.orderNo;
  if (orderNo === undefined) return;
  const host = hostOf(town, shop);
  const answer = host.sandbox.acts.onOrder(verb, orderNo, {}, host.scene());
  const deed = { at: town.world.time.now(), who: "buyer", shop: shop.id, what: verb, order: orderNo, sku: null };
  if (answer.ok) town.deeds.push(deed);
}

function hostOf(town: Town, shop: SimShop) {
  const host = town.world.platforms.get(shop.platform)?.host;
  if (host === undefined) throw new Error(`no platform of ${shop.id}`);
  return host;
}

async function pulled(scene: Scene): Promise<void> {
  const { world } = scene.town;
  // A list may show an order a minute late.
  for (let n = 0; n < 2; n++) {
    await ask(scene, `POST /shops/${scene.shop.id}/pull`);
    await new Promise<void>((resolve) => world.time.at(world.time.now() + 2 * 60_000, resolve));
  }
}

/** The schedule goes on for some minutes. */
async function ticked({ town: { world } }: Scene, minutes: number): Promise<void> {
  for (let n = 0; n < minutes; n++) {
    world.tick();
    await new Promise<void>((resolve) => world.time.at(world.time.now() + 60_000, resolve));
  }
}

const stored = ({ town, shop }: Scene): string | null => {
  const missing = ordersOf(town, shop).find(
    ({ orderNo }) => town.world.table.get(keys.order(town.county.m, shop.id, orderNo)) === null,
  );
  return missing === undefined ? null : `${missing.orderNo} is not stored`;
};

async function readyToLeave(scene: Scene): Promise<void> {
  buyOne(scene);
  await pulled(scene);
}

async function handOver(scene: Scene): Promise<void> {
  const { town, shop } = scene;
  const [order] = ordersOf(town, shop);
  if (order === undefined) throw new Error("nothing was bought");
  const row = town.world.table.get(keys.order(town.county.m, shop.id, order.orderNo));
  const consignment = row === null ? undefined : orderOf(row).consignments[0];
  const body = { consignmentId: consignment?.id ?? "", parcels: [{ carrier: "zhongtong", waybill: "YT1000000001" }] };
  await ask(scene, `POST /shops/${shop.id}/orders/${order.orderNo}/handover`, body);
}

const shipped = ({ town, shop }: Scene): string | null => {
  const host = hostOf(town, shop);
  const { length } = host.sandbox.truth.shipments(host.scene().world);
  return length === 1 ? null : `${length} shipments`;
};

const shelfIs =
  (wanted: "on" | "off") =>
  ({ town, shop }: Scene): string | null => {
    const all = productsOf(town, shop);
    return all.length === 1 && all[0]?.shelf === wanted ? null : `shelf ${all.map(({ shelf }) => shelf).join(",")}`;
  };

export const FLOWS: readonly Flow[] = [
  {
    name: "publish",
    stage: "saved",
    kick: async (scene) =>
      void (await ask(scene, `PUT /listings/${LISTING}/publications/${scene.shop.id}`, { want: "on" })),
    belongs: by("publish:"),
    goal: shelfIs("on"),
  },
  {
    name: "price",
    stage: "live",
    kick: async (scene) =>
      void (await ask(scene, `PUT /listings/${LISTING}`, walnuts(scene.town.pictures, { fenPerGram: FEN_PER_GRAM }))),
    belongs: by("publish:"),
    goal: ({ town, shop }) => {
      const price = productsOf(town, shop)[0]?.skus.find(({ merchantKey }) => merchantKey === KEY)?.priceFen;
      return price === FEN ? null : `price ${price}`;
    },
  },
  {
    name: "stock",
    stage: "live",
    kick: async (scene) =>
      void (await ask(scene, `POST /pools/${POOL}/corrections`, { change: LEFT_OVER_G, reason: "霉变" })),
    belongs: by("urgent:"),
    goal: ({ town, shop }) => {
      const stock = productsOf(town, shop)[0]?.skus.find(({ merchantKey }) => merchantKey === KEY)?.stock;
      return stock === 40 ? null : `shows ${stock}`;
    },
  },
  {
    name: "shelf",
    stage: "live",
    kick: async (scene) =>
      void (await ask(scene, `PUT /listings/${LISTING}/publications/${scene.shop.id}`, { want: "off" })),
    belongs: by("publish:"),
    goal: shelfIs("off"),
  },
  {
    name: "pull",
    stage: "live",
    kick: async (scene) => {
      buyOne(scene);
      await ask(scene, `POST /shops/${scene.shop.id}/pull`);
    },
    belongs: by("pull:"),
    goal: stored,
  },
  {
    name: "ingest",
    stage: "live",
    kick: async (scene) => {
      buyOne(scene);
      await ask(scene, `POST /shops/${scene.shop.id}/pull`);
    },
    belongs: by("orders"),
    goal: stored,
  },
  { name: "ship", stage: "live", before: readyToLeave, kick: handOver, belongs: by("urgent:"), goal: shipped },
  {
    name: "token refresh",
    stage: "live",
    kick: async (scene) => {
      buyOne(scene);
      const host = hostOf(scene.town, scene.shop);
      host.faults.order({ kind: "token-expired", api: "*", shop: null, times: 1, delayMs: null });
      await ask(scene, `POST /shops/${scene.shop.id}/pull`);
    },
    belongs: by("pull:"),
    goal: stored,
  },
  {
    name: "redeem",
    stage: "live",
    fits: ({ platform }) => sellsVouchers(platform),
    before: async (scene) => {
      buyNight(scene);
      await pulled(scene);
    },
    kick: async ({ town, shop }) => {
      if (!(await redeemOne(town, shop, "phone-00000001"))) throw new Error("there is no code to show");
    },
    belongs: by("urgent:"),
    goal: ({ town, shop }) => {
      const host = hostOf(town, shop);
      const states = host.sandbox.truth.vouchers(host.scene().world).map(({ state }) => state);
      return states.filter((state) => state === "redeemed").length === 1 ? null : `vouchers ${states.join(" ")}`;
    },
  },
  {
    name: "after-sale",
    stage: "live",
    fits: ({ platform }) => answersCases(platform),
    before: async (scene) => {
      await readyToLeave(scene);
      onNewest(scene, "ask-refund");
      await ticked(scene, 7);
    },
    kick: async ({ town }) => {
      if (!(await answerFirst(town, { nth: 0, how: "agree" }))) throw new Error("there is no case to answer");
    },
    belongs: by("urgent:"),
    goal: ({ town, shop }) => {
      const [order] = ordersOf(town, shop);
      const back = order?.closed === true || order?.lines.some(({ refunded }) => refunded > 0) === true;
      return back ? null : `the order is ${order?.state}, nothing was paid back`;
    },
  },
  {
    name: "callback",
    stage: "live",
    fits: ({ platform }) => pushes(platform),
    kick: async (scene) => {
      buyOne(scene);
      await new Promise<void>((resolve) => scene.town.world.time.at(scene.town.world.time.now() + 1_000, resolve));
      pushAll(scene, "oldest first");
    },
    belongs: (call) => call.life.startsWith("callback") || call.life.startsWith("pull:"),
    goal: stored,
  },
];

function sellsVouchers(platform: string): boolean {
  const adapter = adapters[platform];
  return adapter !== undefined && !("absent" in adapter.vouchers) && !("absent" in adapter.effects.redeem);
}

function answersCases(platform: string): boolean {
  const adapter = adapters[platform];
  return adapter !== undefined && !("absent" in adapter.afterSale) && !("absent" in adapter.effects.answerAfterSale);
}

function pushes(platform: string): boolean {
  const adapter = adapters[platform];
  return adapter !== undefined && !("absent" in adapter.events);
}

/** Of the bands, whichever ware of the shop is bound to our listing. */
function buyNight({ town, shop }: Scene): void {
  const host = hostOf(town, shop);
  const buyer = { name: "隐私1", phone: "13970000001", address: "秘密路1号" };
  for (const merchantKey of STAY_KEYS) {
    const order = { shop: shop.platformShop, lines: [{ merchantKey, quantity: 1 }], pay: true, buyer };
    const answer = host.sandbox.acts.placeOrder(order, host.scene());
    if (!answer.ok) throw new Error(`no night to buy: ${answer.refusal.message}`);
  }
}

/** What a platform has pushed to a shop's address so far, as it comes to us. */
export function pushesOf(town: Town, shop: SimShop): readonly Asked[] {
  const host = hostOf(town, shop);
  const path = `/callbacks/${shop.platform}/${town.county.m}/${shop.id}`;
  const sent = host.sandbox.pushes?.(shop.platformShop, host.scene()) ?? [];
  return sent.map(({ body, ...rest }) => ({ ...rest, path, raw: Buffer.from(body) }));
}

/** Lets every push come to our address. */
export function pushAll({ town, shop }: Scene, order: "oldest first" | "newest first"): void {
  const all = pushesOf(town, shop);
  for (const push of order === "oldest first" ? all : all.toReversed()) void town.world.callback(push);
}
