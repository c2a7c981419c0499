/** Facts of the platform as data: manner, limits, rates, carriers. Numbers marked "ours" are cautious choices, none of theirs is public. */
import type { Limits, Manner, PictureLimits, RateLimit } from "../../contract.ts";

const pictures: PictureLimits = {
  min: 1,
  max: 10,
  minSidePx: 800,
  maxBytes: 1_048_576,
  types: ["image/jpeg"], // the older upload takes no PNG
  distinct: true,
};

export const limits: Limits = {
  title: { min: 1, max: 60, count: "code_points" },
  skus: 50, // ours
  priceFen: { min: 1, max: 99_999_999_999_999 },
  stock: 99_999,
  pictures,
  detailPictures: { ...pictures, min: 0, max: 30 },
  presaleDays: 0, // no call creates a presale
};

/** Five calls a second is ours: no quota and no over-limit code is public. */
export const rates: readonly RateLimit[] = [{ id: "shop", scope: "shop", apis: "*", calls: 5, perMs: 1_000, burst: 5 }];

export const manner: Manner = {
  stock: {
    push: "set",
    counts: "sellable",
    keyed: false,
    // Whether they restock is not public. None is right in both worlds: the push after a release sets the absolute number.
    restocksOn: [],
  },
  ship: { unit: "line", maxParcels: 1, parcelsPerUnit: 1, merge: false, changes: 1 },
  createSets: ["text", "pictures", "options", "delivery", "voucher", "price", "stock"],
  editGroups: [["text", "pictures", "delivery", "options", "voucher"]], // several applications, reviewed side by side: one wait
  goesOnSaleBy: "list",
  auditMinutes: 30, // ours
  find: { by: "key", readLagMs: 5_000 }, // ours
};

/** Kuaidi100's code → theirs. */
export const carriers: Record<string, readonly string[]> = {
  yuantong: ["Y01"],
  zhongtong: ["Z01"],
  yunda: ["Y02"],
  shentong: ["S01"],
  shunfeng: ["S02"],
  jd: ["JDW"],
  ems: ["E01"],
  youzhengguonei: ["B03", "YZBK"],
  debangkuaidi: ["D04"],
  jtexpress: ["JT1"],
  huitongkuaidi: ["H01"],
  tiantian: ["T02"],
  zhaijisong: ["Z04"],
  youshuwuliu: ["Y10"],
  suer: ["S03"],
  kuaijiesudi: ["K01"],
  quanfengkuaidi: ["Q03"],
  ztky: ["Z02"],
  zhongyouwuliu: ["Z03"],
  suning: ["SN2"],
  annengwuliu: ["AN2"],
  fengwang: ["FWS"],
  cainiao: ["CNL"],
  kuayue: ["KY1"],
  dhl: ["D01"],
  ups: ["U02"],
};

const CANONICAL = new Map(Object.entries(carriers).flatMap(([ours, theirs]) => theirs.map((code) => [code, ours])));

/** Kuaidi100's code of one of theirs; a carrier that we do not know keeps their code. */
export function carrierOf(code: string): string {
  return CANONICAL.get(code) ?? code;
}

/** Their code of a carrier of ours; an unknown one goes out as it is, and they refuse it. */
export function carrierCode(carrier: string): string {
  return carriers[carrier]?.[0] ?? carrier;
}
