import type { Acts, ControlAnswer, PlaceOrder, Scene } from "../kit/types.ts";
import { decide } from "./audit.ts";
import { askRefund, cancel, FINISHED, isClosed, isUnpaid, LOCKED, moveTo, pay, SHIPPED } from "./order-life.ts";
import { orderOf } from "./place-order.ts";
import { addProduct, editProduct, forceOff } from "./product-acts.ts";
import type { Order, Service } from "./order.ts";
import { newId, type World } from "./world.ts";

type Body = Readonly<Record<string, unknown>>;
type Verb = (order: Order, body: Body, scene: Scene<World>) => ControlAnswer;

export function refuse(status: number, code: string, message: string): ControlAnswer {
  return { ok: false, refusal: { status, code, message } };
}

function done(order: Order): ControlAnswer {
  return { ok: true, value: { orderNo: order.orderId, state: order.state } };
}

function wrongState(order: Order): ControlAnswer {
  return refuse(409, "wrong_state", `订单状态不允许: ${order.state}`);
}

function placeOrder(wanted: PlaceOrder, scene: Scene<World>): ControlAnswer {
  const order = orderOf(wanted, scene);
  return "ok" in order ? order : { ok: true, value: { orderNo: order.orderId } };
}

/** What buyers do to an order. A cancelled paid order is one that JD's customer service has agreed to: the money is back at once. */
const VERBS: Readonly<Record<string, Verb>> = {
  pay(order, _body, { world, clock }) {
    if (!isUnpaid(order)) return wrongState(order);
    pay(world, order, clock.now());
    return done(order);
  },
  cancel(order, _body, { world, clock }) {
    if (isClosed(order) || order.state === SHIPPED) return wrongState(order);
    cancel(world, order, clock.now());
    return done(order);
  },
  receive(order, _body, { clock }) {
    if (order.state !== SHIPPED) return wrongState(order);
    moveTo(order, FINISHED, clock.now());
    return done(order);
  },
  "ask-refund"(order, body, { world, clock }) {
    const reason = typeof body["reason"] === "string" ? body["reason"] : "不想要了";
    if (order.state === SHIPPED || (order.state === FINISHED && order.type === "22")) {
      return askService(world, order, { body, reason, now: clock.now() });
    }
    if (isClosed(order) || isUnpaid(order) || order.state === LOCKED) return wrongState(order);
    const refund = askRefund(world, order, { reason, now: clock.now() });
    return { ok: true, value: { orderNo: order.orderId, caseNo: refund.id, state: order.state } };
  },
  "change-address"(order, body, { world, clock }) {
    if (isClosed(order) || order.shippedAt !== null || order.type === "75") return wrongState(order);
    const address = typeof body["address"] === "string" ? body["address"] : `改址路${world.random.int(900) + 1}号`;
    order.consignee = { ...order.consignee, address, oaid: `OAID${world.random.hex(24)}` };
    order.modified = clock.now();
    return done(order);
  },
};

const EXPECTS: Readonly<Record<string, Service["expect"]>> = { refund: 10, return: 10, exchange: 20, repair: 30 };

/** After shipping a refund is a service order, one for each line that is asked for. */
function askService(
  world: World,
  order: Order,
  { body, reason, now }: { body: Body; reason: string; now: number },
): ControlAnswer {
  const expect = EXPECTS[typeof body["kind"] === "string" ? body["kind"] : "return"];
  if (expect === undefined) return refuse(400, "bad_kind", `kind is one of ${Object.keys(EXPECTS).join(", ")}`);
  const quantities = askedQuantities(order, body["lines"]);
  if (quantities === null) return refuse(409, "unknown_line", "订单中没有该商品");
  const applyId = newId(world, 9);
  const services = [...quantities].map(([line, count]) => {
    const serviceId = newId(world, 9);
    const service: Service = {
      serviceId,
      applyId,
      orderId: order.orderId,
      venderId: order.venderId,
      skuId: line.skuId,
      name: line.name,
      expect,
      status: "waiting",
      pickwareType: 40,
      count,
      payFen: line.priceFen * count,
      reason,
      notes: "",
      version: 1,
      applyTime: now,
      approveTime: null,
      finishTime: null,
    };
    world.services.set(serviceId, service);
    return serviceId;
  });
  return { ok: true, value: { orderNo: order.orderId, caseNo: services[0], caseNos: services, state: order.state } };
}

function askedQuantities(order: Order, lines: unknown): ReadonlyMap<Order["lines"][number], number> | null {
  if (!Array.isArray(lines)) return new Map(order.lines.map((line) => [line, line.quantity]));
  const asked = new Map<Order["lines"][number], number>();
  for (const one of lines) {
    if (typeof one !== "object" || one === null || !("merchantKey" in one)) return null;
    const line = order.lines.find((item) => item.outerId === one.merchantKey || item.skuId === one.merchantKey);
    const quantity = "quantity" in one && typeof one.quantity === "number" ? one.quantity : line?.quantity;
    if (line === undefined || quantity === undefined || quantity < 1 || quantity > line.quantity) return null;
    asked.set(line, quantity);
  }
  return asked.size === 0 ? null : asked;
}

export const acts: Acts<World> = {
  placeOrder,
  onOrder(verb, orderNo, body, scene) {
    const order = scene.world.orders.get(orderNo);
    if (order === undefined) return refuse(404, "no_order", `there is no order ${orderNo}`);
    const act = VERBS[verb];
    return act === undefined ? refuse(404, "no_verb", verb) : act(order, body, scene);
  },
  decideAudit(productId, { decision, reason }, { world, clock }) {
    const ware = world.wares.get(productId);
    if (ware === undefined) return refuse(404, "no_product", `there is no ware ${productId}`);
    if (ware.audit !== "pending") return refuse(409, "not_in_audit", "商品不在审核中");
    decide(ware, { pass: decision === "pass", reason: reason ?? "商品信息不符合规范", now: clock.now() });
    return { ok: true, value: { productId, base: ware.base, audit: ware.audit } };
  },
  setAuditPolicy(policy, { world }) {
    world.auditPolicy = { ...world.auditPolicy, ...policy };
    return { ok: true, value: world.auditPolicy };
  },
  addProduct,
  editProduct,
  forceOff,
};
