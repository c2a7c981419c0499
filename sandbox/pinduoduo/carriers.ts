const row = (id: string, code: string, name: string) => ({ id, code, name, available: true });
const gone = (id: string, code: string, name: string) => ({ ...row(id, code, name), available: false });

/** Carriers by the platform's numbers (one stored answer of the call); those that are not available are refused. */
export const CARRIERS = [
  row("1", "STO", "申通快递"),
  row("3", "HT", "百世快递"),
  row("44", "SF", "顺丰快递"),
  row("85", "YTO", "圆通快递"),
  row("115", "ZTO", "中通快递"),
  gone("116", "QF", "全峰快递"),
  row("117", "YS", "优速快递"),
  row("118", "EMS", "邮政EMS"),
  row("119", "TT", "天天快递"),
  row("120", "JD", "京东配送"),
  row("121", "YUNDA", "韵达快递"),
  gone("122", "KJ", "快捷快递"),
  row("129", "ZJS", "宅急送快递"),
  row("131", "DB", "德邦快递"),
  row("132", "YZXB", "邮政快递包裹"),
  row("155", "SURE", "速尔快递"),
  row("183", "KYE", "跨越速运"),
  row("208", "ANNENG", "安能快递"),
] as const;
