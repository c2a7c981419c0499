import { type Ask, type Fields, noResult, one, refuse, type Reply } from "../answer.ts";
import { DAYS } from "../codes.ts";
import { yuanOf } from "../money.ts";
import { page } from "../paging.ts";
import { text } from "../params.ts";
import { toBeijing } from "../time.ts";
import { readWindow, within } from "../window.ts";
import type { Refund, World } from "../world.ts";
import type { Action } from "./action.ts";

const STATUS_WORDS: Readonly<Record<Refund["status"], string>> = {
  "1": "退款待处理",
  "2": "已拒绝",
  "3": "待买家退货",
  "4": "待商家收货",
  "5": "退款失败",
  "6": "退款中",
  "7": "已关闭",
  "8": "退款成功",
};

/** The refund's field names differ from the order's: orderNo, commodityCode, supplierCommodityCode. */
function refundRow(refund: Refund, world: World): Fields {
  const order = world.orders.get(refund.orderCode);
  const line = order?.lines.find((one) => one.number === refund.lineNumber);
  return {
    returnApplyId: refund.id,
    orderNo: refund.orderCode,
    orderLineNumber: refund.lineNumber,
    customer: order?.userName ?? "",
    commodityName: line?.name ?? "",
    commodityCode: line?.productCode ?? "",
    supplierCommodityCode: line?.itemCode ?? "",
    returnType: refund.returnType,
    onlyRefund: refund.onlyRefund ? "1" : "0",
    applyComplain: "0",
    ctrFlag: "0",
    returnMoney: yuanOf(refund.moneyFen),
    dealMoney: yuanOf((line?.unitFen ?? 0) * (line?.quantity ?? 0)),
    returnReason: refund.reason,
    returnDesc: refund.description,
    applyTime: toBeijing(refund.appliedAt),
    operateTime: toBeijing(refund.operatedAt),
    statusPassTime: toBeijing(refund.deadlineAt),
    returnStatusValue: refund.status,
    returnStatusDesc: STATUS_WORDS[refund.status],
    expressCompanyCode: refund.parcel?.carrier ?? "",
    expressNo: refund.parcel?.waybill ?? "",
  };
}

/** By time of the last change. */
function listRefunds(ask: Ask): Reply {
  const limits = { maxDays: DAYS.orderWindow, horizonDays: DAYS.orderHorizon };
  const window = readWindow(ask, { ...limits, names: ["startModified", "endModified"] });
  if ("kind" in window) return window;
  const status = text(ask.params, "returnStatus");
  if (!/^[1-8]?$/.test(status)) return refuse("biz.queryRefundlistinformation.returnStatus-format:error", "");
  const found = [...ask.scene.world.refunds.values()]
    .filter((refund) => refund.shop === ask.shop.code && within(refund.operatedAt, window))
    .filter((refund) => status === "" || refund.status === status)
    .sort((a, b) => a.operatedAt - b.operatedAt);
  return page(
    ask,
    found.map((refund) => refundRow(refund, ask.scene.world)),
  );
}

function getRefund({ params, shop, scene }: Ask): Reply {
  const refund = scene.world.refunds.get(text(params, "returnApplyId"));
  if (refund === undefined || refund.shop !== shop.code) return noResult();
  return one({ returnFlag: "Y", data: refundRow(refund, scene.world) });
}

export const refundReads: Readonly<Record<string, Action>> = {
  "suning.custom.refundlistinformation.query": {
    module: "queryRefundlistinformation",
    required: [],
    run: listRefunds,
  },
  "suning.custom.refundinformation.query": {
    module: "queryRefundinformation",
    required: ["returnApplyId"],
    run: getRefund,
  },
};
