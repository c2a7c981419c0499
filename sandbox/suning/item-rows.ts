import type { Fields } from "./answer.ts";
import { mainPictures } from "./item-form.ts";
import { yuanOf } from "./money.ts";
import { placeholders } from "./placeholders.ts";
import { titleOf } from "./products.ts";
import { toBeijing } from "./time.ts";
import type { Product, Sku, World } from "./world.ts";

/** 0 in the warehouse, 1 on sale, 2 stopped. */
export function saleStatus({ shelf }: Product): "0" | "1" | "2" {
  return shelf === "on" ? "1" : shelf === "never" ? "0" : "2";
}

/** An item as the lists show it; its code is empty while it is worked on. */
export function itemRow(product: Product): Fields {
  const { productCode, itemCode, content, status, reason, createdAt, editedAt } = product;
  const { categoryCode, brandCode, productName } = content.fields;
  return {
    productCode,
    itemCode,
    productName,
    cmTitle: titleOf(product),
    categoryCode,
    brandCode,
    status,
    [placeholders.reasonField.value]: reason,
    createTime: toBeijing(createdAt),
    editTime: toBeijing(editedAt),
  };
}

/** Price and stock stand with the item where it has no children. */
export function itemWithChildren(product: Product): Fields {
  const [only] = product.skus;
  const own = product.parent || only === undefined ? {} : { price: yuanOf(only.priceFen), invQty: String(only.stock) };
  const childItem = product.parent ? { childItem: product.skus.map((sku) => childRow(product, sku)) } : {};
  return { ...itemRow(product), ...own, ...childItem };
}

function childRow(product: Product, sku: Sku): Fields {
  return {
    productCode: sku.productCode,
    itemCode: sku.itemCode,
    productName: product.content.fields["productName"],
    barcode: sku.barcode,
    price: yuanOf(sku.priceFen),
    invQty: String(sku.stock),
    img1Url: "",
    supplierImg1Url: sku.picture,
    pars: sku.pars.map((par) => ({ ...par })),
  };
}

export function detailRow(product: Product, world: World): Fields {
  const { fields, pars } = product.content;
  const category = world.categories.get(fields["categoryCode"] ?? "");
  const brand = world.brands.find((one) => one.code === fields["brandCode"]);
  const template = world.shops
    .get(product.shop)
    ?.freightTemplates.find((one) => one.id === fields["freightTemplateId"]);
  const shown = ["sellPoint", "introduction", "afterSaleServiceDec", "assortCode", "saleSet", "effectiveDay"];
  return {
    ...itemWithChildren(product),
    ...Object.fromEntries(shown.map((name) => [name, fields[name] ?? ""])),
    categoryName: category?.name ?? "",
    brandName: brand?.name ?? "",
    freightTemplateId: fields["freightTemplateId"] ?? "",
    freightTemplateName: template?.name ?? "",
    ...Object.fromEntries(mainPictures(fields).map((url, n) => [`supplierImg${n + 1}Url`, url])),
    pars: pars.map((par) => ({ ...par })),
  };
}

export function saleRow(product: Product): Fields {
  const prices = product.skus.map((sku) => sku.priceFen);
  return {
    productCode: product.productCode,
    itemCode: product.itemCode,
    productName: product.content.fields["productName"],
    cmTitle: titleOf(product),
    categoryCode: product.content.fields["categoryCode"],
    price: yuanOf(Math.min(...prices)),
    saleStatus: saleStatus(product),
  };
}
