import * as z from "zod";
import { post, switchOf, type Api, type Call } from "../call.ts";
import { casesOf, isEnded } from "../life/after-sales.ts";
import { acceptAskedAddress, ORDER, saveOrder } from "../life/orders.ts";
import { receiverHash } from "../order-view.ts";
import { no, OK, type Reply } from "../reply.ts";
import { dayOf, DAY_MS, seconds } from "../time.ts";
import type { Order } from "../world.ts";
import { addressInfo } from "./shop.ts";
import { findOrder } from "./orders.ts";

const shape = z.object({ order_id: z.string() });
const VIRTUAL_LIFE_MS = 3 * DAY_MS;

/** The receiver in clear, once a day for each of a limited number of orders; the same order counts once. */
const decode = (order: Order, call: Call): Reply => {
  if (order.status === ORDER.unpaid) return no(10020124);
  if (!mayBeDecoded(order, call)) return no(10020503);
  const day = dayOf(call.nowMs);
  const used = call.world.decodes.get(call.shop.appId);
  const count = used?.day === day ? used.count : 0;
  if (!order.decoded && count >= switchOf(call.world, "sensitiveDecodesPerDay")) return no(10020123);
  if (!order.decoded) {
    call.world.decodes.set(call.shop.appId, { day, count: count + 1 });
    call.world.orders.set(order.id, { ...order, decoded: true });
  }
  return { ...OK, ...clear(order, call.nowMs) };
};

const mayBeDecoded = (order: Order, { world }: Call): boolean => {
  if (order.status === ORDER.closed || order.status === ORDER.refunded) return false;
  return order.status !== ORDER.complete || casesOf(world, order.id).some((known) => !isEnded(known));
};

const clear = (order: Order, nowMs: number): Reply => {
  const { number, extension } = virtualNumber(order.address.phone);
  const info =
    order.kind === "goods"
      ? { ...addressInfo(order.address), tel_number: number, use_tel_number: 0, hash_code: receiverHash(order.address) }
      : { user_name: "", tel_number: "", virtual_order_tel_number: order.address.phone };
  return {
    address_info: info,
    virtual_number_info: { virtual_number: number, extension, expiration: seconds(nowMs + VIRTUAL_LIFE_MS) },
  };
};

/** A forwarding number with an extension, always the same for one phone. */
const virtualNumber = (phone: string): { number: string; extension: string } => {
  const tail = phone.replace(/\D/g, "").padStart(11, "0");
  return { number: `184${tail.slice(3)}`, extension: tail.slice(-4) };
};

const onAsked = (run: (order: Order, call: Call) => void): Api =>
  post(
    shape,
    ({ order_id }, call) => {
      const found = findOrder(call, order_id);
      if (!found.ok) return found.refusal;
      if (!found.order.askedAddress) return no(606000);
      run(found.order, call);
      return OK;
    },
    { set: 131 },
  );

export const RECEIVER_CALLS: Readonly<Record<string, Api>> = {
  "order/sensitiveinfo/decode": post(
    shape,
    ({ order_id }, call) => {
      const found = findOrder(call, order_id);
      return found.ok ? decode(found.order, call) : found.refusal;
    },
    { set: 131 },
  ),
  "order/addressmodify/accept": onAsked((order, call) => acceptAskedAddress(order, call)),
  "order/addressmodify/reject": onAsked((order, call) => void saveOrder({ ...order, askedAddress: null }, call)),
};
