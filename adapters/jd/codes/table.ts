import type { FailureKind, Failures, Text } from "../../contract.ts";

/** Words in a refusal that say more than its code; the code stays behind the word. Tried for codes without a meaning of their own. */
export const WORDS: readonly (readonly [RegExp, string])[] = [
  [/限流|FLOW_CONTROL/i, "flow_control"],
  [/云鼎|敏感\s*api|Cloud platform/i, "cloud_only"],
  [/超时/, "timed_out"],
  [/敏感词|违禁|违规|必填|不能为空|类目|品牌|属性|标题|图片|资质|价格|审核/, "content"],
];
/** Gateway codes that stand for other things too: refused content of a ware, and (16) a limit in one report. Their text decides. */
export const VAGUE = new Set(["16", "50", "60", "61"]);
/** Numbers of the order calls that mean "system exception": whether the write happened is open. */
export const SYSTEM_EXCEPTIONS = ["999999", "99999999"];
/** An order that is not there or not this shop's: for the read of one order an answer, no failure. */
export const ORDER_ABSENT = new Set(["10100001", "10100041"]);
/** Prefix of the numbers of order and shipment results; most of the family is not public. */
export const BUSINESS_FAMILY = "101000";

type Row = readonly [means: FailureKind | "unknown", say: Text];
/** Never taken as sent: our defect. */
const ours = (zh: string, en: string): Row => [
  "permanent",
  { zh: `京东拒绝了请求：${zh}，已转给平台团队`, en: `JD refuses the request: ${en}` },
];
/** Whether a write happened is open. */
const open = (zh: string, en: string): Row => ["unknown", { zh: `京东${zh}，稍后自动核实`, en: `JD: ${en}` }];
const forShop = (zh: string, en: string): Row => ["needs_merchant", { zh, en }];
const forTeam = (zh: string, en: string): Row => ["needs_operator", { zh, en }];
const later = (zh: string, en: string): Row => ["retryable", { zh, en }];
const slower = (zh: string, en: string): Row => ["throttled", { zh, en }];

