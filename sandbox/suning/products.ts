import type { Product, Sku, World } from "./world.ts";

/** An item, and the child that was named when it was one. */
export interface Found {
  product: Product;
  sku: Sku | null;
}

/** A shop's items that still are, oldest first. */
export function itemsOf(world: World, shop: string): readonly Product[] {
  return [...world.products.values()].filter((product) => product.shop === shop && !product.deleted);
}

/** The item or child of this shop with a product code of the platform. */
export function byProductCode(world: World, shop: string, code: string): Found | null {
  if (code === "") return null;
  return found(itemsOf(world, shop), (one) => one.productCode === code);
}

/** The oldest item or child of this shop with a merchant's own code; those that failed come last. */
export function byItemCode(world: World, shop: string, code: string): Found | null {
  if (code === "") return null;
  const items = itemsOf(world, shop);
  const alive = items.filter(({ productCode, status }) => productCode !== "" || status === "1");
  return found(alive, (one) => one.itemCode === code) ?? found([...items].reverse(), (one) => one.itemCode === code);
}

function found(
  items: readonly Product[],
  hit: (one: { productCode: string; itemCode: string }) => boolean,
): Found | null {
  for (const product of items) {
    const sku = product.parent ? product.skus.find(hit) : undefined;
    if (sku !== undefined || hit(product)) return { product, sku: sku ?? null };
  }
  return null;
}

/** The one that price and stock belong to: a child, or the item itself where it has none. Null for the parent of children. */
export function sellable({ product, sku }: Found): Sku | null {
  if (sku !== null) return sku;
  return product.parent ? null : (product.skus[0] ?? null);
}

/** Where a code is given twice the platform's own wins. */
export function byEither(world: World, shop: string, codes: { productCode: string; itemCode: string }): Found | null {
  const { productCode, itemCode } = codes;
  return productCode === "" ? byItemCode(world, shop, itemCode) : byProductCode(world, shop, productCode);
}

export function titleOf(product: Product): string {
  const { cmTitle = "", productName = "" } = product.content.fields;
  return cmTitle === "" ? productName : cmTitle;
}

export function stockOf(product: Product): number {
  return product.skus.reduce((sum, sku) => sum + sku.stock, 0);
}

/** What tells the children of one item apart, in words. */
export function skuName(product: Product, sku: Sku): string {
  return product.parent ? sku.pars.map((par) => par.parValue).join(" ") : titleOf(product);
}

export function voucherItem(product: Product): boolean {
  return (product.content.fields["sellChannel"] ?? "") !== "";
}

/** Gives an item and its children the platform's codes, once. */
export function assignCodes(product: Product, digits: (length: number) => string): void {
  if (product.productCode === "") product.productCode = digits(11);
  for (const sku of product.skus) {
    if (sku.productCode === "") sku.productCode = product.parent ? digits(11) : product.productCode;
  }
}
