import type { Action, Call } from "../call.ts";
import { Refusal, refusal } from "../codes.ts";
import { long } from "../json.ts";
import type { Refund } from "../order.ts";
import { pageOf } from "../paging.ts";
import { needText, textOf, whole } from "../params.ts";
import { beijing, MINUTE_MS, SECOND_MS, yuan } from "../time.ts";

/** After-sale cases: the list by last change, and one of them. */
export const REFUNDS: Readonly<Record<string, Action>> = {
  "pdd.refund.list.increment.get": { root: "refund_increment_get_response", run: refunds },
  "pdd.refund.information.get": { root: null, run: one },
};

function refunds(call: Call): unknown {
  const { world, shop, params } = call;
  const [from, to] = [whole(params, "start_updated_at"), whole(params, "end_updated_at")];
  if (to < from || (to - from) * SECOND_MS > 30 * MINUTE_MS) throw refusal(21001, "end_updated_at");
  const [status, type, sn] = [
    whole(params, "after_sales_status"),
    whole(params, "after_sales_type"),
    textOf(params, "order_sn"),
  ];
  const fits = (refund: Refund): boolean => {
    if (sn !== "") return refund.orderSn === sn;
    const second = Math.floor(refund.updatedAt / SECOND_MS);
    // Type 1 is all of them, 2 money only, 3 with the goods.
    return second >= from && second <= to && refund.status === status && (type === 1 || type === refund.type + 1);
  };
  const found = [...world.refunds.values()]
    .filter((refund) => refund.mallId === shop.mallId && fits(refund))
    .sort((a, b) => b.updatedAt - a.updatedAt);
  return { refund_list: pageOf(found, call).map(row), total_count: found.length };
}

function row(refund: Refund): Readonly<Record<string, unknown>> {
  return {
    id: long(refund.id),
    order_sn: refund.orderSn,
    after_sales_status: refund.status,
    after_sales_type: refund.type,
    after_sale_reason: refund.reason,
    refund_amount: yuan(refund.amountFen),
    created_time: beijing(refund.createdAt),
    updated_time: beijing(refund.updatedAt),
  };
}

function one({ world, shop, params }: Call): unknown {
  const sn = needText(params, "order_sn");
  const id = textOf(params, "after_sales_id");
  const found = [...world.refunds.values()]
    .filter((refund) => refund.orderSn === sn && refund.mallId === shop.mallId && (id === "" || refund.id === id))
    .at(-1);
  if (found === undefined) throw new Refusal(50001, "50001", "售后单不存在");
  return { ...row(found), after_sales_reason: found.reason, refund_amount: found.amountFen };
}
