/** Facts of the platform as data; README.md says where each comes from. */
import { DAY_MS, MINUTE_MS, SECOND_MS } from "../../../domain/time.ts";
import type { Absent, EffectFacts, Manner } from "../../contract.ts";
import { limits, rates } from "./limits.ts";
import { app, shop } from "./settings.ts";

export { ABILITIES } from "./abilities.ts";
export { lint } from "./lint.ts";
export { limits, rates } from "./limits.ts";
export { mapping } from "./mapping.ts";
export { app, shop, type App, type Shop, type X } from "./settings.ts";
export * from "./product.ts";

/** Who it is, where it lives, and how it is reached. */
export const PLATFORM = {
  id: "wechat",
  contract: 1,
  name: { zh: "微信小店", en: "WeChat Store" },
  docs: "https://developers.weixin.qq.com/doc/store/shop/",
  readOn: "2026-03-05",
  baseUrl: "https://api.weixin.qq.com",
  egress: "fixed_ip", // calls with the AppSecret need an address on the shop's list (40164); whether the others do is not documented
  concurrency: 5,
  clockToleranceMs: 5 * MINUTE_MS,
} as const;
/** What a deployment and a shop set, and how much may be asked and published. */
export const SETTINGS = { app, shop, rates, limits } as const;
/** A new token is given only in the last 5 minutes of the old one. */
export const SIGN_IN = { kind: "client_credentials", renewBeforeMs: 4 * MINUTE_MS } as const;

/** An edit is a full overwrite; price and stock have calls of their own. */
export const MANNER: Manner = {
  stock: { push: "set", counts: "sellable", keyed: false, restocksOn: ["unpaid_cancel"] },
  ship: { unit: "quantity", maxParcels: 50, parcelsPerUnit: 1, merge: true, changes: 3 },
  createSets: ["text", "pictures", "options", "delivery", "voucher", "price", "stock"],
  editGroups: [["text", "pictures", "options", "delivery", "voucher"]],
  goesOnSaleBy: "submit",
  auditMinutes: 60,
  find: { by: "scan", readLagMs: 10 * SECOND_MS },
};

const effect = (needs: EffectFacts["needs"], more: Partial<EffectFacts> = {}): EffectFacts => ({
  settle: "lookup",
  needs,
  batch: 500,
  costsQuota: false,
  confidence: "documented",
  ...more,
});
const quota = { costsQuota: true };
/** Keyed by our request number: the same number once more changes nothing. Ten codes a call, all or nothing. */
const keyed = { settle: "idempotent", batch: 10 } as const;
/** What must be so before each effect, and how one without an answer is settled. */
export const EFFECTS = {
  create: effect([], quota),
  update: effect(["exists", "not_in_audit"], quota),
  submit: effect(["exists", "not_in_audit"], quota),
  withdraw: effect(["exists"]),
  setPrice: effect(["exists", "on_shelf", "not_in_audit"], { settle: "idempotent" }),
  setStock: effect(["exists", "not_in_audit"], { batch: 1 }), // no batch exists; a set sent late gives sold units back, so it is read back
  delist: effect(["exists", "on_shelf"]),
  remove: effect(["exists", "not_in_audit", "off_shelf"]),
  ship: effect([], { batch: 100 }),
  changeWaybill: effect([], { batch: 1 }),
  redeem: effect([], keyed),
  undoRedeem: effect([], keyed),
  answerAfterSale: effect([], { batch: 1 }),
  createLabel: effect([], { batch: 1 }),
  addLabelParcel: effect([], { batch: 1 }),
  cancelLabel: effect([], { batch: 1, confidence: "imitated_only" }), // that it reads as cancelled: no source tells their states
  askLaterShipping: effect([], { batch: 1 }),
} as const;
const no = (zh: string, en: string): Absent => ({ absent: { zh, en } });
export const ABSENT_EFFECTS = {
  list: no("提交审核通过后即上架，没有单独的上架动作", "Passing the audit puts it on the shelf: submit is that call"),
  issueVouchers: no(
    "券码由平台生成；商家自有码要在下单前按商品预先上传",
    "The platform makes the codes; a merchant's own are uploaded per product before anybody orders",
  ),
};
/** Above this many skus of goods the platform writes on after its answer; what is submitted is with the auditors. */
export const WRITTEN_AT_ONCE = 25;
export const READ_AFTER_MS = 5_000;

const stream = {
  overlapMs: 2 * MINUTE_MS,
  settleMs: MINUTE_MS,
  horizonMs: 90 * DAY_MS,
  paging: "cursor",
} as const;
/** Orders by update time for all changes, by creation time for the nightly comparison of closed days. */
export const STREAMS = {
  updated: { ...stream, id: "orders_updated", by: "updated", everyMs: MINUTE_MS, maxWindowMs: 7 * DAY_MS },
  created: { ...stream, id: "orders_created", by: "created", everyMs: DAY_MS, maxWindowMs: 7 * DAY_MS },
  cases: { ...stream, id: "cases_updated", by: "updated", everyMs: 2 * MINUTE_MS, maxWindowMs: DAY_MS },
} as const;
/** Changes of orders that no stream shows for sure. */
export const UNSEEN = ["negotiated_ship_date", "booked_ship_date", "risk_hold"];
