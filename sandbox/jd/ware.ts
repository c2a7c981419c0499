export interface Property {
  attrId: string;
  attrValues: readonly string[];
  units: readonly string[];
}

export interface SaleAttribute {
  attrId: string;
  attrValues: readonly string[];
  attrValueAlias: readonly string[];
}

export interface Sku {
  skuId: string;
  saleAttrs: readonly SaleAttribute[];
  outerId: string | null;
  barCode: string | null;
  priceFen: number;
  /** All units, booked ones included. */
  stockNum: number;
  booked: number;
  sold: number;
  enabled: boolean;
  deleted: boolean;
  created: number;
  modified: number;
}

export interface WareImage {
  colorId: string;
  imgIndex: number;
  imgUrl: string;
}

export interface Ware {
  wareId: string;
  venderId: string;
  /** wareStatus without the audit bits: 1 never listed, 2 delisted, 4 taken down by JD, 8 on sale. */
  base: 1 | 2 | 4 | 8;
  audit: "none" | "pending" | "passed" | "refused";
  auditDueAt: number | null;
  /** The audit was asked for by listing: passed means on sale. */
  listsWhenPassed: boolean;
  reason: string | null;
  /** Edited since JD refused it or took it down. */
  mended: boolean;
  deletedAt: number | null;
  title: string;
  categoryId: string;
  multiCategoryId: string;
  brandId: string | null;
  transportId: string | null;
  outerId: string | null;
  itemNum: string | null;
  props: readonly Property[];
  features: readonly { key: string; value: string }[];
  images: WareImage[];
  /** Fields that are only kept and given back. */
  rest: Readonly<Record<string, unknown>>;
  skus: Sku[];
  ownCodes: boolean;
  created: number;
  modified: number;
  onlineAt: number | null;
  offlineAt: number | null;
  /** Searches show it from then on. */
  visibleAt: number;
}

/** Units that buyers can still order. */
export function sellable(sku: Sku): number {
  return sku.stockNum - sku.booked;
}

/** The number that JD's calls give: the base state, + 512 in audit, + 1024 refused, -1 deleted. */
export function wareStatus(ware: Ware): number {
  if (ware.deletedAt !== null) return -1;
  return ware.base + (ware.audit === "pending" ? 512 : ware.audit === "refused" ? 1024 : 0);
}

export function skusOf(ware: Ware): readonly Sku[] {
  return ware.skus.filter((sku) => !sku.deleted);
}
