import type { ControlAnswer, Scene } from "../../kit/types.ts";
import { cancel, pay } from "../life.ts";
import { paidFen, type Order } from "../order.ts";
import { newId, type World } from "../world.ts";
import { refuse } from "./refuse.ts";

type Body = Readonly<Record<string, unknown>>;
type Verb = (order: Order, body: Body, scene: Scene<World>) => ControlAnswer;

const done = ({ sn, status, refund, confirm }: Order): ControlAnswer => ({
  ok: true,
  value: { orderNo: sn, state: `${status}/${refund}/${confirm}` },
});
const wrongState = ({ status, refund, confirm }: Order): ControlAnswer =>
  refuse(409, "wrong_state", `订单状态不允许: ${status}/${refund}/${confirm}`);
const isClosed = ({ refund, confirm }: Order): boolean => refund === 4 || confirm === 2;

/** What buyers do to an order. */
export const VERBS: Readonly<Record<string, Verb>> = {
  pay(order, _body, { world, clock }) {
    if (order.paidAt !== null || isClosed(order)) return wrongState(order);
    pay(world, order, clock.now());
    return done(order);
  },
  cancel(order, _body, { world, clock }) {
    if (isClosed(order) || order.status !== 1) return wrongState(order);
    cancel(world, order, clock.now());
    return done(order);
  },
  receive(order, _body, { clock }) {
    if (order.status !== 2) return wrongState(order);
    order.status = 3;
    order.receivedAt = clock.now();
    order.updatedAt = clock.now();
    return done(order);
  },
  "ask-refund"(order, body, { world, clock }) {
    if (order.confirm !== 1 || order.refund !== 1) return wrongState(order);
    const id = newId(world);
    order.refund = 2;
    order.updatedAt = clock.now();
    world.refunds.set(id, {
      id,
      orderSn: order.sn,
      mallId: order.mallId,
      status: order.status === 1 ? 2 : 3,
      type: order.status === 1 ? 1 : 2,
      reason: typeof body["reason"] === "string" ? body["reason"] : "不想要了",
      amountFen: paidFen(order),
      createdAt: clock.now(),
      updatedAt: clock.now(),
    });
    return { ok: true, value: { orderNo: order.sn, caseNo: id } };
  },
  "change-address"(order, body, { world, clock }) {
    if (isClosed(order) || order.status !== 1) return wrongState(order);
    const address = typeof body["address"] === "string" ? body["address"] : `改址路${world.random.int(900) + 1}号`;
    order.buyer = { ...order.buyer, address };
    order.updatedAt = clock.now();
    return done(order);
  },
};
