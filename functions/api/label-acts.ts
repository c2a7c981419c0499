import { isAbsent } from "../../domain/plan/effect.ts";
import { withoutLabel } from "../../domain/order/label.ts";
import { BEFORE_LEAVING } from "../../domain/order/shipping.ts";
import { plus } from "../../domain/time.ts";
import type { Text } from "../../domain/units.ts";
import { isUnsettled, LabelRow, openSheets } from "../shared/orders/label.ts";
import type { Clause, Item } from "../shared/ports.ts";
import { conflict, notFound } from "../shared/problem.ts";
import { keys, work } from "../shared/store/keys.ts";
import type { ShopRow } from "../shared/store/rows.ts";
import { endingWrite } from "../shared/turn.ts";
import { adapterFor, shopOf, type Call } from "./call.ts";
import { storeOrder } from "./order-store.ts";
import { storedOrder, type OrderAt } from "./orders.ts";
import { allItems } from "./pages.ts";
import { NET_MS } from "./publications.ts";
import { tellLane } from "./tell.ts";

export type LabelPath = OrderAt & { n: string };
/** `unsettled`: nobody knows whether it got a number. */
export interface StoredLabel {
  n: string;
  row: LabelRow;
  item: Item;
  unsettled: boolean;
}

function storedOf(n: string, item: Item): StoredLabel {
  return { n, row: LabelRow.parse(item), item, unsettled: isUnsettled(item) };
}

/** One label of an order; 404 for any other. */
export async function storedLabel({ s, orderNo, n }: LabelPath, { ports, m }: Call): Promise<StoredLabel> {
  const item = await ports.table.get(keys.label(m, s, orderNo, n));
  if (item === null) throw notFound({ zh: "这张面单", en: "label" });
  return storedOf(n, item);
}

/** Every label that an order ever had, in no order. */
export async function labelsOf({ s, orderNo }: OrderAt, call: Call): Promise<StoredLabel[]> {
  const { PK, SK } = keys.label(call.m, s, orderNo, "");
  const items = await allItems({ pk: PK, begins: SK }, call);
  return items.map((item) => storedOf(item.SK.slice(SK.length), item));
}

/** Sends the urgent lane to a label; its row is the net where the message is lost. */
export async function tellLabel(shop: ShopRow, at: { orderNo: string; n: string }, call: Call): Promise<void> {
  await tellLane({ kind: "urgent", shop }, { kind: "label", ...at }, call);
}

interface Change {
  set?: Record<string, unknown>;
  add?: Record<string, number>;
  remove?: readonly string[];
  still: readonly Clause[];
}

/** Changes what people want of a label, and wakes its lane; 409 where it is not as it must be. */
async function change({ s, orderNo, n }: LabelPath, { set = {}, still, ...more }: Change, call: Call): Promise<void> {
  const { ports, m } = call;
  const due = work.due(orderNo, plus(ports.clock.now(), NET_MS));
  const update = keys.label(m, s, orderNo, n);
  const done = await ports.table.write({ update, set: { ...set, ...due }, ...more, if: { all: still } });
  if (done.ok) return;
  const state = String(done.old?.["state"] ?? "");
  throw conflict("wrong_state", { zh: `面单现在的状态是 ${state}，不能这样处理`, en: `the label is ${state}` });
}

const MADE: readonly Clause[] = [
  ["state", "=", "made"],
  ["stop", "absent"],
];

/** `ready`: for the printer now · `fetching`: ask again in some seconds. */
export type Printing =
  { state: "ready"; waybill: string; sheets: readonly string[]; how: Text } | { state: "fetching" };

/** Gives what the printer needs, and counts the print. Printing is not handing over: the platform hears nothing of a shipment. That somebody printed is logged. */
export async function printLabel(at: LabelPath & { template: string | null }, call: Call): Promise<Printing> {
  const shop = await shopOf(at.s, call);
  const { labels } = adapterFor(shop.platform, call);
  const { row } = await storedLabel(at, call);
  if (isAbsent(labels)) throw conflict("not_possible", labels.absent);
  const templateId = at.template ?? row.templateId;
  const isReady = row.sheets?.templateId === templateId && row.sheets.boxes === row.parcels.length + 1;
  const sheets = isReady ? await openSheets({ m: call.m, ...at }, call) : null;
  const tell = () => tellLabel(shop, at, call);
  if (sheets === null) {
    await change(at, { set: { templateId }, remove: ["sheets"], still: MADE }, call);
    await tell();
    return { state: "fetching" };
  }
  await change(at, { set: { printedAt: call.ports.clock.now() }, add: { prints: 1 }, still: MADE }, call);
  call.ports.log.info("somebody printed a label", { shop: at.s, orderNo: at.orderNo, who: call.caller.subject });
  await tell();
  return { state: "ready", waybill: row.waybill ?? "", sheets, how: labels.printer };
}

