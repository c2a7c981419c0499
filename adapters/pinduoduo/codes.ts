import * as z from "zod";
import type { Failures, Text } from "../contract.ts";

const WireError = z.object({
  error_response: z.object({
    error_code: z.union([z.string(), z.number()]),
    error_msg: z.string().nullish(),
    sub_code: z.union([z.string(), z.number()]).nullish(),
    sub_msg: z.string().nullish(),
    request_id: z.string().nullish(),
  }),
});
const WireNotDone = z.record(z.string(), z.looseObject({ is_success: z.literal(false) }));

/** "The order is not this shop's, or there is none": their FAQ gives the words, no source the sub code. */
const NO_ORDER = "50001:no-order";
/** A write that answers `is_success: false` instead of an error. */
const NOT_DONE = "is_success:false";

/** Status 200 always; `error_response` is the refusal. Code: main code, and the sub code behind it where that says more. */
function read(reply: unknown): { code: string; message: string; requestId?: string } | null {
  const error = WireError.safeParse(reply).data?.error_response;
  if (error === undefined) return WireNotDone.safeParse(reply).success ? { code: NOT_DONE, message: NOT_DONE } : null;
  const main = String(error.error_code);
  const sub = String(error.sub_code ?? "");
  const message = error.sub_msg || error.error_msg || main;
  const code = message.includes("订单不存在") ? NO_ORDER : sub === "" || sub === main ? main : `${main}:${sub}`;
  return { code, message, ...(error.request_id != null && { requestId: error.request_id }) };
}

const codes: Failures["codes"] = {
  "10000": "permanent",
  "10001": "permanent",
  "10016": "needs_operator",
  "10017": "permanent",
  "10018": "needs_operator",
  "10019": "auth",
  "20004": "needs_operator",
  "20005": "needs_operator",
  "20031": "needs_operator",
  "20032": "auth",
  "20034": "needs_operator",
  "20035": "needs_operator",
  "21001": "permanent",
  "21002": "permanent",
  "30000": "needs_operator",
  "30001": "needs_operator",
  // Their own trouble: an effect may have happened.
  "50000": "unknown",
  "50001": "needs_merchant",
  [NO_ORDER]: "empty",
  "50001:isv.invalid-permission:today-add-goods-num-is-over-range": "retryable",
  "50002": "unknown",
  "52001": "unknown",
  "52002": "unknown",
  "52004": "permanent",
  "52101": "throttled",
  "52102": "retryable",
  "52103": "retryable",
  "70031": "throttled",
  "70032": "needs_operator",
  "70033": "retryable",
  "70034": "needs_operator",
  "70035": "needs_operator",
  "70036": "throttled",
  [NOT_DONE]: "needs_merchant",
};

const goods = (zh: string, en: string): Text => ({ zh: `拼多多：${zh}`, en: `Pinduoduo: ${en}` });
const ofApp = (zh: string, en: string): Text => ({
  zh: `${zh}，请县域平台团队处理`,
  en: `${en}: the county's team sees to it`,
});

