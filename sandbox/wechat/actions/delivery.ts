import * as z from "zod";
import { post, type Api, type Call } from "../call.ts";
import { CARRIERS, fitsCarrier } from "../carriers.ts";
import { casesOf, holdsOrder } from "../life/after-sales.ts";
import { openCount, ORDER, settleQuantities, tellDelivery } from "../life/orders.ts";
import { firstRefusal, no, OK, type Reply } from "../reply.ts";
import { when } from "../rules/verdict.ts";
import { whole } from "../shapes.ts";
import type { Order, OrderLine, Package, Shop, World } from "../world.ts";
import { findOrder } from "./orders.ts";

const packageShape = z.object({
  deliver_type: whole,
  delivery_id: z.string().optional(),
  waybill_id: z.string().optional(),
  product_infos: z.array(z.object({ product_id: z.string(), sku_id: z.string(), product_cnt: whole })).optional(),
});
export type PackageFields = z.infer<typeof packageShape>;
export const sendShape = z.object({ order_id: z.string(), delivery_list: z.array(packageShape) });

const send = (input: z.infer<typeof sendShape>, call: Call): Reply => {
  const found = findOrder(call, input.order_id);
  if (!found.ok) return found.refusal;
  const { order } = found;
  const refusal = firstRefusal([
    stateRefusal(order, call),
    when(input.delivery_list.length === 0, 109002),
    ...input.delivery_list.map((parcel) => packageRefusal(parcel, order)),
    wholeRefusal(input.delivery_list, order),
    when(!hasReturnAddress(call.shop), 606003),
  ]);
  if (refusal) return refusal;
  const lines = ship(order.lines, input.delivery_list);
  if (lines === null) return no(109000, "more than what is left to ship");
  const packages = [...order.packages, ...input.delivery_list.map((parcel) => packageOf(parcel, call.nowMs))];
  tellDelivery(settleQuantities({ ...order, lines, packages }, call), call);
  return OK;
};

const stateRefusal = (order: Order, { world }: Call): Reply | null =>
  firstRefusal([
    when(world.switches["freshInspection"] === true && order.kind === "goods" && !order.freshTold, 606045),
    when(world.switches["labelsRequired"] === true && order.kind === "goods" && !isLabelled(order, world), 606046),
    when(order.kind === "voucher", 101100, "voucher order"),
    when(order.status === ORDER.shipped || order.status === ORDER.complete, 109001),
    when(order.status !== ORDER.paid && order.status !== ORDER.partlyShipped, 101100, String(order.status)),
    when(order.askedAddress !== null, 10020115),
    when(order.askedSku !== null, 10020276),
    when(casesOf(world, order.id).some(holdsOrder), 108009),
  ]);

const isLabelled = ({ id }: Order, { labels }: World): boolean =>
  [...labels.values()].some(({ orderIds, status }) => status === "drawn" && orderIds.includes(id));

/** The rules of one package: type, carrier and number, products of this order. */
export const packageRefusal = (parcel: PackageFields, order: Order): Reply | null => {
  const products = parcel.product_infos ?? [];
  const byExpress = order.kind === "goods";
  const carrier = parcel.delivery_id ?? "";
  return firstRefusal([
    when(parcel.deliver_type !== (byExpress ? 1 : 3), 606008),
    when(byExpress && CARRIERS[carrier] === undefined, 606004, carrier),
    when(byExpress && !parcel.waybill_id, 606005),
    when(byExpress && !fitsCarrier(carrier, parcel.waybill_id ?? ""), 6060479),
    when(products.length === 0, 109002),
    ...products.map(({ product_id, sku_id, product_cnt }) =>
      firstRefusal([
        when(!order.lines.some((line) => line.productId === product_id && line.skuId === sku_id), 606031, sku_id),
        when(product_cnt <= 0, 109000, "product_cnt"),
      ]),
    ),
  ]);
};

/** Without logistics an order ships whole. */
const wholeRefusal = (parcels: readonly PackageFields[], order: Order): Reply | null => {
  if (order.kind !== "virtual") return null;
  const sent = ship(order.lines, parcels);
  return when(sent === null || sent.some((line) => openCount(line) > 0), 606051);
};

const hasReturnAddress = (shop: Shop): boolean => shop.addresses.some(({ receive, isDefault }) => receive && isDefault);

/** Shipped counts after these packages; null when one of them holds more than is left. */
const ship = (lines: readonly OrderLine[], parcels: readonly PackageFields[]): readonly OrderLine[] | null => {
  const after = lines.map((line) => ({ ...line }));
  for (const { product_id, sku_id, product_cnt } of parcels.flatMap(({ product_infos = [] }) => product_infos)) {
    let left = product_cnt;
    for (const line of after.filter((known) => known.productId === product_id && known.skuId === sku_id)) {
      const taken = Math.min(left, openCount(line));
      line.shipped += taken;
      left -= taken;
    }
    if (left > 0) return null;
  }
  return after;
};

export const packageOf = (parcel: PackageFields, atMs: number): Package => ({
  deliveryId: parcel.delivery_id ?? "",
  waybillId: parcel.waybill_id ?? "",
  deliverType: parcel.deliver_type,
  atMs,
  lines: (parcel.product_infos ?? []).map(({ product_id, sku_id, product_cnt }) => ({
    productId: product_id,
    skuId: sku_id,
    count: product_cnt,
  })),
});

export const DELIVERY_CALLS: Readonly<Record<string, Api>> = {
  "order/delivery/send": post(sendShape, send, { set: 131 }),
};
