import type { Refusal } from "./answer.ts";
import { isCount, isPrice, parsOf } from "./item-form.ts";
import { fenOf } from "./money.ts";
import { type Params, text } from "./params.ts";
import { placeholders } from "./placeholders.ts";
import type { Sku } from "./world.ts";

const CHILD_FIELDS = new Set([
  ..."itemCode barcode barpic price invQty alertQty deductiblePriceChild pars parentProductCode".split(" "),
  ...Array.from({ length: 5 }, (_, n) => `img${n + 1}Url`),
  ...Array.from({ length: 5 }, (_, n) => `supplierImg${n + 1}Url`),
]);

/** The first thing wrong with the form of an item's children. */
export function childrenError(children: readonly Params[]): Refusal | null {
  const code = children.map(childError).find((found) => found !== null) ?? null;
  if (code !== null) return { code, message: "子码信息校验失败" };
  const codes = new Set(children.map((child) => text(child, "itemCode")));
  if (codes.size < children.length)
    return { code: "biz.custom.childItem.itemCode-value:repeat", message: "商家编码重复" };
  return null;
}

function childError(child: Params): string | null {
  const absent = ["itemCode", "price", "invQty"].find((name) => text(child, name) === "");
  if (absent !== undefined) return `biz.childItem.missing-parameter:${absent}`;
  const unknown = Object.keys(child).find((name) => !CHILD_FIELDS.has(name));
  if (unknown !== undefined) return `biz.custom.childItem.invalid-biz:${unknown}`;
  if (!isPrice(text(child, "price"))) return "biz.custom.childItem.price-format:error";
  const max = placeholders.stockMax.value;
  const bad = ["invQty", "alertQty"].find((name) => text(child, name) !== "" && !isCount(text(child, name), max));
  return bad === undefined ? null : `biz.custom.childItem.${bad}-format:error`;
}

/** A child as it stands in an application: without the platform's code. */
export function childOf(child: Params): Sku {
  return {
    productCode: "",
    itemCode: text(child, "itemCode"),
    barcode: text(child, "barcode"),
    picture: text(child, "supplierImg1Url") || text(child, "img1Url"),
    pars: parsOf(child),
    priceFen: fenOf(text(child, "price")) ?? 0,
    stock: Number(text(child, "invQty")),
    sold: 0,
    recentSales: [],
  };
}
