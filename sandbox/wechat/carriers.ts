/** Carriers by delivery_id. The texts are usual names, or the id where none is sure; OTHER is any carrier that the list lacks. */
export const CARRIERS: Readonly<Record<string, string>> = {
  ZTO: "中通快递",
  YTO: "圆通速递",
  YUNDA: "韵达快递",
  JTSD: "极兔速递",
  STO: "申通快递",
  SF: "顺丰速运",
  JD: "京东快递",
  EMS: "邮政EMS",
  CNSD: "菜鸟速递",
  DBKD: "德邦快递",
  SXJD: "顺心捷达",
  ZTOKY: "中通快运",
  YDKY: "韵达快运",
  ANEKY: "安能快运",
  BTWL: "百世快运",
  KYSY: "跨越速运",
  YMDD: "壹米滴答",
  RJTCSD: "RJTCSD",
  ZJS: "宅急送",
  JSD: "JSD",
  XFEX: "信丰物流",
  JGSD: "京广速递",
  OTHER: "其他",
};

const ANY_FORM = /^[A-Za-z0-9-]{6,32}$/;
const FORMS: Readonly<Record<string, RegExp>> = { SF: /^(SF)?[0-9]{10,15}$/ };

/** Whether a waybill number can be one of that carrier's. */
export const fitsCarrier = (deliveryId: string, waybillId: string): boolean =>
  ANY_FORM.test(waybillId) && (FORMS[deliveryId]?.test(waybillId) ?? true);