const SYSTEM_EXCEPTION = open("系统异常", "system exception");
const CLOUD_ONLY = forTeam(
  "京东要求订单类接口从京东云（云鼎）内调用，请平台团队检查中转服务",
  "JD allows this call only from inside its own cloud: check the relay there",
);
/** Code or leading word → what it means for us, and what a person is told (jd 4). */
const ROWS: Readonly<Record<string, Row>> = {
  "1": open("服务暂不可用", "service not available"),
  "2": slower(
    "京东的调用额度已用完或调用过快，稍后自动继续（测试状态的应用每天 500 次）",
    "The app's quota is used up, or calls came too fast; we go on by ourselves (an app in test has 500 calls a day)",
  ),
  "3": forTeam("京东禁止了这次调用，请平台团队检查应用状态", "JD forbids the call: check the state of the app"),
  "4": ours("缺少版本号", "no version"),
  "5": ours("不支持的版本号", "a version that is not supported"),
  "6": ours("版本号格式不对", "a malformed version"),
  "7": ours("缺少时间戳", "no timestamp"),
  "8": forTeam("与京东的时间相差过大，请平台团队校准服务器时钟", "Our clock is too far from JD's: set it right"),
  "9": ours("缺少商家编号", "no vender id"),
  "10": ours("商家编号不对", "a wrong vender id"),
  "11": ours("缺少签名", "no signature"),
  "12": forTeam(
    "应用密钥与京东控制台不一致，请平台团队核对",
    "JD computes another signature: compare the app secret with the console",
  ),
  "13": ours("数据格式不对", "a wrong format of the data"),
  "14": ours("缺少接口名", "no method"),
  "15": ours("接口不存在", "a method that is not there"),
  "16": ours("缺少流水号", "no serial number"),
  "17": ours("流水号已用过", "a serial number that was used before"),
  "18": [
    "auth",
    {
      zh: "店铺还没有授权，请用京东主账号授权",
      en: "The shop has given no authorisation: authorise with the main account",
    },
  ],
  "19": [
    "auth",
    {
      zh: "京东授权已失效（过期、撤销或改过主账号密码），请用主账号重新授权",
      en: "The authorisation is dead (expired, revoked, or the main account's password was changed): authorise again",
    },
  ],
  "20": forTeam("缺少应用 appKey，请平台团队检查配置", "The app key is missing: check the deployment's settings"),
  "21": forTeam("京东不认识这个 appKey，请平台团队检查配置", "JD does not know this app key: check the settings"),
  "22": forShop(
    "授权的账号不是京东 POP 商家，请用店铺主账号授权",
    "The account is no POP merchant: authorise with the shop's main account",
  ),
  "23": forTeam("京东暂停了这个接口，请平台团队查看公告", "JD has suspended this method: read its notices"),
  "24": forTeam("应用没有这个接口的权限，请平台团队在京东申请", "The app may not call this method: apply for it at JD"),
  "25": forTeam("应用还没有上线，请平台团队在京东提交上线", "The app is not on-line: submit it at JD"),
  "26": ours("缺少手机号", "no mobile number"),
  "27": ours("手机号不对", "a wrong mobile number"),
  "43": SYSTEM_EXCEPTION,
  "50": ours("非法调用", "an invalid call"),
  "60": ours("参数名不对", "a parameter that is not valid"),
  "61": ours("参数值不对", "the value of a parameter is not valid"),
  "62": ours("JSON 转换错误", "JSON that can't be converted"),
  "63": ours("JSON 格式错误", "malformed JSON"),
  "64": forShop("这类店铺不能使用该功能", "This type of merchant may not use the method"),
  "65": open("后台连接超时", "its back end timed out"),
  "66": open("后台不可用", "its back end is not available"),
  "67": open("后台未知异常", "unknown exception of its back end"),
  "68": ours("要求了没有的字段", "a field is asked for that is not there"),
  "69": open("没有取到数据", "it could not fetch the data"),
  "70": later("订单正在出库，稍后自动重试", "The order is being shipped right now; we try again by ourselves"),
  "71": ours("编号不属于这家店铺", "the id belongs to another merchant"),
  "72": forShop("店铺类型不符合该功能的要求", "The shop is not of the type that the method wants"),
  "73": CLOUD_ONLY,
  [BUSINESS_FAMILY]: forShop(
    "京东没有接受对这张订单的操作（可能已出库、已锁定或状态已变），请核对订单",
    "JD did not take this for the order (shipped already, locked, or in another state): look at the order",
  ),
  "10100001": ours("订单编号为空或不可用", "the order id is empty or not available"),
  "10100041": ours("订单不存在或不属于这家店铺", "the order is not there, or another merchant's"),
  "999999": SYSTEM_EXCEPTION,
  "99999999": SYSTEM_EXCEPTION,
  flow_control: slower("京东要求放慢调用，稍后自动继续", "JD asks us to slow down; we go on by ourselves"),
  cloud_only: CLOUD_ONLY,
  timed_out: open("处理超时", "timed out"),
  content: forShop(
    "京东不接受商品内容（违禁词、必填属性或品牌），请按平台提示修改",
    "JD refuses the content (forbidden word, required attribute or brand): change it as the message says",
  ),
  refused: forShop("京东没有接受这次操作，请按平台提示处理", "JD did not take this: act on its message"),
  sign_in: forShop("京东没有发放授权，请重新发起授权", "JD gave no token: start the authorisation again"),
  picture: forShop(
    "京东没有收下图片，请检查格式（png、jpg、gif、bmp）和大小（1 MB 以内）",
    "JD did not take the picture: check its type (png, jpg, gif, bmp) and size (up to 1 MB)",
  ),
  stock: forShop(
    "京东没有更新这个规格的库存，请在京麦核对该规格",
    "JD did not set the stock of this sku: look at it in the merchant back office",
  ),
  stock_busy: later("京东暂时没有更新库存，稍后自动重试", "JD did not set the stock now; we try again by ourselves"),
};

const byCode = <T>(of: (row: Row) => T): Record<string, T> =>
  Object.fromEntries(Object.entries(ROWS).map(([code, row]) => [code, of(row)]));
export const codes: Failures["codes"] = byCode(([means]) => means);
export const say: Failures["say"] = byCode(([, text]) => text);
