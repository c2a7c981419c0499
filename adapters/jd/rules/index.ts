/** Facts of the platform as data; README.md says where each comes from. */
import * as z from "zod";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../../../domain/time.ts";
import type { Absent, Adapter, Context, EffectFacts, Facts, Manner } from "../../contract.ts";
import { GATEWAY, signInHost } from "../sign.ts";
import { LIMITS, RATES } from "./limits.ts";

const number = z.string().regex(/^\d{1,19}$/, "a number of digits");
/** The deployment's developer credentials. */
export const app = z.strictObject({
  appKey: z.string().min(1),
  appSecret: z.string().min(1).meta({ secret: true }),
});
/** A merchant's shop. `operatePin` and `operateNick` sign answers to refunds and the reading of service orders. */
export const shop = z.strictObject({
  venderId: number,
  shopId: number.optional(),
  operatePin: z.string().min(1).default("shanhuo"),
  operateNick: z.string().min(1).default("shanhuo"),
});
export type App = z.infer<typeof app>;
export type Shop = z.infer<typeof shop>;
export type X = Context<App, Shop>;
export type Jd = Adapter<typeof app, typeof shop>;

/** Who it is, where it lives, and how it is reached: outside JD's own cloud the gateway refuses order reads (73). */
export const PLATFORM = {
  id: "jd",
  contract: 1,
  name: { zh: "京东", en: "JD" },
  docs: "https://open.jd.com",
  readOn: "2026-11-22",
  baseUrl: GATEWAY,
  egress: "any",
  egressFor: { "jingdong.pop.order.search": "relay", "jingdong.pop.order.get": "relay" },
  concurrency: 2,
  clockToleranceMs: 6 * MINUTE_MS,
} as const;
/** JD renews only within a token's last day, so a little later than that. */
export const SIGN_IN = {
  kind: "oauth",
  renewBeforeMs: 20 * HOUR_MS,
  refreshable: true,
  authorizeUrl({ app: { appKey }, baseUrl }: Facts<App, Shop>, redirect: string, state: string): string {
    const words = { app_key: appKey, response_type: "code", redirect_uri: redirect, state, scope: "snsapi_base" };
    return `${signInHost(baseUrl)}/oauth2/to_login?${new URLSearchParams(words)}`;
  },
} as const;

/** What a deployment and a shop set, and how much may be asked and published. */
export const SETTINGS = { app, shop, rates: RATES, limits: LIMITS } as const;

export const MANNER: Manner = {
  stock: { push: "set", counts: "sellable_and_booked", keyed: true, restocksOn: [] },
  ship: { unit: "order", maxParcels: 10, parcelsPerUnit: 10, merge: false, changes: 0 },
  createSets: ["text", "pictures", "options", "delivery", "price", "stock"],
  editGroups: [["pictures"], ["text", "delivery"], ["options"]],
  wholeEdits: true, // one call writes texts and delivery
  goesOnSaleBy: "list",
  auditMinutes: 30,
  find: { by: "key", readLagMs: MINUTE_MS },
};

const effect = (needs: EffectFacts["needs"], more: Partial<EffectFacts> = {}): EffectFacts => ({
  settle: "lookup",
  needs,
  batch: 1,
  costsQuota: false,
  confidence: "documented",
  ...more,
});
/** What must be so before each effect, and how one without an answer is settled. */
export const EFFECTS = {
  create: effect([], { batch: LIMITS.skus }),
  /** Each group puts the same values again; new skus come with nothing in stock. */
  update: effect(["exists"], { settle: "idempotent", batch: LIMITS.skus }),
  setPrice: effect(["exists"], { settle: "idempotent" }),
  /** A total sent late gives sold units back. JD takes 30 skus; bookings are read first, and the write should come soon after. */
  setStock: effect(["exists"], { batch: 10 }),
  list: effect(["exists", "not_in_audit"]),
  delist: effect(["exists"], { settle: "idempotent" }),
  remove: effect(["exists", "off_shelf"]),
  ship: effect([]),
  issueVouchers: effect([], { batch: 50 }),
  redeem: effect([]),
  undoRedeem: effect([], { confidence: "imitated_only" }), // its answer is not public
  answerAfterSale: effect([]),
} as const;
/** A listing that needs no audit is up by then. */
export const READ_AFTER_MS = 5_000;

