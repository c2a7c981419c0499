import type { Call } from "./call.ts";
import { Refusal, refusal } from "./codes.ts";
import { fenOf } from "./money.ts";
import { recordsOf, textOf, type Params } from "./params.ts";
import { PLACEHOLDERS } from "./placeholders.ts";
import type { Property, Ware, WareImage } from "./ware.ts";
import type { Attribute, Category } from "./world.ts";

export const NO_COLOUR = "0000000000";
export const MOST_IMAGES = 10;
const DETAIL_CHARACTERS = 100_000;

/** A broken ware rule: `error_response` with a long text. */
export function broken(zh: string, en = "ware check failed"): Refusal {
  return new Refusal(PLACEHOLDERS.wareRuleCode.value, zh, `${en}: ${zh}`);
}

/** 50 characters when a ware is added, 45 when it is updated; no forbidden word. */
export function checkTitle(title: string, most: 50 | 45): string {
  if (title.trim() === "") throw broken("商品标题必填");
  if ([...title].length > most) throw broken(`商品标题不能超过${most}个字符`);
  const word = PLACEHOLDERS.forbiddenWords.value.find((one) => title.includes(one));
  if (word !== undefined) throw broken(`商品标题含有敏感词: ${word}`, "敏感词");
  return title;
}

/** The leaf to publish in: the shop must be allowed, and the level-3 id must be the one above (or the leaf itself). */
export function checkCategory({ world, shop }: Call, ware: Params): Category {
  const third = textOf(ware, "categoryId");
  const leafId = textOf(ware, "multiCategoryId");
  if (third === null) throw broken("类目必填");
  if (leafId === null) throw broken("末级类目必填");
  const leaf = world.categories.get(leafId);
  if (leaf === undefined || !leaf.leaf) throw broken("末级类目不存在");
  if (third !== (leaf.lev === 4 ? leaf.fid : leaf.id)) throw broken("末级类目不属于该三级类目");
  if (leaf.certificate) throw broken("该类目需要上传资质后才能发布商品");
  if (!shop.categories.has(leaf.id)) throw broken("商家没有该类目的发布权限");
  if (leaf.kind === "local" && !PLACEHOLDERS.locPublishByApi.value) throw broken("商家没有本地生活类目的接口发布权限");
  return leaf;
}

export function checkBrand({ shop }: Call, ware: Params, category: Category): string | null {
  const brandId = textOf(ware, "brandId");
  if (brandId === null) {
    if (category.kind === "food") throw broken("此类目要求品牌必填");
    return null;
  }
  if (!shop.brands.some((brand) => brand.id === brandId)) throw broken("品牌未授权");
  return brandId;
}

export function checkTransport({ shop }: Call, ware: Params): string {
  const transportId = textOf(ware, "transportId");
  if (transportId === null) throw broken("运费模板必填");
  if (!shop.freight.some((template) => template.id === transportId)) throw refusal("71", ": transportId");
  return transportId;
}

/** Attributes of the category by their input types; with `whole` the required ones must be there. */
export function checkProps(
  call: Call,
  list: readonly Params[],
  { category, whole }: { category: Category; whole: boolean },
): Property[] {
  if (list.length > 100) throw broken("属性不能超过100个");
  const known = category.attributes.map((one) => call.world.attributes.get(one)).filter((one) => one?.type === 3);
  const props = list.map((prop) => {
    const attribute = known.find((one) => one?.id === textOf(prop, "attrId"));
    if (attribute === undefined) throw broken(`属性${textOf(prop, "attrId") ?? ""}不属于该类目`);
    return checkProp(attribute, prop);
  });
  const missing = known.find((one) => one?.required === true && !props.some((prop) => prop.attrId === one.id));
  if (whole && missing !== undefined) throw broken(`通用属性必填: ${missing.name}`);
  return props;
}

function checkProp(attribute: Attribute, prop: Params): Property {
  const attrValues = texts(prop["attrValues"]);
  const units = texts(prop["units"]);
  const [value = ""] = attrValues;
  if (value.trim() === "") throw broken(`属性值不能为空: ${attribute.name}`);
  if (attrValues.length > 1) throw broken(`属性只能有一个值: ${attribute.name}`);
  if (attribute.input === 1 && !attribute.values.some((one) => one.id === value)) {
    throw broken(`属性值不在可选范围: ${attribute.name}`);
  }
  if (attribute.input === 7) {
    if (!/^\d+(\.\d+)?$/.test(value)) throw broken(`属性值必须是数字: ${attribute.name}`);
    if (!attribute.units.includes(units[0] ?? "")) throw broken(`属性单位不正确: ${attribute.name}`);
  }
  if (value.length > PLACEHOLDERS.textPropLength.value) throw broken(`属性值过长: ${attribute.name}`);
  return { attrId: attribute.id, attrValues, units };
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map((one) => String(one)) : [];
}