/** Wants one box more under the same label. */
export async function addLabelBox(at: LabelPath, call: Call): Promise<{ boxes: number }> {
  const shop = await shopOf(at.s, call);
  const facts = adapterFor(shop.platform, call).effects.addLabelParcel;
  if (isAbsent(facts)) throw conflict("not_possible", facts.absent);
  const { row } = await storedLabel(at, call);
  const same: Clause = ["wantParcels", "=", row.wantParcels];
  await change(at, { add: { wantParcels: 1 }, remove: ["trouble"], still: [...MADE, same] }, call);
  await tellLabel(shop, at, call);
  return { boxes: row.wantParcels + 2 };
}

/** Voids a label that has not left: taken back there, or never drawn. Its consignment may get another. */
export async function cancelLabel(at: LabelPath & { reason: string }, call: Call): Promise<{ state: "cancelling" }> {
  const shop = await shopOf(at.s, call);
  const { order, ver } = await storedOrder(at, call);
  const { row } = await storedLabel(at, call);
  const own = order.consignments.find(({ label }) => label === at.n);
  if (own !== undefined && !BEFORE_LEAVING.has(own.state))
    throw conflict("left_already", { zh: "包裹已交运，面单不能作废", en: "the parcel has left" });
  if (row.state === "cancelled") return { state: "cancelling" };
  const consignments = order.consignments.map((one) => (one === own ? withoutLabel(one) : one));
  const due = work.due(at.orderNo, plus(call.ports.clock.now(), NET_MS));
  const stop = {
    update: keys.label(call.m, at.s, at.orderNo, at.n),
    set: { stop: [at.reason], ...due },
    remove: ["trouble", "findings", "who"],
    if: { all: [["PK", "exists"]] },
  } as const;
  await storeOrder({ shop, before: order, next: { ...order, consignments }, ver }, [stop], call);
  await tellLabel(shop, at, call);
  return { state: "cancelling" };
}

/** A person looked at the platform and says what became of a label that nothing could look up: its number, or that there is none. */
export async function settleLabel(
  at: LabelPath & { waybill: string | null },
  call: Call,
): Promise<{ state: "made" | "cancelled" }> {
  const shop = await shopOf(at.s, call);
  const { unsettled, item } = await storedLabel(at, call);
  if (!unsettled) throw conflict("settled", { zh: "这张面单的结果是清楚的", en: "the label's end is known" });
  const now = call.ports.clock.now();
  const made = { state: "made", waybill: at.waybill, madeAt: now } as const;
  const none = { state: "cancelled", stop: ["never_drawn"], cancelledAt: now } as const;
  const set = at.waybill === null ? none : made;
  await takeFromLane(at, item, set, call);
  await tellLabel(shop, at, call);
  return { state: set.state };
}

/** Writes a person's word over an effect that is still looked for: whoever looks just now finds its turn gone. */
async function takeFromLane(at: LabelPath, item: Item, set: Record<string, unknown>, call: Call): Promise<void> {
  const remove = ["findings", "who"];
  const id = item["turnId"];
  if (typeof id !== "string") return change(at, { set, remove, still: [["state", "=", "blocked"]] }, call);
  const key = keys.label(call.m, at.s, at.orderNo, at.n);
  const due = work.due(at.orderNo, plus(call.ports.clock.now(), NET_MS));
  const done = await call.ports.table.write(
    endingWrite({ key, id, row: item, sent: null }, { set: { ...set, ...due }, remove }),
  );
  if (!done.ok) throw conflict("changed", { zh: "面单刚刚变动，请刷新后再试", en: "the label changed just now" });
}
