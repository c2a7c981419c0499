import * as z from "zod";
import { stageOf } from "../../domain/order/stage.ts";
import type { Order } from "../../domain/order/order.ts";
import { epochMs } from "../../domain/time.ts";
import type { Item } from "../shared/ports.ts";
import { notFound } from "../shared/problem.ts";
import { keys } from "../shared/store/keys.ts";
import { orderOf } from "../shared/store/rows.ts";
import type { Call } from "./call.ts";

export interface OrderAt {
  s: string;
  orderNo: string;
}

/** An order of the merchant's, with the version of its row; 404 for any other. */
export async function storedOrder({ s, orderNo }: OrderAt, { ports, m }: Call): Promise<{ order: Order; ver: number }> {
  const item = await ports.table.get(keys.order(m, s, orderNo));
  if (item === null) throw notFound({ zh: "这个订单", en: "order" });
  return { order: orderOf(item), ver: Number(item["ver"] ?? 0) };
}

/** An order as screens show it: everything but who gets it, which has a route of its own. */
export function viewOfOrder(s: string, order: Order) {
  const { receiverVersion: _version, hash: _hash, ...shown } = order;
  return { shop: s, stage: stageOf(order), ...shown };
}

/** Whether a row of a shop's partition is an order itself, not one of its children. */
export function isOrder(item: Item): boolean {
  return item.SK.split("#").length === 2;
}

const Sealed = z.object({ sealed: z.string(), ttl: z.number() });
const Receiver = z.object({
  receiver: z
    .object({
      form: z.enum(["plain", "masked", "token"]),
      name: z.string(),
      phone: z.string(),
      region: z.string(),
      address: z.string(),
      token: z.string().nullable(),
    })
    .nullable(),
  buyerNote: z.string().nullable(),
});
export const ReceiverView = Receiver;

/** Opens who gets an order. The log says that somebody looked, never what was seen. */
export async function openReceiver({ s, orderNo }: OrderAt, call: Call): Promise<z.infer<typeof Receiver>> {
  const { ports, sealer, m, caller } = call;
  const { order } = await storedOrder({ s, orderNo }, call);
  const stored = Sealed.safeParse(await ports.receivers.get(keys.order(m, s, orderNo))).data;
  const over = stored !== undefined && stored.ttl * 1_000 <= epochMs(ports.clock.now());
  if (stored === undefined || over || order.erased)
    throw notFound({ zh: "收件信息（可能已按规定删除）", en: "receiver" });
  const opened = Receiver.parse(await sealer.open(m, `receiver|${s}|${orderNo}`, stored.sealed));
  ports.log.info("somebody opened where an order goes", { shop: s, orderNo, who: caller.subject });
  return opened;
}