const say: Failures["say"] = {
  "10016": ofApp("拼多多应用已下线，或 Client ID 填错", "The app is offline, or its client id is wrong"),
  "10018": ofApp("拼多多目标应用已下线或编号不对", "The target app is offline, or its id is wrong"),
  "10019": {
    zh: "拼多多授权已到期，请店主重新授权",
    en: "The shop's authorisation has ended; its owner authorises again",
  },
  "20004": { zh: "拼多多不认签名，请县域平台团队检查应用密钥", en: "The signature is refused: check the app's secret" },
  "20005": {
    zh: "服务器地址不在拼多多应用的 IP 白名单里",
    en: "Our address is not in the app's allow-list: add it there",
  },
  "20031": {
    zh: "应用没有这个接口的权限包，请县域平台团队申请",
    en: "The app lacks the permission package of this call",
  },
  "20032": { zh: "拼多多授权无效，请店主重新授权", en: "The token is not valid; the owner authorises again" },
  "20034": ofApp("拼多多下线了这个接口", "The platform has taken this call out of service"),
  "20035": ofApp("网关地址不对，这个接口在另一个网关", "This call belongs to another gateway"),
  "30000": ofApp("应用没有目标接口的权限", "The app lacks the permission for the target call"),
  "30001": ofApp("应用和合作方编号不匹配", "App and partner id do not belong together"),
  "50001": goods("商品或订单不符合规则，请按原因修改", "a rule of goods or orders is broken; the reason says which"),
  "50001:isv.goods-service-error:price-": goods(
    "单买价、拼单价、参考价的高低不对",
    "single price, group price and reference price stand in the wrong order",
  ),
  "50001:isv.invalid-parameter:cat_id-cannot-be-allow": goods(
    "店铺没有这个类目的经营权限",
    "the shop may not sell in this category",
  ),
  "50001:isv.invalid-parameter:goods_name": goods("标题里有不允许的内容", "the title holds what it may not hold"),
  "50001:isv.invalid-parameter:quantity": goods("库存数量超出范围", "a stock number is out of range"),
  "50001:isv.invalid-parameter:spec_name-is-too-long": goods(
    "规格名最多 18 个字",
    "a spec name has at most 18 characters",
  ),
  "50001:isv.invalid-permission:": goods("店铺当前不能发布或编辑商品", "the shop may not publish or edit now"),
  "50001:isv.invalid-permission:today-add-goods-num-is-over-range": goods(
    "今天发布的商品数已到上限，明天自动继续",
    "today's number of new goods is used up; we go on tomorrow",
  ),
  "70032": ofApp("拼多多禁止了这次请求", "The platform forbids this request"),
  "70034": ofApp(
    "拼多多认为店铺或应用有风险，已禁止调用",
    "The platform sees a risk in the shop or the app and forbids calls",
  ),
  "70035": ofApp(
    "拼多多认为店铺或应用有风险，已禁止调用，须发邮件申诉",
    "The platform sees a risk in the shop or the app and forbids calls; an appeal goes by mail",
  ),
  [NOT_DONE]: goods("没有接受这次修改，请在商家后台查看原因", "did not take the change; its back office tells why"),
};

/** Their code → whose turn it is → what we tell that person. */
export const failures: Failures = { read, codes, say };

/** Kuaidi100's code → their number of the carrier. */
export const CARRIERS: Record<string, readonly string[]> = {
  shentong: ["1"],
  huitongkuaidi: ["3"],
  shunfeng: ["44"],
  yuantong: ["85"],
  zhongtong: ["115"],
  youshuwuliu: ["117"],
  ems: ["118"],
  tiantian: ["119"],
  jd: ["120"],
  yunda: ["121"],
  zhaijisong: ["129"],
  debangkuaidi: ["131"],
  youzhengguonei: ["132"],
  suer: ["155"],
  kuayue: ["183"],
  annengwuliu: ["208"],
};

const OURS = new Map(Object.entries(CARRIERS).flatMap(([ours, theirs]) => theirs.map((id) => [id, ours])));
/** Kuaidi100's code of one of their numbers; a carrier that we do not know keeps its number. */
export const carrierOf = (id: string): string => OURS.get(id) ?? id;

/** Where an order stands: on its way, in its refund, and in its confirmation (paid, and the group full). */
export const STATUS = { waiting: 1, shipped: 2, received: 3 } as const;
export const REFUND = { none: 1, asked: 2, underWay: 3, done: 4 } as const;
export const CONFIRM = { not: 0, yes: 1, cancelled: 2 } as const;
/** Whether every number of an order's state is one of the documented ones. */
export const knownState = (status: number, refund: number, confirm: number): boolean =>
  [
    [STATUS, status],
    [REFUND, refund],
    [CONFIRM, confirm],
  ].every(([table, one]) => Object.values(table ?? {}).includes(one));

/** States of a draft, and what an edit asks for. */
export const DRAFT = { editing: 0, inAudit: 1, passed: 2, refused: 3 } as const;
export const OPERATE = { submit: 0, save: 1 } as const;
export const AFTERWARDS = { putUp: 0, keep: 1 } as const;
