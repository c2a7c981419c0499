import type { Order } from "../../domain/order/order.ts";
import { notFound } from "../shared/problem.ts";
import { work } from "../shared/store/keys.ts";
import { orderOf } from "../shared/store/rows.ts";
import type { Call } from "./call.ts";
import { isOrder } from "./orders.ts";
import { pageItems, rowsBehind } from "./pages.ts";
import type { PageQuery } from "./schemas.ts";

/** Consignments of open orders that one supplier sends. A supplier's token opens its own and no other; roles that see everything see each. */
export async function consignmentsOf(supplier: string, query: PageQuery, call: Call) {
  const seesAll = call.caller.roles.some((role) => role !== "supplier");
  if (!seesAll && call.caller.supplier !== supplier) throw notFound({ zh: "这个供货方", en: "supplier" });
  const { WPK } = work.orderDue(call.m, "");
  const page = await pageItems({ index: "work", pk: WPK }, query, call);
  const rows = (await rowsBehind(page.items, call)).filter(isOrder);
  const items = rows.flatMap((row) => consignmentsIn(row.PK.split("#S#")[1] ?? "", orderOf(row), supplier));
  return { items, cursor: page.cursor };
}

function consignmentsIn(shop: string, order: Order, supplier: string) {
  return order.consignments
    .filter((one) => one.supplierId === supplier)
    .map(({ id, locationId, state, shipBy, lines, parcels }) => ({
      shop,
      orderNo: order.orderNo,
      id,
      locationId,
      state,
      shipBy: shipBy?.at ?? null,
      held: order.holds.length > 0,
      lines: lines.map(({ lineNo, quantity }) => {
        const line = order.lines.find((own) => own.lineNo === lineNo);
        return { lineNo, name: line?.name ?? "", merchantKey: line?.binding?.merchantKey ?? "", quantity };
      }),
      parcels: parcels.map(({ carrier, waybill }) => ({ carrier, waybill })),
    }));
}
