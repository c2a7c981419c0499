/** The desk where orders lie: packer, supplier, and whoever answers buyers. */
import * as z from "zod";
import { hashOf } from "../../domain/hash.ts";
import { adapters } from "../../adapters/registry.ts";
import type { Order } from "../../domain/order/order.ts";
import { keys } from "../../functions/shared/store/keys.ts";
import { orderOf } from "../../functions/shared/store/rows.ts";
import type { SandboxRandom } from "../../sandbox/kit/types.ts";
import { ask } from "./merchant.ts";
import { pick, platformOf, type Act, type Town } from "./people.ts";
import { SUPPLIER, SUPPLIER_LOCATION, type SimShop } from "./setup.ts";

interface Stored {
  shop: SimShop;
  order: Order;
}

/** Orders of the merchant as a screen shows them now. */
export function storedOrders({ world, county }: Town): readonly Stored[] {
  return county.shops.flatMap((shop) => {
    const { PK } = keys.shop(county.m, shop.id);
    const { items } = world.table.query({ pk: PK, begins: "O#" });
    const whole = items.filter(({ SK }) => SK.split("#").length === 2);
    return whole.map((item) => ({ shop, order: orderOf(item) }));
  });
}

type Consignment = Order["consignments"][number];

function someConsignment(town: Town, random: SandboxRandom, fits: (one: Consignment) => boolean) {
  const all = storedOrders(town).flatMap((stored) =>
    stored.order.consignments.filter(fits).map((one) => ({ ...stored, one })),
  );
  return pick(all, random);
}

/** Hands over the first that may leave. */
export const pack: Act = (town, random) => {
  const shop = pick(town.county.shops, random);
  const ready = storedOrders(town).find(
    (one) =>
      one.shop === shop && one.order.pay === "paid" && one.order.consignments.some(({ state }) => state === "sent"),
  );
  const consignment = ready?.order.consignments.find(({ state }) => state === "sent");
  if (ready === undefined || consignment === undefined) return;
  const waybill = `YT${String(1_000_000_000 + town.world.counted.calls)}`;
  const body = { consignmentId: consignment.id, parcels: [{ carrier: "zhongtong", waybill }] };
  ask(town, `POST /shops/${ready.shop.id}/orders/${ready.order.orderNo}/handover`, body);
};

const ANSWERABLE = ["waiting", "sent", "accepted"];

/** Whoever owns a part says that it is not there; a supplier says so himself. */
export const noGoods: Act = (town, random) => {
  const found = someConsignment(town, random, ({ state }) => ANSWERABLE.includes(state));
  if (found === undefined) return;
  const { shop, order, one } = found;
  const line = `POST /suppliers/${one.supplierId}/consignments/${shop.id}/${order.orderNo}/${one.id}/answer`;
  answerAs(town, one.supplierId, { line, body: { says: "refused", note: "没货" } });
};

interface Asked {
  line: string;
  body?: unknown;
}

function answerAs(town: Town, supplierId: string, { line, body }: Asked): void {
  if (supplierId !== SUPPLIER) return ask(town, line, body);
  void town.world.api(town.county.m, line, body, { roles: ["supplier"], supplier: SUPPLIER });
}

/** What the merchant decides of a part that is not there. */
export const decide: Act = (town, random) => {
  const found = someConsignment(town, random, ({ state }) => state === "refused");
  const n = random.int(3);
  if (found === undefined) return;
  const { shop, order, one } = found;
  const shipBy = new Date(town.world.time.now() + 3 * 86_400_000).toISOString();
  const elsewhere =
    one.supplierId === SUPPLIER
      ? { supplierId: "self", locationId: "loc-cx" }
      : { supplierId: SUPPLIER, locationId: SUPPLIER_LOCATION };
  const decisions = [
    { decision: "reassign", ...elsewhere },
    { decision: "negotiate", shipBy },
    { decision: "refund", note: "联系买家" },
  ];
  ask(town, `POST /shops/${shop.id}/orders/${order.orderNo}/consignments/${one.id}/decide`, decisions[n]);
};

/** The supplier looks at his list, at somebody else's, and takes or packs a part of his own. */
export const supplierWorks: Act = (town, random) => {
  const { world, county } = town;
  const he = { roles: ["supplier"] as const, supplier: SUPPLIER };
  void world.api(county.m, `GET /suppliers/${SUPPLIER}/consignments`, undefined, he);
  if (random.next() < 0.3) void world.api(county.m, "GET /suppliers/self/consignments", undefined, he);
  const says = random.next() < 0.5 ? "accepted" : "packed";
  const found = someConsignment(town, random, (one) => one.supplierId === SUPPLIER && ANSWERABLE.includes(one.state));
  if (found === undefined) return;
  const { shop, order, one } = found;
  const line = `POST /suppliers/${SUPPLIER}/consignments/${shop.id}/${order.orderNo}/${one.id}/answer`;
  answerAs(town, SUPPLIER, { line, body: { says } });
};

const Cases = z.object({
  items: z.array(
    z.looseObject({
      shop: z.string(),
      orderNo: z.string(),
      caseNo: z.string(),
      answers: z.array(z.string()),
      amountFen: z.number(),
    }),
  ),
});
const Confirm = z.looseObject({ confirm: z.string() });

