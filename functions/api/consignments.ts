import { packNoFrom, packNoOf } from "../../domain/order/pack-no.ts";
import { isLive } from "../../domain/order/consignment.ts";
import { BEFORE_LEAVING } from "../../domain/order/shipping.ts";
import type { Consignment, Order } from "../../domain/order/order.ts";
import { supplierView } from "../shared/orders/consignment-rows.ts";
import { notFound, wrongField } from "../shared/problem.ts";
import { work } from "../shared/store/keys.ts";
import { orderOf } from "../shared/store/rows.ts";
import type { Item } from "../shared/ports.ts";
import type { Call } from "./call.ts";
import { isOrder } from "./orders.ts";
import { allItems, pageItems, rowsBehind } from "./pages.ts";
import type { PageQuery } from "./schemas.ts";

/** The supplier that owns the shop's goods itself: its consignments lie in their orders. */
const OWN = "self";

/** 404 for a supplier's token that asks for another's things; roles that see everything see each. */
export function refuseStrangers(supplier: string, { caller }: Call): void {
  const seesAll = caller.roles.some((role) => role !== "supplier");
  if (!seesAll && caller.supplier !== supplier) throw notFound({ zh: "这个供货方", en: "supplier" });
}

/** What one supplier still has to send, by due time. */
export async function consignmentsOf(supplier: string, query: PageQuery, call: Call) {
  refuseStrangers(supplier, call);
  if (supplier === OWN) return ownConsignments(query, (one) => one.supplierId === OWN, call);
  const { WPK } = work.supplierDue(call.m, supplier, "");
  const page = await pageItems({ index: "work", pk: WPK }, query, call);
  return { items: await rowsBehind(page.items, call), cursor: page.cursor };
}

/** What has to be packed at one location now, by due time: nothing that is held, nothing that left. */
export async function packList(locationId: string, query: PageQuery, call: Call) {
  const here = (one: Consignment, order: Order) =>
    one.locationId === locationId && BEFORE_LEAVING.has(one.state) && order.holds.length === 0;
  return ownConsignments(query, here, call);
}

/** The consignments of open orders that bear a pack number: one, or by chance two. 422 where a digit is wrong. */
export async function consignmentsByPackNo(typed: string, call: Call) {
  const packNo = packNoFrom(typed);
  if (packNo === null)
    throw wrongField("path/packNo", { zh: "发货码有误，请核对", en: "a digit of the pack number is wrong" });
  const entries = await allItems({ index: "work", pk: work.orderDue(call.m, "").WPK }, call);
  const rows = (await rowsBehind(entries, call)).filter(isOrder);
  const bears = (one: Consignment, order: Order, shop: string) => packNoOf(shop, order.orderNo, one.id) === packNo;
  return { items: rows.flatMap((row) => viewsIn(row, bears)) };
}

type Wanted = (one: Consignment, order: Order, shop: string) => boolean;

async function ownConsignments(query: PageQuery, wanted: Wanted, call: Call) {
  const page = await pageItems({ index: "work", pk: work.orderDue(call.m, "").WPK }, query, call);
  const rows = (await rowsBehind(page.items, call)).filter(isOrder);
  return { items: rows.flatMap((row) => viewsIn(row, wanted)), cursor: page.cursor };
}

function viewsIn(row: Item, wanted: Wanted) {
  const shop = row.PK.split("#S#")[1] ?? "";
  const order = orderOf(row);
  return order.consignments
    .filter((one) => (isLive(one) || one.state === "refused") && wanted(one, order, shop))
    .map((one) => supplierView(shop, order, one));
}
