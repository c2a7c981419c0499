import { close, complete, pay } from "../order-life.ts";
import { totalStatus } from "../order-status.ts";
import { askRefund, refundable } from "../refund-life.ts";
import type { ControlAnswer, Scene } from "../../kit/types.ts";
import type { Order, OrderLine, World } from "../world.ts";
import { done, refused, textIn } from "./answers.ts";

type Body = Readonly<Record<string, unknown>>;
type Verb = (order: Order, body: Body, scene: Scene<World>) => ControlAnswer;

/** What a buyer does with his order. */
export function onOrder(verb: string, orderNo: string, body: Body, scene: Scene<World>): ControlAnswer {
  const order = scene.world.orders.get(orderNo);
  if (order === undefined) return refused(404, "order-unknown", `there is no order ${orderNo}`);
  return VERBS[verb]?.(order, body, scene) ?? refused(404, "verb-unknown", verb);
}

const VERBS: Readonly<Record<string, Verb>> = {
  pay(order, _, scene) {
    if (order.paidAt !== null || totalStatus(order) !== "5") return refused(409, "order-status", "订单不是待支付");
    return pay(order, scene.clock.now(), scene) ? state(order) : refused(409, "sold-out", "商品库存不足");
  },
  cancel(order, _, { clock }) {
    if (order.paidAt !== null || totalStatus(order) !== "5")
      return refused(409, "order-status", "已支付的订单请申请退款");
    close(order, clock.now());
    return state(order);
  },
  receive(order, _, { clock }) {
    if (!order.lines.some((line) => line.status === "20")) return refused(409, "order-status", "没有已发货的商品");
    complete(order, clock.now());
    return state(order);
  },
  "ask-refund": refund,
  "change-address": changeAddress,
};

function state(order: Order): ControlAnswer {
  return done({ orderNo: order.code, state: totalStatus(order) });
}

/** One application a line; `lines` names them by line number, product code or merchant's code, all of them without it. */
function refund(order: Order, body: Body, scene: Scene<World>): ControlAnswer {
  const open = refundable(order);
  const asked = Array.isArray(body["lines"]) ? body["lines"].map((one) => askedLine(open, one)) : open.map(whole);
  const lines = asked.filter((one) => one !== null);
  if (lines.length === 0 || lines.length < asked.length) return refused(409, "not-refundable", "没有可退款的订单行");
  const kind = textIn(body, "kind");
  const reason = textIn(body, "reason") || "不想要了";
  const made = lines.map(({ line, quantity }) => {
    const onlyRefund = kind === "" ? line.parcel === null : !/return/.test(kind);
    return askRefund({ order, line, quantity, onlyRefund, reason }, scene);
  });
  return done({ orderNo: order.code, caseNos: made.map((one) => one.id) });
}

const whole = (line: OrderLine) => ({ line, quantity: line.quantity - line.refunded });

function askedLine(open: readonly OrderLine[], one: unknown): { line: OrderLine; quantity: number } | null {
  if (typeof one === "string") return askedLine(open, { lineNo: one });
  if (typeof one !== "object" || one === null) return null;
  const fields = new Map<string, unknown>(Object.entries(one));
  const names = ["lineNo", "merchantKey", "skuId"].map((name) => fields.get(name)).filter((name) => name !== undefined);
  const line = open.find(({ number, itemCode, productCode }) =>
    names.some((name) => [number, itemCode, productCode].some((own) => own === name)),
  );
  if (line === undefined) return null;
  const quantity = fields.get("quantity");
  const left = line.quantity - line.refunded;
  return { line, quantity: typeof quantity === "number" ? Math.min(quantity, left) : left };
}

/** The address simply is another one the next time the order is read. */
function changeAddress(order: Order, body: Body, { clock, random }: Scene<World>): ControlAnswer {
  if (!/^(5|10)$/.test(totalStatus(order))) return refused(409, "order-status", "订单已发货,不能修改地址");
  const { receiver } = order;
  order.receiver = {
    name: textIn(body, "name") || receiver.name,
    mobile: textIn(body, "mobile") || receiver.mobile,
    province: textIn(body, "province") || receiver.province,
    city: textIn(body, "city") || receiver.city,
    district: textIn(body, "district") || receiver.district,
    street: textIn(body, "address") || `新开路${1 + random.int(300)}号`,
  };
  order.updatedAt = clock.now();
  return done({ orderNo: order.code });
}
