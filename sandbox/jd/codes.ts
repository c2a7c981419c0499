/** The gateway's refusals: code → what it says in Chinese and English (reference 4.1). */
export const GATEWAY = {
  "2": ["应用调用次数超限", "App Call Limited"],
  "4": ["缺少版本参数", "Missing Version"],
  "5": ["不支持的版本号", "Unsupported Version"],
  "7": ["缺少时间戳参数", "Missing Timestamp"],
  "8": ["非法的时间戳参数", "Invalid Timestamp"],
  "11": ["缺少签名参数", "Missing Signature"],
  "12": ["无效签名", "Invalid Signature"],
  "14": ["缺少方法名参数", "Missing Method"],
  "15": ["不存在的方法名", "Invalid Method"],
  "18": ["缺少access_token参数", "Missing access_token"],
  "19": ["无效access_token", "Invalid access_token"],
  "20": ["缺少app_key参数", "Missing app_key"],
  "21": ["无效app_key", "Invalid app_key"],
  "60": ["参数不正确", "parameter is not valid"],
  "61": ["参数值不正确", "value of parameter is not valid"],
  "63": ["JSON格式不正确", "malformed JSON"],
  "64": ["商家类型不能调用该接口", "the vender type may not call it"],
  "68": ["可选字段校验失败", "optional fields check failed"],
  "71": ["该编号不属于当前商家", "Id is not belong to the special vender"],
  "73": ["敏感api,请将应用部署到云鼎", "sensitive api, please put your app on our Cloud platform"],
} as const satisfies Readonly<Record<string, readonly [zh: string, en: string]>>;

export type GatewayCode = keyof typeof GATEWAY;

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
