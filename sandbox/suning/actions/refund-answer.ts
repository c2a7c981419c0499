import { type Ask, one, refuse, type Reply } from "../answer.ts";
import { text } from "../params.ts";
import { placeholders } from "../placeholders.ts";
import { moveTo } from "../refund-life.ts";
import type { Refund, RefundStatus } from "../world.ts";
import type { Action } from "./action.ts";

interface Move {
  module: string;
  required?: readonly string[];
  /** The state after the answer; null where the refund takes no such answer now. */
  next(refund: Refund): RefundStatus | null;
}

/** A merchant's answer to a refund that waits for it. */
function answer({ module, required = [], next }: Move): Action {
  const invalid = (field: string): Reply => refuse(`biz.custom.${module}.invalid-biz:${field}`, "退款单状态错误");
  return {
    module,
    required: ["returnApplyId", ...required],
    run(ask) {
      const refund = refundNamed(ask);
      const status = refund === null ? null : next(refund);
      if (refund === null || status === null) return invalid("returnApplyId");
      if (required.includes("invAddrId") && !ask.shop.addresses.has(text(ask.params, "invAddrId")))
        return invalid("invAddrId");
      refund.remark = text(ask.params, "remark");
      moveTo(refund, { status, at: ask.scene.clock.now() }, ask.scene.world);
      return one({ result: "Y" });
    },
  };
}

function refundNamed({ params, shop, scene }: Ask): Refund | null {
  const refund = scene.world.refunds.get(text(params, "returnApplyId"));
  return refund?.shop === shop.code ? refund : null;
}

/** More time for the merchant: the state stays, the deadline moves. */
function delay(ask: Ask): Reply {
  const refund = refundNamed(ask);
  if (refund === null || (refund.status !== "1" && refund.status !== "4")) {
    return refuse("biz.custom.modifyDelayrefund.invalid-biz:returnApplyId", "退款单状态错误");
  }
  refund.deadlineAt += placeholders.delayMs.value;
  return one({ result: "Y" });
}

export const refundAnswers: Readonly<Record<string, Action>> = {
  "suning.custom.agreerefund.confirm": answer({
    module: "confirmAgreerefund",
    next: ({ status, onlyRefund }) => (status === "4" || (status === "1" && onlyRefund) ? "6" : null),
  }),
  "suning.custom.agreereturn.confirm": answer({
    module: "confirmAgreereturn",
    required: ["invAddrId", "remark"],
    next: ({ status, onlyRefund }) => (status === "1" && !onlyRefund ? "3" : null),
  }),
  "suning.custom.rejectrefund.modify": answer({
    module: "modifyRejectrefund",
    required: ["remark"],
    next: ({ status }) => (status === "1" || status === "4" ? "2" : null),
  }),
  "suning.custom.rejectreturn.modify": answer({
    module: "modifyRejectreturn",
    required: ["remark"],
    next: ({ status, onlyRefund }) => (status === "1" && !onlyRefund ? "2" : null),
  }),
  "suning.custom.delayrefund.modify": { module: "modifyDelayrefund", required: ["returnApplyId"], run: delay },
};
