import { type Ask, one, refuse, type Reply } from "../answer.ts";
import { page } from "../paging.ts";
import { isRecord, type Params, records, text } from "../params.ts";
import { moveTo } from "../refund-life.ts";
import { readWindow, within } from "../window.ts";
import type { Refund } from "../world.ts";
import type { Action } from "./action.ts";
import { OLD_CODES, rejectedRow } from "./rejected-read.ts";

const DAY = { maxDays: 1, horizonDays: 92 };

function head(params: Params, name: string): Params {
  const value = params[name];
  return isRecord(value) ? value : {};
}

/** The refund of an order and line: this family has no number for it. */
function named({ scene, shop }: Ask, orderCode: string, line: Params): Refund | null {
  const wanted = text(line, "orderLineNumber");
  const product = text(line, "productCode");
  const order = scene.world.orders.get(orderCode);
  const number = wanted || (order?.lines.find((one) => one.productCode === product)?.number ?? "");
  const found = [...scene.world.refunds.values()].filter(
    (one) => one.shop === shop.code && one.orderCode === orderCode && one.lineNumber === number,
  );
  return found.at(-1) ?? null;
}

interface Step {
  module: string;
  head: string;
  detail: string;
  states: readonly string[];
  from: readonly Refund["status"][];
  to: Refund["status"] | null;
}

/** An answer by head and lines; `to` null leaves the state and gives time. */
function answer(step: Step): Action {
  const invalid = (field: string): Reply => refuse(`biz.${step.module}.invalid-biz:${field}`, "退货单状态错误");
  return {
    module: step.module,
    required: [],
    run(ask) {
      const orderCode = text(head(ask.params, step.head), "orderCode");
      const lines = records(ask.params[step.detail]);
      if (orderCode === "") return refuse(`biz.${step.module}.missing-parameter:orderCode`);
      if (lines.length === 0) return refuse(`biz.${step.module}.missing-parameter:productCode`);
      for (const line of lines) {
        if (!step.states.includes(text(line, "state"))) return invalid("state");
        const refund = named(ask, orderCode, line);
        if (refund === null || !step.from.includes(refund.status)) return invalid("orderCode");
        refund.remark = text(line, "reason");
        if (step.to === null) refund.deadlineAt += 3 * 86_400_000;
        else moveTo(refund, { status: step.to, at: ask.scene.clock.now() }, ask.scene.world);
      }
      return one({ result: "Y" });
    },
  };
}

const rejected = { head: "rejectedHead", detail: "rejectedDetail" };
const refund = { head: "refundHead", detail: "refundDetail" };

/** Refunds whose state changed within a day, by one of the family's codes. */
function byState(ask: Ask): Reply {
  const found = changed(ask);
  return "kind" in found
    ? found
    : page(
        ask,
        found.map((one) => rejectedRow(one, ask.scene.world)),
      );
}

function orderCodes(ask: Ask): Reply {
  const found = changed(ask);
  return "kind" in found
    ? found
    : page(
        ask,
        found.map(({ orderCode }) => ({ orderCode })),
      );
}

function changed(ask: Ask): readonly Refund[] | Reply {
  const window = readWindow(ask, DAY);
  if ("kind" in window) return window;
  const status = text(ask.params, "orderLineStatus");
  if (status !== "" && !/^C\d{3}$/.test(status)) {
    return refuse("biz.batchQueryRejected.orderLineStatus-value:inexistence", "状态错误");
  }
  return [...ask.scene.world.refunds.values()].filter(
    (one) =>
      one.shop === ask.shop.code &&
      within(one.operatedAt, window) &&
      (status === "" || OLD_CODES[one.status] === status),
  );
}

/** The code goes to a phone: a person is in the loop, and here it is always the same. */
const SMS = "1234";

function agreeWithCode(ask: Ask): Reply {
  const { params } = ask;
  if (text(params, "code") !== SMS) return refuse("biz.modifyAgreeRefund.invalid-biz:code", "验证码错误");
  const number = text(params, "orderItemId");
  const found = [...ask.scene.world.refunds.values()].findLast(
    (one) => one.shop === ask.shop.code && one.lineNumber === number,
  );
  if (found === undefined || (found.status !== "1" && found.status !== "4")) {
    return refuse("biz.modifyAgreeRefund.invalid-biz:orderItemId", "退货单状态错误");
  }
  moveTo(found, { status: "6", at: ask.scene.clock.now() }, ask.scene.world);
  return one({ result: "Y" });
}

export const rejectedAnswers: Readonly<Record<string, Action>> = {
  "suning.custom.agreerejected.modify": answer({
    ...rejected,
    module: "agreeRejected",
    states: ["C040"],
    from: ["1"],
    to: "3",
  }),
  "suning.custom.disagreerejected.modify": answer({
    ...rejected,
    module: "disAgreeRejected",
    states: ["C041", "C051"],
    from: ["1"],
    to: "2",
  }),
  "suning.custom.disagreerefund.modify": answer({
    ...refund,
    module: "disAgreeRefund",
    states: ["C051"],
    from: ["1", "4"],
    to: "2",
  }),
  "suning.custom.rejectedord.query": {
    module: "batchQueryRejected",
    required: ["orderLineStatus"],
    run: byState,
  },
  "suning.custom.batchrejectedOrd.query": { module: "batchQueryRejectedOrd", required: [], run: orderCodes },
  "suning.custom.verifycode.get": {
    module: "getVerifyCode",
    required: ["childAccountName", "orderItemList"],
    run: () => one({ result: "Y" }),
  },
  "suning.custom.agreerefund.modify": {
    module: "modifyAgreeRefund",
    required: ["childAccountName", "code", "orderItemId", "returnMoney", "applyTime", "returnType"],
    run: agreeWithCode,
  },
};

/** delayrefund.modify has two roots: this is the old one, by head and lines. */
export const delayOld = answer({
  ...refund,
  module: "delayRefund",
  states: ["C055"],
  from: ["1", "4"],
  to: null,
});
