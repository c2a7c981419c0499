import * as z from "zod";
import type { ControlAnswer } from "../kit/types.ts";
import { REASONS } from "./actions/after-sale-read.ts";
import type { Stage } from "./call.ts";
import { askableCount, askRefund } from "./life/after-sales.ts";
import { askGuarantee } from "./life/guarantees.ts";
import {
  askAddress,
  closeUnpaid,
  completeOrder,
  ORDER,
  payOrder,
  saveOrder,
  setAddress,
  tellOrder,
} from "./life/orders.ts";
import { HOUR_MS, seconds } from "./time.ts";
import type { Address, AfterSale, Order, OrderLine } from "./world.ts";

type Body = Readonly<Record<string, unknown>>;
type Verb = (order: Order, body: Body, stage: Stage) => ControlAnswer;

export const refuse = (status: number, code: string, message: string): ControlAnswer => ({
  ok: false,
  refusal: { status, code, message },
});

/** One deed of a buyer on an order. */
export const onOrder = (verb: string, at: { orderNo: string; body: Body }, stage: Stage): ControlAnswer => {
  const order = stage.world.orders.get(at.orderNo);
  if (!order) return refuse(404, "100002", "order not found");
  const run = Object.hasOwn(VERBS, verb) ? VERBS[verb] : undefined;
  return run ? run(order, at.body, stage) : refuse(404, "no_verb", verb);
};

const wrongState = (order: Order): ControlAnswer => refuse(409, "101100", `order is in state ${order.status}`);
const done = (order: Order, stage: Stage, more: object = {}): ControlAnswer => ({
  ok: true,
  value: { state: stage.world.orders.get(order.id)?.status, ...more },
});

const pay: Verb = (order, _, stage) => {
  if (order.status !== ORDER.unpaid) return wrongState(order);
  payOrder(order, stage);
  return done(order, stage);
};

const cancel: Verb = (order, _, stage) => {
  if (order.status !== ORDER.unpaid) return wrongState(order);
  closeUnpaid(order, 1, stage);
  return done(order, stage);
};

const receive: Verb = (order, _, stage) => {
  if (order.status !== ORDER.shipped || order.kind === "voucher") return wrongState(order);
  completeOrder(order, 1, stage);
  return done(order, stage);
};

const askShape = z.object({
  lines: z
    .array(
      z.object({
        merchantKey: z.string().optional(),
        lineNo: z.string().optional(),
        quantity: z.int().min(1).optional(),
      }),
    )
    .optional(),
  kind: z.enum(["refund", "return", "damage", "complaint"]).optional(),
  reason: z.string().optional(),
});

/** Without lines: everything that can still be asked for. One case a line, as the platform has it. */
const ask: Verb = (order, body, stage) => {
  const read = askShape.safeParse(body);
  if (!read.success) return refuse(400, "bad_body", "lines, kind (refund, return, damage or complaint), reason");
  if ([ORDER.unpaid, ORDER.closed, ORDER.refunded].some((state) => state === order.status)) return wrongState(order);
  const wanted = wantedLines(order, read.data.lines, stage);
  if (wanted === null || wanted.length === 0) return refuse(409, "10021041", "nothing left to ask back for");
  if (read.data.kind === "damage") return claimDamage(order, wanted, { reason: read.data.reason, stage });
  const type = read.data.kind === "return" ? "RETURN" : "REFUND";
  if (type === "RETURN" && wanted.some(({ line }) => line.shipped === 0)) return refuse(409, "10021041", "not shipped");
  const reason = read.data.reason ?? "NO_LONGER_WANT";
  const code = REASONS[reason] === undefined ? "OTHERS" : reason;
  const cases = wanted.map(({ line, count }) =>
    askRefund({ order, line, count, type, reason: code, note: reason }, stage),
  );
  const complaints = read.data.kind === "complaint" ? cases.map((known) => complain(known, stage)) : [];
  return done(order, stage, { caseNos: cases.map(({ id }) => id), complaintNos: complaints });
};

