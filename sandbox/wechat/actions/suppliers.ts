import * as z from "zod";
import { post, type Api, type Call } from "../call.ts";
import { openCount, ORDER, tellOrder } from "../life/orders.ts";
import { takePage } from "../paging.ts";
import { firstRefusal, no, OK, type Reply } from "../reply.ts";
import { when } from "../rules/verdict.ts";
import { textOrNumber, whole } from "../shapes.ts";
import { seconds } from "../time.ts";
import type { Dropship, Order } from "../world.ts";
import { findOrder } from "./orders.ts";

const MOST_PRODUCTS = 200;
const supplierId = z.object({ supplier_appid: z.string() });
const lines = z.array(z.object({ spu_id: textOrNumber, sku_id: textOrNumber, product_cnt: whole }));

/** The supplier says yes at once: no console of suppliers stands behind this imitation. */
const invite = (appId: string, { shop, nowMs }: Call): Reply => {
  if (!/^wx[0-9a-z]{10,20}$/.test(appId)) return no(40013);
  shop.supply.suppliers.set(appId, { appId, nickname: `供货商${appId.slice(-4)}`, boundMs: nowMs });
  return OK;
};

const suppliers = ({ shop }: Call): Reply => ({
  ...OK,
  supplier_list: [...shop.supply.suppliers.values()].map(({ appId, nickname, boundMs }) => ({
    supplier_appid: appId,
    nickname,
    bind_audit_status: 2,
    bind_time: seconds(boundMs),
  })),
  has_more: false,
});

const setMode = (mode: number, of: string, { shop }: Call): Reply => {
  if (of !== "" && !shop.supply.suppliers.has(of)) return no(9700230);
  shop.supply.mode = mode;
  shop.supply.wholeShop = of;
  return OK;
};

const productShape = z.object({
  list: z.array(
    z.object({
      supplier_appid: z.string(),
      product_id: textOrNumber,
      is_distribute: z.boolean(),
      apply_to_gift: z.boolean().optional(),
    }),
  ),
});

const setProducts = ({ list }: z.infer<typeof productShape>, { shop, world }: Call): Reply => {
  const refusal = firstRefusal([
    when(list.length === 0 || list.length > MOST_PRODUCTS, 40097, "list"),
    when(
      list.some(({ supplier_appid }) => !shop.supply.suppliers.has(supplier_appid)),
      9700230,
    ),
    when(
      list.some(({ product_id }) => world.products.get(product_id)?.shop !== shop.appId),
      10020052,
    ),
  ]);
  if (refusal) return refusal;
  shop.supply.mode = 3;
  shop.supply.wholeShop = "";
  for (const { product_id, supplier_appid, is_distribute } of list) {
    if (is_distribute) shop.supply.products.set(product_id, supplier_appid);
    else shop.supply.products.delete(product_id);
  }
  return OK;
};

const assignShape = z.object({ order_id: z.string(), supplier_appid: z.string(), dropship_product_list: lines });

const assign = (input: z.infer<typeof assignShape>, call: Call): Reply => {
  const found = findOrder(call, input.order_id);
  if (!found.ok) return found.refusal;
  const { order } = found;
  const refusal = firstRefusal([
    when(call.shop.supply.suppliers.size === 0, 9700232),
    when(!call.shop.supply.suppliers.has(input.supplier_appid), 610000),
    when(order.status === ORDER.shipped || order.status === ORDER.complete, 610003),
    when(order.status !== ORDER.paid && order.status !== ORDER.partlyShipped, 610001),
    when(order.kind !== "goods" || !areOpen(input.dropship_product_list, order), 610002),
  ]);
  if (refusal) return refusal;
  const made: Dropship = {
    id: `51${call.random.digits(17)}`,
    shop: call.shop.appId,
    orderId: order.id,
    supplier: input.supplier_appid,
    lines: input.dropship_product_list.map(({ spu_id, sku_id, product_cnt }) => ({
      productId: spu_id,
      skuId: sku_id,
      count: product_cnt,
    })),
    createdMs: call.nowMs,
  };
  call.world.dropships.set(made.id, made);
  tellOrder(order, { name: "ext_info_update", type: 14 }, call);
  return { ...OK, ds_order_id: made.id };
};

