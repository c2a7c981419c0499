import { type Ask, type Fields, noResult, one, refuse, type Reply } from "../answer.ts";
import { DAYS } from "../codes.ts";
import { yuanOf } from "../money.ts";
import { page } from "../paging.ts";
import { text } from "../params.ts";
import { toBeijing } from "../time.ts";
import { readWindow, within } from "../window.ts";
import type { Refund, World } from "../world.ts";
import type { Action } from "./action.ts";

/** The old family's words for the same refunds. */
export const OLD_CODES: Readonly<Record<Refund["status"], string>> = {
  "1": "C030",
  "2": "C051",
  "3": "C040",
  "4": "C060",
  "5": "C131",
  "6": "C110",
  "7": "C070",
  "8": "C130",
};

/** The old family knows no id of a refund. */
export function rejectedRow(refund: Refund, world: World): Fields {
  const order = world.orders.get(refund.orderCode);
  const line = order?.lines.find((one) => one.number === refund.lineNumber);
  return {
    orderCode: refund.orderCode,
    orderLineNumber: refund.lineNumber,
    productCode: line?.productCode ?? "",
    customer: order?.userName ?? "",
    dealMoney: yuanOf((line?.unitFen ?? 0) * (line?.quantity ?? 0)),
    returnMoney: yuanOf(refund.moneyFen),
    applyTime: toBeijing(refund.appliedAt),
    statusPassTime: toBeijing(refund.deadlineAt),
    statusDesc: OLD_CODES[refund.status],
    returnReason: refund.reason,
    refundtype: refund.onlyRefund ? "1" : "2",
    expressCompanyCode: refund.parcel?.carrier ?? "",
    expressNo: refund.parcel?.waybill ?? "",
  };
}

function refundsOf({ scene, shop }: Ask): readonly Refund[] {
  return [...scene.world.refunds.values()].filter((refund) => refund.shop === shop.code);
}

function list(ask: Ask): Reply {
  const window = readWindow(ask, { maxDays: DAYS.orderWindow, horizonDays: DAYS.orderHorizon });
  if ("kind" in window) return window;
  const found = refundsOf(ask)
    .filter((refund) => within(refund.operatedAt, window))
    .sort((a, b) => a.operatedAt - b.operatedAt);
  return page(
    ask,
    found.map((refund) => rejectedRow(refund, ask.scene.world)),
  );
}

/** A list, although it is a "get". */
function ofOrder(ask: Ask): Reply {
  const code = text(ask.params, "orderCode");
  if (!/^\d+$/.test(code)) return refuse("biz.rejected.ordercode-format:error", "订单编号格式错误");
  if (code.length > 20) return refuse("biz.queryReturnByNoServer.orderCode-length:overlong", "订单编号过长");
  const found = refundsOf(ask).filter((refund) => refund.orderCode === code);
  return found.length === 0 ? noResult() : one(found.map((refund) => rejectedRow(refund, ask.scene.world)));
}

export const rejectedReads: Readonly<Record<string, Action>> = {
  "suning.custom.batchrejected.query": {
    module: "batchQueryRejected",
    required: ["pageNo", "pageSize"],
    run: list,
  },
  "suning.custom.singlerejected.get": { module: "singleGetRejected", required: ["orderCode"], run: ofOrder },
};
