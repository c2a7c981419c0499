import type { Acts, ControlAnswer } from "../kit/types.ts";
import { makeWareByHand, type HandMadeSku } from "./hand-made.ts";
import { isRecord } from "./json.ts";
import { skusOf, type Sku, type Ware } from "./ware.ts";
import type { World } from "./world.ts";

function refuse(status: number, code: string, message: string): ControlAnswer {
  return { ok: false, refusal: { status, code, message } };
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function wholeOrNull(value: unknown): number | null {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : null;
}

function handSku(value: unknown, index: number): HandMadeSku | null {
  if (!isRecord(value)) return null;
  const priceFen = wholeOrNull(value["priceFen"]);
  const stock = wholeOrNull(value["stock"]);
  if (priceFen === null || stock === null) return null;
  const name = textOrNull(value["name"]) ?? `规格${index + 1}`;
  return { outerId: textOrNull(value["merchantKey"]), name, priceFen, stock };
}

/** kind: goods (default), voucher (JD makes the codes), voucher_own_codes (the merchant does). `category` is the name of a leaf. */
export const addProduct: Acts<World>["addProduct"] = (product, { world, clock }) => {
  const shop = world.shops.get(textOrNull(product["shop"]) ?? "");
  if (shop === undefined) return refuse(404, "no_shop", "shop must be a vender id");
  const title = textOrNull(product["title"]);
  const list = Array.isArray(product["skus"]) ? product["skus"] : [];
  const skus = list.map(handSku).filter((sku) => sku !== null);
  if (title === null || skus.length === 0 || skus.length < list.length) {
    return refuse(400, "bad_product", "a product is {shop, title, skus: [{priceFen, stock, merchantKey?, name?}]}");
  }
  const kind = product["kind"] ?? "goods";
  const local = kind === "voucher" || kind === "voucher_own_codes";
  if (!local && kind !== "goods") return refuse(400, "bad_kind", "kind is goods, voucher or voucher_own_codes");
  const ware = makeWareByHand(world, shop, {
    title,
    categoryName: textOrNull(product["category"]) ?? (local ? "民宿" : "核桃"),
    outerId: textOrNull(product["merchantKey"]),
    skus,
    onSale: product["onSale"] !== false,
    ownCodes: kind === "voucher_own_codes",
    now: clock.now(),
  });
  return { ok: true, value: { productId: ware.wareId, skuIds: ware.skus.map((sku) => sku.skuId) } };
};

/** Without a merchantKey a price or stock means the first sku. Stock is what buyers may still order. */
export const editProduct: Acts<World>["editProduct"] = (productId, change, { world, clock }) => {
  const ware = living(world, productId);
  if (ware === null) return refuse(404, "no_product", `there is no ware ${productId}`);
  const key = textOrNull(change["merchantKey"]);
  const sku = skusOf(ware).find((one) => key === null || one.outerId === key || one.skuId === key);
  if (sku === undefined) return refuse(404, "no_sku", `the ware has no sku ${key ?? ""}`);
  const now = clock.now();
  editSku(sku, change, now);
  ware.title = textOrNull(change["title"]) ?? ware.title;
  if (change["shelf"] === "on") Object.assign(ware, { base: 8, audit: "passed", auditDueAt: null, onlineAt: now });
  if (change["shelf"] === "off") Object.assign(ware, { base: 2, offlineAt: now });
  ware.modified = now;
  return { ok: true, value: { productId } };
};

function editSku(sku: Sku, change: Readonly<Record<string, unknown>>, now: number): void {
  const stock = wholeOrNull(change["stock"]);
  sku.priceFen = wholeOrNull(change["priceFen"]) ?? sku.priceFen;
  if (stock !== null) sku.stockNum = stock + sku.booked;
  sku.modified = now;
}

export const forceOff: Acts<World>["forceOff"] = (productId, body, { world, clock }) => {
  const ware = living(world, productId);
  if (ware === null) return refuse(404, "no_product", `there is no ware ${productId}`);
  const reason = textOrNull(body["reason"]) ?? "商品违规,京东下架";
  Object.assign(ware, { base: 4, audit: "none", auditDueAt: null, mended: false, reason });
  ware.offlineAt = clock.now();
  ware.modified = clock.now();
  return { ok: true, value: { productId } };
};

function living(world: World, productId: string): Ware | null {
  const ware = world.wares.get(productId);
  return ware === undefined || ware.deletedAt !== null ? null : ware;
}