/** Damaged goods: a document beside after-sale, for what has left. */
const claimDamage = (
  order: Order,
  wanted: readonly Wanted[],
  { reason, stage }: { reason: string | undefined; stage: Stage },
): ControlAnswer => {
  if (wanted.some(({ line }) => line.shipped === 0)) return refuse(409, "10021041", "not shipped");
  const made = wanted.map(({ line }) => askGuarantee(order, line, { reason: reason ?? "收到商品破损", stage }));
  return done(order, stage, { guaranteeNos: made.map(({ id }) => id) });
};

const complain = (known: AfterSale, { world, nowMs, random }: Stage): string => {
  const id = `90${random.digits(17)}`;
  const history = [{ item_type: 1, time: seconds(nowMs), content: known.note, media_id_list: [] }];
  world.complaints.set(id, { id, shop: known.shop, caseId: known.id, orderId: known.orderId, status: 100, history });
  return id;
};

interface Wanted {
  line: OrderLine;
  count: number;
}

const wantedLines = (
  order: Order,
  asked: z.infer<typeof askShape>["lines"],
  { world }: Stage,
): readonly Wanted[] | null => {
  const all = order.lines.map((line) => ({ line, count: askableCount(world, order, line) }));
  if (asked === undefined) return all.filter(({ count }) => count > 0);
  const found = asked.map(({ merchantKey, lineNo, quantity }) => {
    const open = all.find(
      ({ line }) =>
        [line.outSkuId, line.skuCode, line.skuId, line.outProductId].includes(merchantKey ?? "\0") ||
        line.id === lineNo,
    );
    const count = quantity ?? open?.count ?? 0;
    return open && count > 0 && count <= open.count ? { line: open.line, count } : null;
  });
  const fitting = found.filter((wanted) => wanted !== null);
  return fitting.length === asked.length ? fitting : null;
};

/** The buyer wants another SKU of the first line's product that can. */
const askSku = (order: Order, stage: Stage): ControlAnswer => {
  if (order.kind !== "goods" || order.status !== ORDER.paid || order.askedSku !== null) return wrongState(order);
  for (const line of order.lines) {
    const product = stage.world.products.get(line.productId);
    const other = product?.online?.skus.find(({ id }) => id !== line.skuId);
    if (!other) continue;
    const askedSku = { lineId: line.id, skuId: other.id, outSkuId: other.outSkuId };
    const asked = saveOrder({ ...order, askedSku }, stage);
    tellOrder(asked, { name: "ext_info_update", type: 9 }, stage);
    return done(order, stage, { waits: true });
  }
  return refuse(409, "10020034", "there is no other sku");
};

/** From this age of the order on, a new address needs the shop's yes. */
const FREE_CHANGE_MS = 6 * HOUR_MS;

const changeAddress: Verb = (order, body, stage) => {
  if (body["kind"] === "sku") return askSku(order, stage);
  if (order.kind !== "goods" || order.status !== ORDER.paid) return wrongState(order);
  const text = (name: string, or: string): string => (typeof body[name] === "string" ? body[name] : or);
  const { address: before } = order;
  const address: Address = {
    userName: text("name", before.userName),
    province: text("province", before.province),
    city: text("city", before.city),
    county: text("county", before.county),
    detail: text("detail", `${before.detail}(新)`),
    phone: text("phone", before.phone),
  };
  if (stage.nowMs - order.createdMs <= FREE_CHANGE_MS) setAddress(order, address, stage);
  else askAddress(order, address, stage);
  return done(order, stage, { waits: stage.world.orders.get(order.id)?.askedAddress !== null });
};

const VERBS: Readonly<Record<string, Verb>> = {
  pay,
  cancel,
  receive,
  "ask-refund": ask,
  "change-address": changeAddress,
};
