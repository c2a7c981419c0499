/** Facts of the platform as data; README.md says where each comes from. */
import * as z from "zod";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../../../domain/time.ts";
import type { Absent, Context, EffectFacts, Facts, Manner } from "../../contract.ts";
import { LIMITS, RATES } from "./limits.ts";

/** The deployment's developer account, by the platform's own names. */
export const app = z.strictObject({
  clientId: z.string().min(1),
  clientSecret: z.string().min(16).meta({ secret: true }),
});
/** A merchant's shop: its number. */
export const shop = z.strictObject({ mallId: z.string().regex(/^\d+$/) });
export type App = z.infer<typeof app>;
export type Shop = z.infer<typeof shop>;
export type X = Context<App, Shop>;

/** Who it is, where it lives, and how it is reached. */
export const PLATFORM = {
  id: "pinduoduo",
  contract: 1,
  name: { zh: "拼多多", en: "Pinduoduo" },
  docs: "https://open.pinduoduo.com",
  readOn: "2026-11-25",
  baseUrl: "https://gw-api.pinduoduo.com",
  egress: "fixed_ip",
  concurrency: 2,
  clockToleranceMs: 10 * MINUTE_MS,
} as const;
const CONSENT_PAGE = "https://fuwu.pinduoduo.com";
/** Consent is given on a host of its own; imitations have it beside their gateway. A token's life is told with it. */
export const SIGN_IN = {
  kind: "oauth",
  renewBeforeMs: 2 * HOUR_MS,
  refreshable: true,
  authorizeUrl({ app: { clientId }, baseUrl }: Facts<App, Shop>, redirect: string, state: string): string {
    const query = new URLSearchParams({ response_type: "code", client_id: clientId, redirect_uri: redirect, state });
    return `${baseUrl === PLATFORM.baseUrl ? CONSENT_PAGE : baseUrl}/service-market/auth?${query}`;
  },
} as const;

/** What a deployment and a shop set, and how much may be asked and published. */
export const SETTINGS = { app, shop, rates: RATES, limits: LIMITS } as const;

export const MANNER: Manner = {
  stock: { push: "delta", counts: "sellable", keyed: false, restocksOn: [] },
  ship: { unit: "order", maxParcels: 1, parcelsPerUnit: 1, merge: false, changes: 1 },
  createSets: ["text", "pictures", "options", "delivery", "price", "stock"],
  editGroups: [["text", "pictures", "options", "delivery"]],
  wholeEdits: true,
  goesOnSaleBy: "submit",
  auditMinutes: 60,
  find: { by: "scan", readLagMs: 5_000 },
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
  create: effect([], { batch: 50 }),
  update: effect(["exists", "not_in_audit"], { batch: 50 }),
  submit: effect(["exists", "not_in_audit"], { costsQuota: true }),
  setPrice: effect(["exists", "listed_once", "not_in_audit"], { batch: 50 }),
  setStock: effect(["exists", "listed_once"]),
  list: effect(["exists", "listed_once", "stock_above_zero"], { settle: "idempotent" }),
  delist: effect(["exists"], { settle: "idempotent" }),
  remove: effect(["exists", "off_shelf"]),
  ship: effect([], { batch: 50 }),
  changeWaybill: effect([]),
} as const;

const no = (zh: string, en: string): Absent => ({ absent: { zh, en } });
const noVouchers = no("拼多多没有接入卡券商品", "Voucher goods are not carried");
const noLabels = no(
  "电子面单的取号接口不在我们查到的公开资料里：请在商家后台打印面单，发货时填写运单号",
  "No source that we read describes their e-waybills: print in their back office and type the number when it leaves",
);
const noLater = no(
  "协商延迟发货的接口不在我们查到的公开资料里：与买家谈好后记录新日期，并在商家后台登记",
  "No source that we read tells how to ask a buyer for a later date: agree by chat, note it here and in their back office",
);
export const ABSENT_EFFECTS = {
  withdraw: no("拼多多没有撤回审核的接口", "No call takes a product out of the audit"),
  issueVouchers: noVouchers,
  redeem: noVouchers,
  undoRedeem: noVouchers,
  answerAfterSale: no("请在拼多多商家后台处理售后", "After-sale cases are answered in their back office"),
  askLaterShipping: noLater,
  createLabel: noLabels,
  addLabelParcel: noLabels,
  cancelLabel: noLabels,
};
export const ABSENT = {
  receiver: no(
    "拼多多的收件人只能在多多云内解密；打单请用密文取电子面单",
    "Receivers can be decrypted inside their cloud alone; labels take the cipher texts",
  ),
  afterSale: no(
    "售后单请在拼多多商家后台处理；订单会显示退款状态并暂停发货",
    "Cases are handled in their back office; orders show the refund and are held",
  ),
  vouchers: noVouchers,
  labels: noLabels,
  laterShipping: noLater,
  abilities: {
    areaLimits: {
      by: {
        zh: "运费模板里的不发货地区，发布时选用该模板",
        en: "The freight template's areas that are not served, chosen at publication",
      },
    },
    supplierShipping: no(
      "代发接口不在我们查到的公开资料里：用本系统的发货单分给供货方",
      "No source that we read tells of suppliers that ship: our consignments do it",
    ),
    guaranteeOrders: no("坏损赔付请在商家后台处理", "Damage claims are answered in their back office"),
    startRefund: no(
      "商家主动退款请在商家后台的订单详情里操作",
      "A refund that the merchant starts is made in their back office, at the order",
    ),
  },
  events: no(
    "拼多多的消息推送要一直连着 WebSocket，我们按时轮询",
    "Push is a WebSocket that the client holds open: we poll",
  ),
};

const stream = {
  overlapMs: 5 * MINUTE_MS,
  settleMs: 3 * MINUTE_MS,
  horizonMs: 90 * DAY_MS,
  paging: "numbered",
} as const;
/** Both lists are newest first: they are read from the last page back. */
export const STREAMS = {
  changed: { ...stream, id: "changed", by: "updated", everyMs: MINUTE_MS, maxWindowMs: 30 * MINUTE_MS },
  confirmed: { ...stream, id: "confirmed", by: "created", everyMs: HOUR_MS, maxWindowMs: DAY_MS - SECOND_MS },
} as const;

/** What every product of ours is to them: ordinary, from here, new, not sold before it is there. */
export const ORDINARY_GOODS = {
  goods_type: 1,
  country_id: 0,
  is_folt: false,
  is_pre_sale: false,
  second_hand: false,
} as const;
export { lint } from "./limits.ts";