/** Agrees to what a buyer asks, or refuses it: the two taps of one who sees the amount. */
export const answerCase: Act = (town, random) => {
  void answerFirst(town, { nth: random.int(3), how: random.next() < 0.7 ? "agree" : "refuse" });
};

/** Answers the nth open case that can be answered; tells whether the answer was taken. */
export async function answerFirst(
  { world, county }: Town,
  { nth, how }: { nth: number; how: "agree" | "refuse" },
): Promise<boolean> {
  const list = await world.api(county.m, "GET /cases");
  if (list === null || list.status !== 200) return false;
  const open = Cases.parse(JSON.parse(list.body)).items.filter(({ answers }) => answers.length > 0);
  const one = open[nth % Math.max(1, open.length)];
  const answer = one?.answers.find((word) => word.startsWith(how)) ?? one?.answers[0];
  if (one === undefined || answer === undefined) return false;
  const line = `POST /shops/${one.shop}/orders/${one.orderNo}/cases/${one.caseNo}/answer`;
  const body = { answer, amountFen: one.amountFen, note: "与买家协商一致" };
  const first = await world.api(county.m, line, body);
  if (first === null || first.status !== 200) return false;
  const { confirm } = Confirm.parse(JSON.parse(first.body));
  const second = await world.api(county.m, line, { ...body, confirm });
  return second?.status === 200;
}

const LATER_MS = 600_000;

/** A buyer wants to be forgotten; some minutes later his order changes, and is read again. */
export const erase: Act = (town, random) => {
  const found = pick(storedOrders(town), random);
  if (found === undefined) return;
  const { shop, order } = found;
  ask(town, `POST /shops/${shop.id}/orders/${order.orderNo}/erase`);
  const { host } = platformOf(town, shop);
  const change = () => void host.sandbox.acts.onOrder("change-address", order.orderNo, {}, host.scene());
  town.world.time.at(town.world.time.now() + LATER_MS, change);
};

/** A guest shows a code at the door. */
export const redeem: Act = (town, random) => {
  const shop = pick(town.county.shops, random);
  if (shop !== undefined) void redeemOne(town, shop, `phone-${random.hex(12)}`);
};

const Stores = z.looseObject({ stores: z.array(z.object({ id: z.string(), name: z.string() })) });

/** Redeems the first code that is still good, at the first door of the shop; false: there is none. */
export async function redeemOne(town: Town, shop: SimShop, key: string): Promise<boolean> {
  const { host } = platformOf(town, shop);
  const vouchers = host.sandbox.truth.vouchers(host.scene().world);
  const stored = storedOrders(town).filter((one) => one.shop.id === shop.id);
  const bought = stored.flatMap(({ order }) => order.lines.map((line) => ({ orderNo: order.orderNo, line })));
  const bound = bought.filter(({ line }) => line.binding?.kind === "voucher");
  const good = vouchers.find((one) => one.state === "active" && bound.some(({ orderNo }) => orderNo === one.orderNo));
  const line = bound.find(({ orderNo }) => orderNo === good?.orderNo)?.line;
  if (good === undefined || line === undefined) return false;
  const list = await town.world.api(town.county.m, `GET /shops/${shop.id}/stores`);
  const [store] = list?.status === 200 ? Stores.parse(JSON.parse(list.body)).stores : [];
  const shown = { code: good.code, ...(good.secret !== undefined && { secret: good.secret }) };
  const body = { lineNo: line.lineNo, ...shown, ...(store !== undefined && { store }), key };
  ask(town, `POST /shops/${shop.id}/orders/${good.orderNo}/redeem`, body);
  return true;
}

/** Takes a redemption back, where the platform lets anybody. */
export const undoRedeem: Act = (town, random) => {
  const shop = pick(town.county.shops, random);
  const adapter = shop === undefined ? undefined : adapters[shop.platform];
  if (shop === undefined || adapter === undefined || "absent" in adapter.effects.undoRedeem) return;
  const { host } = platformOf(town, shop);
  const used = host.sandbox.truth.vouchers(host.scene().world).find(({ state }) => state === "redeemed");
  if (used === undefined) return;
  const n = hashOf(used.code).slice(0, 12);
  ask(town, `POST /shops/${shop.id}/orders/${used.orderNo}/redemptions/${n}/undo`, { key: `undo-${random.hex(12)}` });
};

/** A guest books the night of a voucher. */
export const book: Act = (town, random) => {
  const lines = storedOrders(town).flatMap(({ shop, order }) =>
    order.lines.filter(({ binding }) => binding?.kind === "voucher").map((line) => ({ shop, order, line })),
  );
  const [found, inDays, units] = [pick(lines, random), 3 + random.int(20), random.next() < 0.8 ? 1 : -1];
  if (found === undefined) return;
  const day = new Date(town.world.time.now() + inDays * 86_400_000).toISOString().slice(0, 10);
  const body = { lineNo: found.line.lineNo, day, units };
  ask(town, `POST /shops/${found.shop.id}/orders/${found.order.orderNo}/bookings`, body);
};
