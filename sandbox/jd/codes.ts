/** The gateway's refusals: code → what it says in Chinese and English (reference 4.1). */
export const GATEWAY = {
  "1": ["服务不可用", "missing system error"],
  "2": ["应用调用次数超限", "App Call Limited"],
  "3": ["请求被禁止", "Forbidden Request"],
  "4": ["缺少版本参数", "Missing Version"],
  "5": ["不支持的版本号", "Unsupported Version"],
  "6": ["非法的版本参数", "Invalid Version"],
  "7": ["缺少时间戳参数", "Missing Timestamp"],
  "8": ["非法的时间戳参数", "Invalid Timestamp"],
  "9": ["缺少商家编号", "Missing VenderId"],
  "10": ["非法的商家编号", "Invalid VenderId"],
  "11": ["缺少签名参数", "Missing Signature"],
  "12": ["无效签名", "Invalid Signature"],
  "13": ["无效数据格式", "Invalid Format"],
  "14": ["缺少方法名参数", "Missing Method"],
  "15": ["不存在的方法名", "Invalid Method"],
  "16": ["缺少流水号参数", "Missing TradeNo"],
  "17": ["流水号已经存在", "TradeNo is used"],
  "18": ["缺少access_token参数", "Missing access_token"],
  "19": ["无效access_token", "Invalid access_token"],
  "20": ["缺少app_key参数", "Missing app_key"],
  "21": ["无效app_key", "Invalid app_key"],
  "22": ["授权者不是商家", "the franchisor not businessmen"],
  "23": ["API已经停用", "API stop"],
  "24": ["无权限调用此API", "cannot use  this API"],
  "25": ["应用未上线", "this application is not on-line"],
  "26": ["缺少手机号参数", "Missing Mobile"],
  "27": ["非法的手机号参数", "Invalid Mobile"],
  "43": ["系统错误", "system error"],
  "50": ["无效调用", "invalid get program"],
  "60": ["参数不正确", "parameter is not valid"],
  "61": ["参数值不正确", "value of parameter is not valid"],
  "62": ["JSON转换不正确", "JSON conversion error"],
  "63": ["JSON格式不正确", "malformed JSON"],
  "64": ["商家类型不能调用该接口", "the vender type may not call it"],
  "65": ["平台连接后端服务超时", "platform connecting backend timeout"],
  "66": ["平台连接后端服务不可用", "platform connecting backend unavailable"],
  "67": ["平台连接后端服务未知异常", "platform connecting backend unknown exception"],
  "68": ["可选字段校验失败", "optional fields check failed"],
  "69": ["获取数据失败", "failed to get data"],
  "70": ["该订单正在出库中", "missing order out storage"],
  "71": ["该编号不属于当前商家", "Id is not belong to the special vender"],
  "72": ["商家类型不符", "the vender is not of the needed type"],
  "73": ["敏感api,请将应用部署到云鼎", "sensitive api, please put your app on our Cloud platform"],
} as const satisfies Readonly<Record<string, readonly [zh: string, en: string]>>;

export type GatewayCode = keyof typeof GATEWAY;

export function isGatewayCode(code: string): code is GatewayCode {
  return Object.hasOwn(GATEWAY, code);
}

/** Ends a call with the gateway's `error_response`. */
export class Refusal extends Error {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  constructor(code: string, zh: string, en: string) {
    super(`${code} ${en}`);
    this.code = code;
    this.zh = zh;
    this.en = en;
  }
}

/** A refusal of the table; `detail` is appended to both sentences. */
export function refusal(code: GatewayCode, detail = ""): Refusal {
  const [zh, en] = GATEWAY[code];
  return new Refusal(code, zh + detail, en + detail);
}

/** A parameter that is missing or of the wrong type. */
export function badParameter(name: string): Refusal {
  return new Refusal("60", `参数[${name}]不正确`, `parameter [${name}] is not valid`);
}

/** A parameter with a value that the call does not take. */
export function badValue(name: string, rule: string): Refusal {
  return new Refusal("61", `参数[${name}]的值不正确: ${rule}`, `parameter [${name}] value is not valid: ${rule}`);
}
