/** Pure and total: their two copies of a product, goods and vouchers alike, as one reading. */
import type { ListingRef, Reading, Ware } from "../../contract.ts";
import { fen } from "../../../domain/money.ts";
import { AUDITS, isListedOnce, REFUSED_WITHOUT_REASON, SHELVES } from "../codes/index.ts";
import type { WireCopy, WireProduct, WireSku, WireStocks } from "../wire/index.ts";
import { keysIn, optionOf } from "./voucher-keys.ts";

/** A product as it lies there: draft and online copy, and its skus with the price that buyers see where it was sold. */
export type Product = NonNullable<ReturnType<typeof productOf>>;

/** The ref of a product of this merchant code. */
export const refOf = (merchantKey: string, platformId: string | null): ListingRef => {
  return { merchantKey, platformId, ticket: null };
};

/** The product in a reply; null where there is none, or only shells of it. */
export function productOf(platformId: string, wire: WireProduct | null) {
  const newest = wire?.draft ?? wire?.online;
  if (!wire || !newest) return null;
  const { isVoucher, online, draft } = wire;
  return {
    platformId,
    isVoucher,
    online,
    draft,
    merchantKey: newest.merchantKey,
    status: wire.status ?? online?.status ?? draft?.status ?? 0,
    edit: wire.edit ?? draft?.edit ?? online?.edit ?? 0,
    since: draft?.since ?? wire.since,
    reason: draft?.reason ?? wire.reason,
    skus: skusOf([online, draft], isVoucher ? newest.merchantKey : null),
  };
}

/** Skus of both copies, with price and stock of the online one. Where a voucher's sku has no code, the rules name it; an only one takes the product's. */
function skusOf(copies: readonly (WireCopy | null)[], spareKey: string | null): WireSku[] {
  const all = new Map<string, WireSku>();
  for (const copy of copies) {
    const keys = keysIn(copy?.rules ?? "");
    for (const sku of copy?.skus ?? []) {
      const sold = all.get(sku.platformSkuId);
      const merchantKey = sku.merchantKey ?? keys.get(optionOf(sku.name)) ?? sold?.merchantKey ?? null;
      const seen = { merchantKey, priceFen: sold?.priceFen ?? sku.priceFen, shown: sold?.shown ?? sku.shown };
      all.set(sku.platformSkuId, { ...sku, ...seen });
    }
  }
  const spare = all.size === 1 ? spareKey : null;
  return [...all.values()].map((sku) => ({ ...sku, merchantKey: sku.merchantKey ?? spare }));
}

/** The product with the stock that counts. */
export function withStocks(product: Product, stocks: WireStocks): Product {
  const skus = product.skus.map((sku) => ({ ...sku, shown: stocks.get(sku.platformSkuId) ?? sku.shown }));
  return { ...product, skus };
}

/** The reading for the planner. A sku that somebody made without a merchant code has an empty one; its number still tells which it is. */
export function toReading({ status, edit, ...product }: Product, ref: ListingRef): Reading {
  const state = AUDITS[edit] ?? "none";
  return {
    ref: refOf(ref.merchantKey, product.platformId),
    audit: {
      state,
      since: state === "pending" ? product.since : null,
      reason: state === "refused" ? (product.reason ?? REFUSED_WITHOUT_REASON[edit] ?? null) : null,
    },
    shelf: SHELVES[status] ?? "forced_off",
    listedOnce: isListedOnce(status),
    skus: product.skus.map(({ merchantKey, platformSkuId, priceFen, shown }) => {
      return { merchantKey: merchantKey ?? "", platformSkuId, priceFen, shown, booked: null };
    }),
  };
}

/** The product as something that already lies in the shop. Throws for a sku without a price. */
export function toWare({ platformId, merchantKey, online, draft, status, skus }: Product): Ware {
  const { title = "", picture = null } = online ?? draft ?? {};
  const shelf = SHELVES[status] ?? "forced_off";
  const sold = skus.map(({ platformSkuId, merchantKey: key, barcode, name, priceFen, shown }) => {
    return { platformSkuId, merchantKey: key, barcode, name, priceFen: priceFen ?? fen(Number.NaN), shown: shown ?? 0 };
  });
  return { platformId, merchantKey, title, picture, shelf, skus: sold };
}
