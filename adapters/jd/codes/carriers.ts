import type { Named } from "../../contract.ts";

interface Carrier {
  ours: string;
  id: string;
  name: string;
}
const carrier = (ours: string, id: string, name: string): Carrier => ({ ours, id, name });
/** Kuaidi100's code, JD's id, and the name that people know (jd 11). No id is known for jtexpress. */
const ALL: readonly Carrier[] = [
  carrier("jd", "2087", "京东快递"),
  carrier("shunfeng", "467", "顺丰"),
  carrier("yuantong", "463", "圆通"),
  carrier("zhongtong", "1499", "中通"),
  carrier("shentong", "470", "申通"),
  carrier("yunda", "1327", "韵达"),
  carrier("ems", "465", "邮政/EMS"),
  carrier("ems", "3668", "EMS"),
  carrier("youzhengguonei", "2170", "邮政包裹"),
  carrier("debangkuaidi", "3046", "德邦"),
  carrier("huitongkuaidi", "1748", "百世"),
  carrier("youshuwuliu", "1747", "优速"),
  carrier("zhaijisong", "1409", "宅急送"),
  carrier("annengwuliu", "596494", "安能快递"),
  carrier("self_delivery", "1274", "厂家自送"), // the merchant delivers, without a number
];

export const CARRIERS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  [...Map.groupBy(ALL, ({ ours }) => ours)].map(([ours, own]) => [ours, own.map(({ id }) => id)]),
);
export const CARRIER_NAMES: readonly Named[] = ALL.map(({ id, name }) => ({ id, name }));

/** JD's id of a carrier of ours; what we don't know goes out as it is, and JD refuses it. */
export const carrierIdOf = (ours: string): string => CARRIERS[ours]?.[0] ?? ours;
/** Our code of a carrier of theirs, or JD's id where none of ours fits. */
export const carrierOf = (id: string): string => ALL.find((one) => one.id === id)?.ours ?? id;