const areOpen = (wanted: z.infer<typeof lines>, order: Order): boolean =>
  wanted.length > 0 &&
  wanted.every(({ spu_id, sku_id, product_cnt }) => {
    const line = order.lines.find((one) => one.productId === spu_id && one.skuId === sku_id);
    return line !== undefined && product_cnt > 0 && product_cnt <= openCount(line);
  });

const mine = (call: Call, id: string): Dropship | null => {
  const found = call.world.dropships.get(id);
  return found?.shop === call.shop.appId ? found : null;
};

const takeBack = (input: { order_id: string; ds_order_id: string }, call: Call): Reply => {
  const found = mine(call, input.ds_order_id);
  if (found?.orderId !== input.order_id) return no(610009);
  const order = call.world.orders.get(found.orderId);
  if (order?.status === ORDER.shipped) return no(610004);
  call.world.dropships.delete(found.id);
  if (order) tellOrder(order, { name: "ext_info_update", type: 15 }, call);
  return OK;
};

const view = (one: Dropship): Reply => ({
  ds_order_id: one.id,
  order_id: one.orderId,
  supplier_appid: one.supplier,
  create_time: seconds(one.createdMs),
  status: 20,
  dropship_product_list: one.lines.map(({ productId, skuId, count }) => ({
    spu_id: productId,
    sku_id: skuId,
    product_cnt: count,
  })),
});

const listShape = z.looseObject({
  limit: whole.optional(),
  next_key: z.string().optional(),
  order_id: textOrNumber.optional(),
});

const list = (input: z.infer<typeof listShape>, call: Call): Reply => {
  const all = [...call.world.dropships.values()].filter(
    (one) => one.shop === call.shop.appId && (input.order_id === undefined || one.orderId === input.order_id),
  );
  const page = takePage(call, {
    query: `${call.shop.appId}|dropship|${input.order_id}`,
    ids: () => all.map(({ id }) => id),
    size: input.limit ?? 20,
    nextKey: input.next_key ?? "",
  });
  if (!page) return no(40097, "next_key");
  return { ...OK, ds_order_id_list: page.ids, next_key: page.more ? page.nextKey : "", has_more: page.more };
};

export const SUPPLIER_CALLS: Readonly<Record<string, Api>> = {
  "supplier/relation/invite_supplier": post(supplierId, ({ supplier_appid }, call) => invite(supplier_appid, call), {
    set: 131,
  }),
  "supplier/relation/get_supplier_list": post(z.looseObject({}), (_, call) => suppliers(call), { set: 131 }),
  "supplier/relation/get_distribute": post(
    z.object({}),
    (_, { shop }) => ({ ...OK, distribute_type: shop.supply.mode, supplier_appid: shop.supply.wholeShop }),
    { set: 131 },
  ),
  "supplier/relation/set_manually_distribute": post(z.object({}), (_, call) => setMode(1, "", call), { set: 131 }),
  "supplier/relation/set_all_distribution": post(
    supplierId,
    ({ supplier_appid }, call) => setMode(2, supplier_appid, call),
    { set: 131 },
  ),
  "supplier/relation/set_product_distribute": post(productShape, setProducts, { set: 131 }),
  "supplier/relation/get_product_default_distribute": post(
    z.object({ product_id: textOrNumber }),
    ({ product_id }, { shop }) => {
      const supplier = shop.supply.products.get(product_id);
      return { ...OK, is_distribute: supplier !== undefined, supplier_appid: supplier ?? "" };
    },
    { set: 131 },
  ),
  "supplier/relation/get_product_list": post(
    z.looseObject({}),
    (_, { shop }) => ({
      ...OK,
      list: [...shop.supply.products].map(([product_id, supplier_appid]) => ({ product_id, supplier_appid })),
    }),
    { set: 131 },
  ),
  "order/dropship/assign": post(assignShape, assign, { set: 131 }),
  "order/dropship/cancel": post(z.looseObject({ order_id: z.string(), ds_order_id: textOrNumber }), takeBack, {
    set: 131,
  }),
  "order/dropship/get": post(
    z.object({ ds_order_id: textOrNumber }),
    ({ ds_order_id }, call) => {
      const found = mine(call, ds_order_id);
      return found ? { ...OK, ds_order: view(found) } : no(610009);
    },
    { set: 131 },
  ),
  "order/dropship/list": post(listShape, list, { set: 131 }),
  "order/dropship/search": post(listShape, list, { set: 131 }),
};
