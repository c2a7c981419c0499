import * as z from "zod";
import type { ControlAnswer } from "../kit/types.ts";
import { REASONS } from "./actions/after-sale-read.ts";
import type { Stage } from "./call.ts";
import { askableCount, askRefund } from "./life/after-sales.ts";
import { askAddress, closeUnpaid, completeOrder, ORDER, payOrder, setAddress } from "./life/orders.ts";
import { HOUR_MS } from "./time.ts";
import type { Address, Order, OrderLine } from "./world.ts";

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
  kind: z.enum(["refund", "return"]).optional(),
  reason: z.string().optional(),
});

/** Without lines: everything that can still be asked for. One case a line, as the platform has it. */
const ask: Verb = (order, body, stage) => {
  const read = askShape.safeParse(body);
  if (!read.success) return refuse(400, "bad_body", "lines, kind (refund or return), reason");
  if ([ORDER.unpaid, ORDER.closed, ORDER.refunded].some((state) => state === order.status)) return wrongState(order);
  const wanted = wantedLines(order, read.data.lines, stage);
  if (wanted === null || wanted.length === 0) return refuse(409, "10021041", "nothing left to ask back for");
  const type = read.data.kind === "return" ? "RETURN" : "REFUND";
  if (type === "RETURN" && wanted.some(({ line }) => line.shipped === 0)) return refuse(409, "10021041", "not shipped");
  const reason = read.data.reason ?? "NO_LONGER_WANT";
  const code = REASONS[reason] === undefined ? "OTHERS" : reason;
  const cases = wanted.map(({ line, count }) =>
    askRefund({ order, line, count, type, reason: code, note: reason }, stage),
  );
  return done(order, stage, { caseNos: cases.map(({ id }) => id) });
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

/** From this age of the order on, a new address needs the shop's yes. */
const FREE_CHANGE_MS = 6 * HOUR_MS;

const changeAddress: Verb = (order, body, stage) => {
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
