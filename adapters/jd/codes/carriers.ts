/** Kuaidi100's code → JD's ids (jd 11); no id is known for jtexpress. 1274: the merchant delivers, without a number. */
export const CARRIERS: Readonly<Record<string, readonly string[]>> = {
  jd: ["2087"],
  shunfeng: ["467"],
  yuantong: ["463"],
  zhongtong: ["1499"],
  shentong: ["470"],
  yunda: ["1327"],
  ems: ["465", "3668"],
  youzhengguonei: ["2170"],
  debangkuaidi: ["3046"],
  huitongkuaidi: ["1748"],
  youshuwuliu: ["1747"],
  zhaijisong: ["1409"],
  annengwuliu: ["596494"],
  self_delivery: ["1274"],
};

const OURS = new Map(Object.entries(CARRIERS).flatMap(([ours, theirs]) => theirs.map((id) => [id, ours])));
/** Our code of a carrier of theirs, or JD's id where none of ours fits. */
export const carrierOf = (id: string): string => OURS.get(id) ?? id;
/** JD's id of a carrier of ours; what we don't know goes out as it is, and JD refuses it. */
export const carrierIdOf = (ours: string): string => CARRIERS[ours]?.[0] ?? ours;
