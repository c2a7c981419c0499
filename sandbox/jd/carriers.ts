/** Carrier id to name (reference 11). */
export const CARRIERS: ReadonlyMap<string, string> = new Map([
  ["2087", "京东快递"],
  ["467", "顺丰"],
  ["1499", "中通"],
  ["463", "圆通"],
  ["470", "申通"],
  ["1327", "韵达"],
  ["465", "邮政/EMS"],
  ["3668", "EMS"],
  ["2170", "邮政包裹"],
  ["3046", "德邦"],
  ["1748", "百世"],
  ["1747", "优速"],
  ["1409", "宅急送"],
  ["596494", "安能快递"],
  ["1274", "厂家自送"],
]);

/** JD's own express takes one number only. */
export const JD_EXPRESS = "2087";
/** The merchant delivers; no number is stored. */
export const SELF_DELIVERY = "1274";
