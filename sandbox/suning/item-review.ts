import { mainPictures } from "./item-form.ts";
import { placeholders } from "./placeholders.ts";
import { titleOf, voucherItem } from "./products.ts";
import type { Category, Par, Parameter, Product, World } from "./world.ts";

/** Why an application fails when it is worked through: everything that has to be looked up. Null: it is in order. */
export function defectOf(product: Product, world: World): string | null {
  const category = world.categories.get(product.content.fields["categoryCode"] ?? "");
  if (category === undefined || !category.leaf) return "采购目录不存在或不是最末级目录";
  if (!category.granted) return `店铺没有采购目录“${category.name}”的经营权限`;
  return (
    brandDefect(product, world) ??
    nameDefect(product, world) ??
    pictureDefect(product, world) ??
    shopDefect(product, world) ??
    parDefect(product.content.pars, category, "basic") ??
    childDefect(product, category) ??
    voucherDefect(product, category)
  );
}

/** The word of the policy that the title holds; such an item is refused by the review. */
export function refusedWord(product: Product, world: World): string | null {
  const words = `${product.content.fields["productName"] ?? ""} ${titleOf(product)}`;
  return world.auditPolicy.refuseWords.find((word) => word !== "" && words.includes(word)) ?? null;
}

function brandDefect({ content }: Product, { brands }: World): string | null {
  const { brandCode = "", categoryCode = "" } = content.fields;
  const brand = brands.find((one) => one.code === brandCode);
  const fits = brand !== undefined && (brand.categories.size === 0 || brand.categories.has(categoryCode));
  return fits ? null : `品牌编码${brandCode}在该目录下不存在`;
}

/** A name may exist once in the product library, whoever owns it. */
function nameDefect(product: Product, world: World): string | null {
  const name = product.content.fields["productName"];
  const all = [...world.products.values()].filter((other) => !other.deleted);
  const before = all.findIndex((other) => other.id === product.id);
  const taken = all.some(
    ({ id, content, productCode, status }, n) =>
      id !== product.id &&
      content.fields["productName"] === name &&
      (productCode !== "" || (status === "1" && n < before)),
  );
  return taken ? "商品名称与苏宁商品库中已有商品重复" : null;
}

function pictureDefect({ content, skus, shop }: Product, world: World): string | null {
  const html = Buffer.from(content.fields["introduction"] ?? "", "base64").toString("utf8");
  const inText = [...html.matchAll(/<img[^>]*?\bsrc\s*=\s*["']?([^"'\s>]+)/gi)].map(([, url]) => url ?? "");
  const main = mainPictures(content.fields);
  const children = skus.map((sku) => sku.picture).filter((url) => url !== "");
  const foreign = [...main, ...children, ...inText].find((url) => !ours(url, shop, world));
  if (foreign !== undefined) return `图片不是苏宁图片空间的地址:${foreign}`;
  const side = placeholders.mainPictureSidePx.value;
  const small = [...main, ...children].find((url) => {
    const picture = world.pictures.get(url);
    return picture !== undefined && Math.min(picture.width, picture.height) < side;
  });
  return small === undefined ? null : `主图小于${side}*${side}像素:${small}`;
}

function ours(url: string, shop: string, world: World): boolean {
  return world.pictures.get(url)?.shop === shop || url.includes(`/commodity/hand-${shop}-`);
}

function shopDefect({ content, shop }: Product, world: World): string | null {
  const id = content.fields["freightTemplateId"] ?? "";
  const known = id === "" || world.shops.get(shop)?.freightTemplates.some((template) => template.id === id);
  return known ? null : "运费模板不存在";
}

/** Required parameters there, options by their code, numbers where numbers are asked, nothing outside the template. */
export function parDefect(pars: readonly Par[], category: Category, template: Parameter["template"]): string | null {
  const wanted = category.parameters.filter((one) => one.template === template);
  const missing = wanted.find(
    ({ must, code }) => must && !pars.some((par) => par.parCode === code && par.parValue !== ""),
  );
  if (missing !== undefined) return `参数“${missing.name}”(${missing.code})必填`;
  for (const { parCode, parValue } of pars) {
    const parameter = wanted.find((one) => one.code === parCode);
    if (parameter === undefined) return `参数${parCode}不在该目录的参数模板中`;
    if (parValue !== "" && !fits(parameter, parValue)) return `参数“${parameter.name}”的值“${parValue}”不符合模板`;
  }
  return new Set(pars.map((par) => par.parCode)).size < pars.length ? "参数重复" : null;
}

function fits({ type, options, numeric }: Parameter, value: string): boolean {
  if (type === "3") return !numeric || /^\d+(\.\d+)?$/.test(value);
  const chosen = type === "2" ? value.split(",") : [value];
  return chosen.every((one) => options.some((option) => option.code === one));
}

function childDefect({ parent, skus }: Product, category: Category): string | null {
  if (!parent) return null;
  const combinations = new Set(skus.map((sku) => JSON.stringify(sku.pars.map((par) => [par.parCode, par.parValue]))));
  if (combinations.size < skus.length) return "子商品规格重复";
  return skus.map((sku) => parDefect(sku.pars, category, "common")).find((defect) => defect !== null) ?? null;
}

function voucherDefect(product: Product, category: Category): string | null {
  const isVoucher = voucherItem(product);
  if (isVoucher && category.kind !== "local") return "该目录不支持到店核销商品";
  if (!isVoucher && category.kind === "local") return "该目录只支持到店核销商品,请填写销售渠道等O2O信息";
  const { effectiveDay = "", extractMode = "" } = product.content.fields;
  return isVoucher && (effectiveDay === "" || extractMode === "") ? "到店核销商品缺少有效天数或提货方式" : null;
}
