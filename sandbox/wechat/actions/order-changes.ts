import * as z from "zod";
import { post, type Api, type Call } from "../call.ts";
import { casesOf, holdsOrder } from "../life/after-sales.ts";
import { ORDER, saveOrder, setAddress, tellOrder } from "../life/orders.ts";
import { PROVINCES } from "../regions.ts";
import { firstRefusal, no, OK, type Reply } from "../reply.ts";
import { when } from "../rules/verdict.ts";
import { textOrNumber, whole } from "../shapes.ts";
import type { Address, Order, OrderLine } from "../world.ts";
import { findOrder } from "./orders.ts";

const MAX_PRICE_CHANGES = 50;
const MAX_ADDRESS_CHANGES = 5;

const amount = z.union([whole, z.string().regex(/^\d+$/)]).transform(Number);
const priceShape = z.object({
  order_id: z.string(),
  change_express: z.union([z.boolean(), whole]).nullish(),
  express_fee: whole.nullish(),
  change_order_infos: z.array(z.object({ product_id: textOrNumber, sku_id: textOrNumber, change_price: amount })),
});
type Price = z.infer<typeof priceShape>;

/** Lowers line totals of an unpaid order; every call starts from the prices that the buyer first saw. */
const changePrice = (input: Price, call: Call): Reply => {
  const found = findOrder(call, input.order_id);
  if (!found.ok) return found.refusal;
  const { order } = found;
  const refusal = firstRefusal([
    when(order.status !== ORDER.unpaid, 101100, String(order.status)),
    when(order.priceChanges >= MAX_PRICE_CHANGES, 6060481),
    ...input.change_order_infos.map((change) => lineRefusal(change, order)),
    when((input.express_fee ?? 0) > order.freightFen, 108022),
  ]);
  if (refusal) return refusal;
  const lines = order.lines.map((line) => cheaper({ ...line, changeDownFen: 0 }, input));
  const freightFen = input.change_express ? (input.express_fee ?? order.freightFen) : order.freightFen;
  const changed = saveOrder({ ...order, lines, freightFen, priceChanges: order.priceChanges + 1 }, call);
  tellOrder(changed, { name: "ext_info_update", type: 12 }, call);
  return OK;
};

const fits = (line: OrderLine, change: { product_id: string; sku_id: string }): boolean =>
  line.productId === change.product_id && line.skuId === change.sku_id;

const paidFen = (line: OrderLine): number =>
  line.salePriceFen * line.count - line.merchantDiscountFen - line.platformDiscountFen;

const lineRefusal = (change: Price["change_order_infos"][number], order: Order): Reply | null => {
  const line = order.lines.find((one) => fits(one, change));
  return firstRefusal([
    when(line === undefined, 606031, change.sku_id),
    when(change.change_price <= 0, 108023),
    when(line !== undefined && change.change_price > paidFen(line), 108021),
  ]);
};

const cheaper = (line: OrderLine, { change_order_infos }: Price): OrderLine => {
  const change = change_order_infos.find((one) => fits(line, one));
  return change ? { ...line, changeDownFen: paidFen(line) - change.change_price } : line;
};

const addressShape = z.object({
  order_id: z.string(),
  user_address: z.looseObject({
    user_name: z.string().nullish(),
    province_name: z.string().nullish(),
    city_name: z.string().nullish(),
    county_name: z.string().nullish(),
    detail_info: z.string().nullish(),
    tel_number: z.string().nullish(),
    virtual_order_tel_number: z.string().nullish(),
  }),
});
type NewAddress = z.infer<typeof addressShape>;

/** Another receiver, before shipping; since 2026 the buyer is asked first, who here says yes. */
const changeAddress = (input: NewAddress, call: Call): Reply => {
  const found = findOrder(call, input.order_id);
  if (!found.ok) return found.refusal;
  const { order } = found;
  const address = merged(order.address, input.user_address);
  const refusal = firstRefusal([
    when(order.status !== ORDER.paid, 606000, String(order.status)),
    when(order.kind === "voucher", 611029),
    when(order.askedAddress !== null, 611031),
    when(order.addressChanges >= MAX_ADDRESS_CHANGES, 606001),
    when(!PROVINCES.has(address.province), 606002, address.province),
    when(casesOf(call.world, order.id).some(holdsOrder), 108009),
  ]);
  if (refusal) return refusal;
  const asked = saveOrder({ ...order, addressChanges: order.addressChanges + 1 }, call);
  setAddress(asked, address, call);
  tellOrder(asked, { name: "ext_info_update", type: 16 }, call);
  return OK;
};

const merged = (before: Address, given: NewAddress["user_address"]): Address => ({
  userName: given.user_name ?? before.userName,
  province: given.province_name ?? before.province,
  city: given.city_name ?? before.city,
  county: given.county_name ?? before.county,
  detail: given.detail_info ?? before.detail,
  phone: given.virtual_order_tel_number ?? given.tel_number ?? before.phone,
});

const orderId = z.object({ order_id: z.string() });

/** The buyer's wish for another SKU; it holds shipping up until somebody answers. */
const answerSku = (id: string, agreed: boolean, call: Call): Reply => {
  const found = findOrder(call, id);
  if (!found.ok) return found.refusal;
  const { askedSku } = found.order;
  if (askedSku === null) return no(101100, "no change of sku is asked for");
  const lines = found.order.lines.map((line) =>
    agreed && line.id === askedSku.lineId ? { ...line, skuId: askedSku.skuId, outSkuId: askedSku.outSkuId } : line,
  );
  const changed = saveOrder({ ...found.order, lines, askedSku: null }, call);
  tellOrder(changed, { name: "ext_info_update", type: agreed ? 10 : 11 }, call);
  return OK;
};

const askedSku = (id: string, call: Call): Reply => {
  const found = findOrder(call, id);
  if (!found.ok) return found.refusal;
  const { askedSku: asked, lines } = found.order;
  const line = lines.find((one) => one.id === asked?.lineId);
  if (asked === null || !line) return no(101100, "no change of sku is asked for");
  const info = { preshipment_change_sku_state: 3, old_sku_id: line.skuId, new_sku_id: asked.skuId, ddl_time_stamp: 0 };
  return { ...OK, change_sku_info: info };
};

export const ORDER_CHANGE_CALLS: Readonly<Record<string, Api>> = {
  "order/price/update": post(priceShape, changePrice, { set: 131 }),
  "order/address/update": post(addressShape, changeAddress, { set: 131 }),
  "order/preshipmentchangesku/get": post(orderId, ({ order_id }, call) => askedSku(order_id, call), { set: 131 }),
  "order/preshipmentchangesku/approve": post(orderId, ({ order_id }, call) => answerSku(order_id, true, call), {
    set: 131,
  }),
  "order/preshipmentchangesku/reject": post(orderId, ({ order_id }, call) => answerSku(order_id, false, call), {
    set: 131,
  }),
};
