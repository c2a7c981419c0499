import * as z from "zod";
import { post, type Api, type Call } from "../call.ts";
import { ORDER, saveOrder } from "../life/orders.ts";
import { firstRefusal, no, OK, type Reply } from "../reply.ts";
import { when } from "../rules/verdict.ts";
import type { Order, Package } from "../world.ts";
import { packageOf, packageRefusal, sendShape, type PackageFields } from "./delivery.ts";
import { findOrder } from "./orders.ts";

const MAX_CHANGES = 3;
const packageFields = sendShape.shape.delivery_list.element;
const shape = z.object({
  order_id: z.string(),
  delivery_list: sendShape.shape.delivery_list.optional(),
  change_infos: z.array(z.object({ old: packageFields, new: packageFields })).optional(),
});

const change = (input: z.infer<typeof shape>, call: Call): Reply => {
  const found = findOrder(call, input.order_id);
  if (!found.ok) return found.refusal;
  const { order } = found;
  const sent = [...(input.delivery_list ?? []), ...(input.change_infos ?? []).map((pair) => pair.new)];
  const refusal = firstRefusal([
    when(order.kind !== "goods", 606008),
    when(![ORDER.partlyShipped, ORDER.shipped].some((status) => status === order.status), 101100),
    when(order.waybillChanges >= MAX_CHANGES, 606041),
    when(sent.length === 0, 109002),
    ...sent.map((parcel) => packageRefusal(parcel, order)),
  ]);
  if (refusal) return refusal;
  const packages = input.change_infos ? changed(order, input.change_infos) : replaced(order, sent);
  if (!Array.isArray(packages)) return packages;
  saveOrder({ ...order, packages, waybillChanges: order.waybillChanges + 1 }, call);
  return OK;
};

/** The whole order's one package in another form. */
const replaced = (order: Order, sent: readonly PackageFields[]): Package[] | Reply => {
  const [before] = order.packages;
  const [after] = sent;
  if (before === undefined || after === undefined) return no(606042);
  if (order.packages.length > 1 || sent.length > 1 || order.status !== ORDER.shipped) return no(606040);
  const next = packageOf(after, before.atMs);
  return sameLines(before, next) ? [next] : no(606042);
};

/** Single packages of a split order, found by what they were. */
const changed = (order: Order, pairs: readonly { old: PackageFields; new: PackageFields }[]): Package[] | Reply => {
  const packages = [...order.packages];
  for (const pair of pairs) {
    const index = packages.findIndex(
      ({ deliveryId, waybillId }) => deliveryId === pair.old.delivery_id && waybillId === pair.old.waybill_id,
    );
    const before = packages[index];
    if (before === undefined) return no(606042);
    const next = packageOf(pair.new, before.atMs);
    if (!sameLines(before, next)) return no(606042);
    packages[index] = next;
  }
  return packages;
};

const sameLines = (a: Package, b: Package): boolean => textOf(a) === textOf(b);
const textOf = ({ lines }: Package): string =>
  lines
    .map(({ productId, skuId, count }) => `${productId}/${skuId}/${count}`)
    .sort()
    .join();

export const DELIVERY_CHANGE_CALLS: Readonly<Record<string, Api>> = {
  "order/deliveryinfo/update": post(shape, change, { set: 131 }),
};
