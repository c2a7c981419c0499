import type { ListingRef, Observation, Reading, Ware } from "../../contract.ts";
import { fen, fenFromYuan } from "../../../domain/money.ts";
import type { WireChild, WireItem } from "../wire/index.ts";

const AUDITS: Readonly<Record<string, Observation["audit"]["state"]>> = {
  "1": "pending",
  "2": "passed",
  "3": "refused", // failed
  "4": "refused", // review refused
};
/** In the warehouse · on sale · stopped. What the platform took down by force looks like the last. */
const SHELVES: Readonly<Record<string, Observation["shelf"]>> = { "0": "never", "1": "on", "2": "off" };

/** Where a product stands in its application; the name of the field with the reason is not public, so likely ones are tried. */
export function auditOf(item: WireItem): Reading["audit"] {
  const state = AUDITS[item.status ?? ""] ?? "passed";
  return { state, since: null, reason: state === "refused" ? reasonOf(item) : null };
}

function reasonOf(item: WireItem): string | null {
  const [, reason] =
    Object.entries(item).find(
      ([key, value]) => /reason|remark|fail|refuse|desc/i.test(key) && typeof value === "string",
    ) ?? [];
  return typeof reason === "string" && reason !== "" ? reason : null;
}

/** What `look` found: the ticket stays while there is no product code yet. */
export function toRef(item: WireItem, merchantKey: string): ListingRef {
  return { merchantKey, platformId: item.productCode || null, ticket: item.applyCode || null };
}

/** An application that has no product code yet: nothing of it can be sold. */
export function applied(item: WireItem, ref: ListingRef): Reading {
  return { ref, audit: auditOf(item), shelf: "never", listedOnce: false, skus: [] };
}

/** The things with a price and a stock: the children, or the product itself when it has none. */
export function sellable(item: WireItem): readonly WireChild[] {
  return item.childItem?.length ? item.childItem : [item];
}

/** A product with its shelf state and, per product code, what may still be sold. */
export function toReading(
  item: WireItem,
  more: { ref: ListingRef; saleStatus: string; shown: ReadonlyMap<string, number> },
): Reading {
  const shelf = SHELVES[more.saleStatus] ?? "never";
  return {
    ref: more.ref,
    audit: auditOf(item),
    shelf,
    listedOnce: shelf === "on" || shelf === "off",
    skus: sellable(item).map((sku) => ({
      merchantKey: sku.itemCode ?? "",
      platformSkuId: sku.productCode || null,
      priceFen: sku.price ? fenFromYuan(sku.price) : null,
      shown: more.shown.get(sku.productCode ?? "") ?? quantityOf(sku),
      booked: null,
    })),
  };
}

function quantityOf(sku: WireChild): number | null {
  return sku.invQty ? Number(sku.invQty) : null;
}

/** A product that already lies in the shop. */
export function toWare(item: WireItem, saleStatus: string): Ware {
  return {
    platformId: item.productCode ?? "",
    merchantKey: item.itemCode || null,
    title: item.cmTitle || item.productName || "",
    picture: item.supplierImg1Url || item.img1Url || null,
    shelf: SHELVES[saleStatus] ?? "never",
    skus: sellable(item).map((sku) => ({
      platformSkuId: sku.productCode ?? "",
      merchantKey: sku.itemCode || null,
      barcode: sku.barcode || null,
      name: sku.productName ?? "",
      priceFen: sku.price ? fenFromYuan(sku.price) : fen(0),
      shown: quantityOf(sku) ?? 0,
    })),
  };
}
