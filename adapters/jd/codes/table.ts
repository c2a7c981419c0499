import type { Failures } from "../../contract.ts";

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

/** Code or leading word → what it means for us. 1, 43, 65–67 and 69 leave open whether the write happened. */
export const codes: Failures["codes"] = {
  "1": "unknown",
  "2": "throttled",
  "3": "needs_operator",
  "4": "permanent",
  "5": "permanent",
  "6": "permanent",
  "7": "permanent",
  "8": "needs_operator",
  "9": "permanent",
  "10": "permanent",
  "11": "permanent",
  "12": "needs_operator",
  "13": "permanent",
  "14": "permanent",
  "15": "permanent",
  "16": "permanent",
  "17": "permanent",
  "18": "auth",
  "19": "auth",
  "20": "needs_operator",
  "21": "needs_operator",
  "22": "needs_merchant",
  "23": "needs_operator",
  "24": "needs_operator",
  "25": "needs_operator",
  "26": "permanent",
  "27": "permanent",
  "43": "unknown",
  "50": "permanent",
  "60": "permanent",
  "61": "permanent",
  "62": "permanent",
  "63": "permanent",
  "64": "needs_merchant",
  "65": "unknown",
  "66": "unknown",
  "67": "unknown",
  "68": "permanent",
  "69": "unknown",
  "70": "retryable",
  "71": "permanent",
  "72": "needs_merchant",
  "73": "needs_operator",
  [BUSINESS_FAMILY]: "needs_merchant",
  "10100001": "permanent",
  "10100041": "permanent",
  "999999": "unknown",
  "99999999": "unknown",
  flow_control: "throttled",
  cloud_only: "needs_operator",
  timed_out: "unknown",
  content: "needs_merchant",
  refused: "needs_merchant",
  sign_in: "needs_merchant",
  picture: "needs_merchant",
  stock: "needs_merchant",
  stock_busy: "retryable",
};

const CLOUD_ONLY = {
  zh: "京东要求订单类接口从京东云（云鼎）内调用，请平台团队检查中转服务",
  en: "JD allows this call only from inside its own cloud: check the relay there",
};
/** What a person is told, where one must act. */
export const say: Failures["say"] = {
  "3": { zh: "京东禁止了这次调用，请平台团队检查应用状态", en: "JD forbids the call: check the state of the app" },
  "8": { zh: "与京东的时间相差过大，请平台团队校准服务器时钟", en: "Our clock is too far from JD's: set it right" },
  "12": {
    zh: "应用密钥与京东控制台不一致，请平台团队核对",
    en: "JD computes another signature: compare the app secret with the console",
  },
  "18": {
    zh: "店铺还没有授权，请用京东主账号授权",
    en: "The shop has given no authorisation: authorise with the main account",
  },
  "19": {
    zh: "京东授权已失效（过期、撤销或改过主账号密码），请用主账号重新授权",
    en: "The authorisation is dead (expired, revoked, or the main account's password was changed): authorise again",
  },
  "20": { zh: "缺少应用 appKey，请平台团队检查配置", en: "The app key is missing: check the deployment's settings" },
  "21": { zh: "京东不认识这个 appKey，请平台团队检查配置", en: "JD does not know this app key: check the settings" },
  "22": {
    zh: "授权的账号不是京东 POP 商家，请用店铺主账号授权",
    en: "The account is no POP merchant: authorise with the shop's main account",
  },
  "23": { zh: "京东暂停了这个接口，请平台团队查看公告", en: "JD has suspended this method: read its notices" },
  "24": {
    zh: "应用没有这个接口的权限，请平台团队在京东申请",
    en: "The app may not call this method: apply for it at JD",
  },
  "25": { zh: "应用还没有上线，请平台团队在京东提交上线", en: "The app is not on-line: submit it at JD" },
  "64": { zh: "这类店铺不能使用该功能", en: "This type of merchant may not use the method" },
  "72": { zh: "店铺类型不符合该功能的要求", en: "The shop is not of the type that the method wants" },
  "73": CLOUD_ONLY,
  cloud_only: CLOUD_ONLY,
  content: {
    zh: "京东不接受商品内容（违禁词、必填属性或品牌），请按平台提示修改",
    en: "JD refuses the content (forbidden word, required attribute or brand): change it as the message says",
  },
  [BUSINESS_FAMILY]: {
    zh: "京东没有接受对这张订单的操作（可能已出库、已锁定或状态已变），请核对订单",
    en: "JD did not take this for the order (shipped already, locked, or in another state): look at the order",
  },
  refused: {
    zh: "京东没有接受这次操作，请按平台提示处理",
    en: "JD did not take this: act on its message",
  },
  sign_in: {
    zh: "京东没有发放授权，请重新发起授权",
    en: "JD gave no token: start the authorisation again",
  },
  picture: {
    zh: "京东没有收下图片，请检查格式（png、jpg、gif、bmp）和大小（1 MB 以内）",
    en: "JD did not take the picture: check its type (png, jpg, gif, bmp) and size (up to 1 MB)",
  },
  stock: {
    zh: "京东没有更新这个规格的库存，请在京麦核对该规格",
    en: "JD did not set the stock of this sku: look at it in the merchant back office",
  },
};
