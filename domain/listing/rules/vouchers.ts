import type { Finding } from "../../finding.ts";
import { isTravel, type TravelListing } from "../listing.ts";
import { block, hint, review, type LintContext, type Rule } from "./context.ts";

/** A voucher says until when it may be used, and what comes back when it is not. */
export const voucherRules: Rule = (listing, context) =>
  isTravel(listing) ? [...validity(listing, context), ...cancellation(listing)] : [];

function validity(listing: TravelListing, { today }: LintContext): readonly Finding[] {
  if (listing.saleMode === "calendar" || ("bands" in listing && listing.bands.length > 0)) return [];
  const { useUntil, daysAfterPurchase, useFrom } = listing.validity ?? {};
  if (useUntil === undefined && daysAfterPurchase === undefined)
    return [
      block("voucher.validity", "/validity", [
        "缺使用有效期",
        "the validity is missing",
        "填写可用起止日期, 或购买后多少天内可用",
        "write from and until, or days after purchase",
      ]),
    ];
  if (useUntil !== undefined && (useUntil < today || (useFrom !== undefined && useFrom > useUntil)))
    return [
      block("voucher.over", "/validity/useUntil", [
        "有效期已过或颠倒",
        "the validity is over or ends before it begins",
        "改正有效期",
        "mend it",
      ]),
    ];
  return [];
}

const CANCELLATION = {
  none: [
    "缺退改规则",
    "no cancellation steps",
    "写明使用前多少小时退多少",
    "write how much comes back how many hours before",
  ],
  order: ["越晚取消退得越多, 顺序颠倒", "a later cancellation gives more back", "改正各档比例", "mend the steps"],
  noShow: ["未到店反而比临时取消退得多", "a no-show gets more than a late cancellation", "核对", "check it"],
  costs: [
    "游客解除合同只能扣除必要费用 (旅游法 65)",
    "a traveller gets back all but the necessary costs (Tourism Law 65)",
    "按实际必要费用设最低一档",
    "set the last step by the necessary costs",
  ],
} as const;

function cancellation({ cancellation: steps, noShowBps, kind }: TravelListing): readonly Finding[] {
  if (steps.length === 0) return [review("voucher.cancellation", "/cancellation", CANCELLATION.none)];
  const parts = [...steps].sort((a, b) => b.beforeHours - a.beforeHours).map(({ refundBps }) => refundBps);
  const least = parts.at(-1) ?? 0;
  const found: Finding[] = [];
  if (parts.some((part, index) => part > (parts[index - 1] ?? part)))
    found.push(block("voucher.cancellation_order", "/cancellation", CANCELLATION.order));
  if (noShowBps !== undefined && noShowBps > least)
    found.push(hint("voucher.no_show", "/noShowBps", CANCELLATION.noShow));
  if (least === 0 && kind === "package_tour") found.push(review("tour.no_refund", "/cancellation", CANCELLATION.costs));
  return found;
}
