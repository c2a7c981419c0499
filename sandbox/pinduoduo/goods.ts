import type { Spec } from "./world.ts";

/** One product. `live` is what buyers see once it was on sale, `draft` what the last edit wants. */
export interface Goods {
  id: string;
  mallId: string;
  live: Copy | null;
  draft: Copy | null;
  shelf: "never" | "on" | "off" | "forced_off";
  deleted: boolean;
  commit: Commit | null;
  /** By sku id, common to both copies. */
  stock: Map<string, Stock>;
  createdAt: number;
}

/** 0 being edited, 1 in audit, 2 passed, 3 refused. */
export interface Commit {
  id: string;
  status: 0 | 1 | 2 | 3;
  isEdit: boolean;
  /** Whether passing puts it on the shelf. */
  putsUp: boolean;
  submittedAt: number | null;
  checkedAt: number | null;
  reason: string;
}

/** What buyers read, and what an edit overwrites. */
export interface Copy {
  name: string;
  outerId: string | null;
  catId: string;
  templateId: string;
  marketPrice: number;
  gallery: readonly string[];
  details: readonly string[];
  properties: readonly { refPid: string; vid: string | null; value: string | null }[];
  skus: readonly Sku[];
}

/** `change`: what the edit adds to the stock once it has passed. */
export interface Sku {
  id: string;
  outerId: string | null;
  specs: readonly Spec[];
  groupPrice: number;
  singlePrice: number;
  onSale: boolean;
  thumb: string;
  change: number;
}

/** `reserved`: held by unpaid orders; `quantity` still contains it. */
export interface Stock {
  quantity: number;
  reserved: number;
  sold: number;
}

export const sellable = ({ quantity, reserved }: Stock): number => quantity - reserved;

export function stockOf(goods: Goods, skuId: string): Stock {
  const known = goods.stock.get(skuId);
  if (known !== undefined) return known;
  const fresh = { quantity: 0, reserved: 0, sold: 0 };
  goods.stock.set(skuId, fresh);
  return fresh;
}

/** Passing an audit: the draft becomes what buyers see, and its stock changes take effect. */
export function pass(goods: Goods, now: number): void {
  const { commit, draft } = goods;
  if (commit === null || draft === null) return;
  goods.commit = { ...commit, status: 2, checkedAt: now, reason: "" };
  for (const { id, change } of draft.skus) stockOf(goods, id).quantity += change;
  goods.live = { ...draft, skus: draft.skus.map((sku) => ({ ...sku, change: 0 })) };
  goods.draft = null;
  if (goods.shelf === "forced_off") return;
  if (commit.putsUp) goods.shelf = "on";
  else if (goods.shelf === "never") goods.shelf = "off";
}

export function refuse(goods: Goods, reason: string, now: number): void {
  if (goods.commit !== null) goods.commit = { ...goods.commit, status: 3, checkedAt: now, reason };
}