const no = (zh: string, en: string): Absent => ({ absent: { zh, en } });
/** Taking a number is documented but for the one thing that matters: how a masked order's `oaid` reaches `toAddress` (reference 11). */
const noLabels = no(
  "收件人是密文（oaid），无界电子面单怎样带上它没有公开说明：请在京麦打印面单并发货，我们读回运单号",
  "receivers are masked (oaid) and no source says how a label takes them: print in the merchant back office, we read the number back",
);
const noLater = no(
  "没有公开的延迟发货协商接口：与买家谈好后记录新日期，并在京麦报备",
  "no public method asks a buyer for a later date: agree by chat, note the date here and report it in the back office",
);
/** Listing starts the audit where one is due. */
export const ABSENT_EFFECTS = {
  askLaterShipping: noLater,
  createLabel: noLabels,
  addLabelParcel: noLabels,
  cancelLabel: noLabels,
  submit: no("京东上架即送审，没有单独的送审", "listing starts the audit: there is no submission"),
  withdraw: no("京东没有公开的撤回审核接口", "no public method takes a ware out of the audit"),
  changeWaybill: no(
    "京东没有公开的修改运单接口，请在京麦修改",
    "no public method changes a waybill: do it in the merchant back office",
  ),
};
export const ABSENT = {
  labels: noLabels,
  laterShipping: noLater,
  abilities: {
    areaLimits: no(
      "京东按自己的地区编号逐个商品限售，这里没有对照表：请在京麦设置限售区域，或用带不发货地区的运费模板",
      "area limits go by the platform's own area numbers, ware by ware, and no map to ours is kept: set them in the back office or in the freight template",
    ),
    supplierShipping: no(
      "没有公开的供货商代发接口：用本系统的发货单分给供货方，整单运单号收齐后一次上报",
      "no public method lets a supplier ship: our consignments do, and the numbers of an order are told at once",
    ),
    guaranteeOrders: no(
      "没有公开的坏损赔付单接口：请在京麦处理赔付",
      "no public method shows damage claims: answer them in the back office",
    ),
    startRefund: no(
      "没有公开说明商家怎样主动退款：请在京麦的订单详情里操作，退款单会自动读回",
      "no source tells how a merchant starts a refund: do it in the back office, the case is read back",
    ),
  },
  events: no(
    "京东没有公开的 HTTP 推送（消息走京东云队列），以定时拉取为准",
    "JD has no public HTTP push (messages run in a queue of its own cloud): polling is the base",
  ),
};

const stream = {
  overlapMs: MINUTE_MS,
  settleMs: MINUTE_MS,
  paging: "numbered",
  everyMs: 5 * MINUTE_MS,
  maxWindowMs: DAY_MS,
  horizonMs: 89 * DAY_MS,
} as const;
/** A window may span a month. Lists by modification reach three months back, by creation two years. */
export const STREAMS = {
  changed: { ...stream, id: "changed", by: "updated", everyMs: MINUTE_MS },
  localLife: { ...stream, id: "local_life", by: "updated" },
  placed: { ...stream, id: "placed", by: "created", everyMs: DAY_MS, maxWindowMs: 7 * DAY_MS, horizonMs: 700 * DAY_MS },
  /** A refund that the buyer takes back may move neither time. */
  refundsAsked: { ...stream, id: "refunds_asked", by: "created" },
  refundsChecked: { ...stream, id: "refunds_checked", by: "updated" },
  servicesAsked: { ...stream, id: "services_asked", by: "created" },
  servicesApproved: { ...stream, id: "services_approved", by: "updated" },
} as const;
/** Changes that no list shows: open orders are read again for them. */
export const UNSEEN = ["receivable filled in up to a minute later", "consume codes used or expired"] as const;
export { lint } from "./lint.ts";
