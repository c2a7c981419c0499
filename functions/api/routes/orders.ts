import * as z from "zod";
import { keys } from "../../shared/store/keys.ts";
import { ShipRow } from "../../shared/orders/shipment.ts";
import { orderOf } from "../../shared/store/rows.ts";
import { shopOf } from "../call.ts";
import { isOrder, openReceiver, ReceiverView, storedOrder, viewOfOrder } from "../orders.ts";
import { allItems, pageItems } from "../pages.ts";
import { route } from "../route.ts";
import { AnyId, OfShop, PageQuery, pageOf, ShopId } from "../schemas.ts";
import { PACKERS, READERS } from "./roles.ts";

export const OfOrder = z.object({ id: ShopId, no: AnyId });
const OrderView = z.looseObject({
  shop: z.string(),
  orderNo: z.string(),
  stage: z.string(),
  pay: z.string(),
  ended: z.boolean(),
  placedAt: z.string(),
});

const list = route({
  method: "GET",
  path: "/shops/{id}/orders",
  summary: "Orders of a shop by number; a page may hold fewer than asked for, only a null cursor is the end",
  roles: READERS,
  params: OfShop,
  query: PageQuery.extend({ open: z.enum(["true", "false"]).optional() }),
  reply: pageOf(OrderView),
  run: async ({ params, query }, call) => {
    await shopOf(params.id, call);
    const page = await pageItems({ pk: keys.shop(call.m, params.id).PK, begins: "O#" }, query, call);
    const rows = page.items.filter(isOrder).filter((item) => query.open !== "true" || item["open"] === true);
    return { items: rows.map((item) => viewOfOrder(params.id, orderOf(item))), cursor: page.cursor };
  },
});

const get = route({
  method: "GET",
  path: "/shops/{id}/orders/{no}",
  summary: "One order with its stage and consignments, without its receiver",
  roles: READERS,
  params: OfOrder,
  reply: OrderView,
  run: async ({ params: { id: s, no } }, call) => {
    const { order } = await storedOrder({ s, orderNo: no }, call);
    return viewOfOrder(s, order);
  },
});

const receiver = route({
  method: "POST",
  path: "/shops/{id}/orders/{no}/receiver",
  summary: "Opens who gets an order; that somebody looked is logged",
  roles: PACKERS,
  keepsAnswer: false,
  params: OfOrder,
  reply: ReceiverView,
  run: ({ params: { id: s, no } }, call) => openReceiver({ s, orderNo: no }, call),
});

const ShipmentView = z.object({
  id: z.string(),
  ...ShipRow.omit({ change: true }).shape,
  findings: z.array(z.unknown()).default([]),
});

const shipments = route({
  method: "GET",
  path: "/shops/{id}/orders/{no}/shipments",
  summary: "What the platform was told, or is to be told, of an order's parcels",
  roles: READERS,
  params: OfOrder,
  reply: z.object({ items: z.array(ShipmentView) }),
  run: async ({ params: { id: s, no } }, call) => {
    await storedOrder({ s, orderNo: no }, call);
    const { PK, SK } = keys.shipment(call.m, s, no, "");
    const items = await allItems({ pk: PK, begins: SK }, call);
    return { items: items.map((item) => ShipmentView.parse({ ...item, id: item.SK.slice(SK.length) })) };
  },
});

export const orderRoutes = [list, get, receiver, shipments];