/** Paths from this shop's own picture store, at most ten per colour, an index once. */
export function checkImages(call: Call, list: readonly Params[]): WareImage[] {
  const images = list.map((image) => ({
    colorId: textOf(image, "colorId") ?? NO_COLOUR,
    imgIndex: Number(textOf(image, "imgIndex") ?? "0"),
    imgUrl: textOf(image, "imgUrl") ?? "",
  }));
  if (images.some((image) => !Number.isInteger(image.imgIndex) || image.imgIndex < 1 || image.imgIndex > MOST_IMAGES)) {
    throw broken("图片序号不正确");
  }
  const places = new Set(images.map((image) => `${image.colorId}/${image.imgIndex}`));
  if (places.size < images.length) throw broken("图片序号重复");
  for (const colour of new Set(images.map((image) => image.colorId))) {
    if (images.filter((image) => image.colorId === colour).length > MOST_IMAGES) throw broken("每个颜色最多10张图片");
  }
  for (const image of images) checkImageUrl(call, image.imgUrl);
  return images;
}

function checkImageUrl({ world, shop }: Call, url: string): void {
  if (!url.startsWith("jfs/")) throw broken("图片地址不合法,请使用图片空间的图片");
  if (world.pictures.get(url)?.venderId !== shop.venderId) throw broken("图片不存在");
}

export function checkMainImage(images: readonly WareImage[]): void {
  if (!images.some((image) => image.colorId === NO_COLOUR && image.imgIndex === 1)) throw broken("商品主图必填");
}

const KEPT_TEXTS = ["itemNum", "barCode", "packListing", "afterSales", "introductionUseFlag", "mobileDescUseFlag"];
const SIZES = ["length", "width", "height"];

/** Fields with a rule of form only. Prices at ware level are kept, no buyer pays them. */
export function checkRest(ware: Params): Readonly<Record<string, unknown>> {
  const rest: Record<string, unknown> = {};
  for (const name of ["introduction", "mobileDesc"]) {
    const text = textOf(ware, name);
    if (text === null) continue;
    if (text.length > DETAIL_CHARACTERS) throw broken(`${name}不能超过${DETAIL_CHARACTERS}个字符`);
    rest[name] = text;
  }
  for (const name of KEPT_TEXTS) if (textOf(ware, name) !== null) rest[name] = textOf(ware, name);
  for (const name of SIZES) {
    const text = textOf(ware, name);
    if (text !== null && !/^\d+$/.test(text)) throw broken(`${name}必须是整数(毫米)`);
    if (text !== null) rest[name] = Number(text);
  }
  const weight = textOf(ware, "weight");
  if (weight !== null && !(Number(weight) > 0)) throw broken("weight必须是大于0的数字(千克)");
  if (weight !== null) rest["weight"] = Number(weight);
  return { ...rest, ...adWords(ware), ...prices(ware) };
}

function adWords(ware: Params): Readonly<Record<string, unknown>> {
  const value = ware["adWords"];
  if (typeof value !== "object" || value === null) return {};
  if (!("words" in value) || typeof value.words !== "string" || value.words === "") throw broken("广告词必填");
  const url = "url" in value && typeof value.url === "string" ? value.url : "";
  if (url !== "" && !/^https?:\/\/([\w-]+\.)*jd\.com(\/|$)/.test(url)) throw broken("广告词链接必须是京东域名");
  return { adWords: value };
}

function prices(ware: Params): Readonly<Record<string, unknown>> {
  const read: Record<string, unknown> = {};
  for (const name of ["jdPrice", "marketPrice"]) {
    if (ware[name] === undefined || ware[name] === null) continue;
    const fen = fenOf(ware[name]);
    if (fen === null) throw broken(`${name}格式不正确`);
    read[`${name}Fen`] = fen;
  }
  return read;
}

export function checkFeatures(ware: Params): { key: string; value: string }[] {
  const list = recordsOf(ware, "features");
  if (list.length > 100) throw broken("特殊属性不能超过100个");
  return list.map((feature) => {
    const key = textOf(feature, "key") ?? textOf(feature, "featureKey");
    if (key === null) throw broken("特殊属性的key必填");
    return {
      key,
      value: textOf(feature, "value") ?? textOf(feature, "values") ?? textOf(feature, "featureValue") ?? "",
    };
  });
}

/** A ware of this shop that is not in the recycle bin. */
export function needWare({ world, shop }: Call, wareId: string): Ware {
  const ware = world.wares.get(wareId);
  if (ware === undefined || ware.venderId !== shop.venderId || ware.deletedAt !== null)
    throw refusal("71", `: ${wareId}`);
  return ware;
}
