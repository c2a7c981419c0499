/** Items and their applications; times in epoch ms, money in fen. */
export type Par = { parCode: string; parValue: string };
/** What the merchant wrote: every scalar field under its own name. */
export interface Content {
  fields: Readonly<Record<string, string>>;
  pars: readonly Par[];
}
export interface Sku {
  /** Empty until the application has been worked through. */
  productCode: string;
  itemCode: string;
  barcode: string;
  picture: string;
  pars: readonly Par[];
  priceFen: number;
  stock: number;
  sold: number;
  recentSales: { at: number; quantity: number }[];
}
/** 1 processing, 2 success, 3 failed, 4 review refused. */
export type ApplyStatus = "1" | "2" | "3" | "4";
export interface Product {
  id: string;
  shop: string;
  productCode: string;
  itemCode: string;
  /** True: its skus are children with codes of their own. */
  parent: boolean;
  status: ApplyStatus;
  reason: string;
  shelf: "never" | "on" | "off" | "forced_off";
  content: Content;
  skus: Sku[];
  /** When a `saleSet` 0 goes on sale by itself. */
  saleAt: number | null;
  createdAt: number;
  editedAt: number;
  /** Lists and look-ups don't show it before. */
  visibleAt: number;
  deleted: boolean;
}
/** `content`: fields that were sent, and parameters where any were; `children` by product code, "" leaves as it is. */
export interface Change {
  content: { fields: Readonly<Record<string, string>>; pars: readonly Par[] | null } | null;
  children: Readonly<Record<string, { itemCode: string; picture: string }>>;
  child: Sku | null;
}
export interface Application {
  applyCode: string;
  shop: string;
  productId: string;
  appliedAt: number;
  dueAt: number;
  status: ApplyStatus;
  /** What a pass puts into the product; a creation changes nothing but its status. */
  change: Change;
}
