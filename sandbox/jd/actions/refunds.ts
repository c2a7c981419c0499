import type { Actions, Call } from "../call.ts";
import { badValue } from "../codes.ts";
import { id } from "../json.ts";
import { unlock } from "../order-life.ts";
import { listOf, needId, needText, pageOf, textOf, timeOf } from "../params.ts";
import { yuanText } from "../money.ts";
import { PLACEHOLDERS } from "../placeholders.ts";
import { pageRows } from "../rows.ts";
import { beijingText, SECOND_MS } from "../time.ts";
import type { Refund } from "../order.ts";

type Answer = Readonly<Record<string, unknown>>;
const ANSWERS = new Set(["1", "2", "6", "9", "10"]);

function shown(refund: Refund): Answer {
  return {
    id: id(refund.id),
    orderId: id(refund.orderId),
    status: refund.status,
    applyTime: beijingText(refund.applyTime),
    checkTime: refund.checkTime === null ? null : beijingText(refund.checkTime),
    applyRefundSum: Number(yuanText(refund.sumFen)),
    reason: refund.reason,
    buyerId: "jd_****",
    buyerName: "",
    checkUserName: refund.checkUser,
    checkRemark: refund.remark,
    systemId: 1,
    storeId: 0,
    partRefundType: 0,
  };
}

function own({ world, shop }: Call): readonly Refund[] {
  return [...world.refunds.values()].filter((refund) => refund.venderId === shop.venderId);
}

/** Both spellings of total and list are given. */
function list(call: Call): Answer {
  const { params } = call;
  const at = pageOf(params, { page: "pageIndex", size: "pageSize" }, { most: 50, usual: null });
  if (at.page > 100) throw badValue("pageIndex", "1 to 100");
  const ids = listOf(params, "ids");
  const status = textOf(params, "status");
  const orderId = textOf(params, "orderId");
  const inTime = (name: string, ms: number | null): boolean => {
    const from = timeOf(params, `${name}Start`);
    const to = timeOf(params, `${name}End`);
    if (from === null && to === null) return true;
    return ms !== null && ms >= (from ?? 0) && ms <= (to ?? Infinity) + SECOND_MS - 1;
  };
  const rows = own(call)
    .filter((refund) => ids === null || ids.includes(refund.id))
    .filter((refund) => status === null || status === String(refund.status))
    .filter((refund) => orderId === null || orderId === refund.orderId)
    .filter((refund) => inTime("applyTime", refund.applyTime) && inTime("checkTime", refund.checkTime));
  const result = pageRows(rows, at, call).map(shown);
  return { queryResult: { success: true, totalCount: rows.length, total: rows.length, result, list: result } };
}

function reply(call: Call): Answer {
  const { world, params, now } = call;
  const status = needText(params, "status");
  if (!ANSWERS.has(status)) throw badValue("status", [...ANSWERS].join());
  const failed = (errorMsg: string): Answer => ({
    replyResult: { success: false, errorCode: PLACEHOLDERS.replyErrorCode.value, errorMsg },
  });
  const refund = own(call).find((one) => one.id === needId(params, "id"));
  const order = refund === undefined ? undefined : world.orders.get(refund.orderId);
  if (refund === undefined || order === undefined) return failed("退款申请不存在");
  if (refund.status !== 0 && refund.status !== 10) return failed("退款申请已审核");
  const remark = textOf(params, "remark");
  if (remark === null && status !== "9") return failed("审核备注必填");
  refund.status = Number(status);
  refund.remark = remark ?? "";
  refund.checkUser = needText(params, "checkUserName");
  refund.checkTime = now;
  order.modified = now;
  if (status === "2") unlock(world, order, now);
  else if (status !== "10") refund.financeAt = now + PLACEHOLDERS.financeAfterMs.value;
  return { replyResult: { success: true, errorCode: null, errorMsg: null } };
}

/** Refund review before delivery (reference 12). */
export const REFUNDS: Actions = {
  "jingdong.pop.afs.soa.refundapply.queryPageList": { required: ["pageIndex", "pageSize"], run: list },
  "jingdong.pop.afs.soa.refundapply.queryById": {
    required: ["id"],
    run(call) {
      const refund = own(call).find((one) => one.id === needId(call.params, "id"));
      const result = refund === undefined ? [] : [shown(refund)];
      return { queryResult: { success: true, result, list: result } };
    },
  },
  "jingdong.pop.afs.soa.refundapply.getWaitRefundNum": {
    run: (call) => ({
      queryResult: { success: true, totalCount: own(call).filter((refund) => refund.status === 0).length },
    }),
  },
  "jingdong.pop.afs.soa.refundapply.replyRefund": { required: ["id", "status", "checkUserName"], run: reply },
};
