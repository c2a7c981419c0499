import { hashOfJson } from "../../../domain/hash.ts";
import type { AfterSaleCase } from "../../../domain/order/platform-order.ts";
import type { CaseMark } from "../../../domain/order/order.ts";
import { DAY_MS, plus } from "../../../domain/time.ts";
import type { CaseMessage } from "../messages.ts";
import { pack } from "../pack.ts";
import type { Item, Write } from "../ports.ts";
import { keys, work } from "../store/keys.ts";

/** Nobody has to act on these any more. */
export const CASE_OVER: ReadonlySet<AfterSaleCase["state"]> = new Set<AfterSaleCase["state"]>([
  "refunded",
  "refused",
  "closed",
]);

/** Whose turn it is: the merchant's while an answer can be given. */
export function turnOf({ answers, state }: Pick<AfterSaleCase, "answers" | "state">): "merchant" | "buyer" | "over" {
  if (CASE_OVER.has(state)) return "over";
  return answers.length > 0 ? "merchant" : "buyer";
}

/** What its order needs to know of a case. */
export function markOf({ caseNo, kind, state, lineNo, actBy, updatedAt }: AfterSaleCase): CaseMark {
  return { caseNo, kind, state, lineNo, actBy, updatedAt };
}

/** Whether a reading of a case says something new: by their time of change, then by content and our time of reading. */
export function isNewerCase(row: Item | undefined, { afterSale, readAt }: CaseMessage): boolean {
  if (row === undefined) return true;
  const upd = String(row["upd"]);
  if (upd !== afterSale.updatedAt) return afterSale.updatedAt > upd;
  return row["hash"] !== hashOfJson(afterSale) && readAt > String(row["readAt"]);
}

/** A case's row after a reading; attributes of answers under way are others', and stay. In the due index while somebody has to act. */
export function caseWrite({ m, s, afterSale, readAt }: CaseMessage, row: Item | undefined): Write {
  const turn = turnOf(afterSale);
  const answering = row?.["answerState"] === "planned";
  const due = work.orderDue(m, afterSale.actBy ?? plus(afterSale.updatedAt, DAY_MS));
  const content = { caseNo: afterSale.caseNo, state: afterSale.state, caseTurn: turn, amountFen: afterSale.amountFen };
  const set = { ...content, upd: afterSale.updatedAt, readAt, hash: hashOfJson(afterSale), body: pack(afterSale) };
  const ver = row?.["ver"];
  return {
    update: keys.afterSale(m, s, afterSale.orderNo, afterSale.caseNo),
    set: { ...set, ...(turn !== "over" && !answering && due) },
    add: { ver: 1 },
    ...(turn === "over" && !answering && { remove: ["WPK", "WSK"] }),
    if: { all: [typeof ver === "number" ? ["ver", "=", ver] : ["ver", "absent"]] },
  };
}
