/** Kuaidi100 code → theirs (reference 7.1; `YD` and `JDL` are older spellings that still come back). `OTHER` stands for carriers off their list. */
export const CARRIERS: Record<string, readonly string[]> = {
  zhongtong: ["ZTO"],
  yuantong: ["YTO"],
  yunda: ["YUNDA", "YD"],
  jtexpress: ["JTSD"],
  shentong: ["STO"],
  shunfeng: ["SF"],
  jd: ["JD", "JDL"],
  ems: ["EMS"],
  debangkuaidi: ["DBKD"],
  youzhengguonei: ["OTHER"],
  sxjdfreight: ["SXJD"],
  zhongtongkuaiyun: ["ZTOKY"],
  yundakuaiyun: ["YDKY"],
  annengwuliu: ["ANEKY"],
  baitengwuliu: ["BTWL"],
  kuayue: ["KYSY"],
  yimidida: ["YMDD"],
  zhaijisong: ["ZJS"],
};

const CANONICAL = new Map(
  Object.entries(CARRIERS).flatMap(([ours, theirs]) =>
    theirs.filter((code) => code !== "OTHER").map((code) => [code, ours] as const),
  ),
);

/** Their carrier code as ours; one that we don't know stays as it is, so that nothing is lost. */
export function carrierOf(deliveryId: string): string {
  return CANONICAL.get(deliveryId) ?? deliveryId;
}

/** Our carrier code as theirs; off their list it is `OTHER`. */
export function deliveryIdOf(carrier: string): string {
  return CARRIERS[carrier]?.[0] ?? "OTHER";
}
