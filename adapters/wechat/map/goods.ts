/** Pure and total: a listing of ours as their goods or voucher, new or over what lies there. */
import { plainHtml, textOfHtml } from "../../../domain/listing/html.ts";
import { DAY_MS, epochMs, SECOND_MS } from "../../../domain/time.ts";
import type { Body, Effects, Facet, Instant } from "../../contract.ts";
import { lineFailure } from "../../runtime/classify.ts";
import { failures, isListedOnce, NO_LOCAL_LIFE } from "../codes/index.ts";
import * as rules from "../rules/index.ts";
import { refOf, type Product } from "./product.ts";
import { leafOf } from "./taxonomy.ts";
import { keyLine } from "./voucher-keys.ts";

type Sku = Body["skus"][number];
/** What an edit finds there and what it may change; nothing lies there for a new product. */
interface Over {
  there: Product | null;
  facets: readonly Facet[];
}

/** The whole product. Never with `listing`: a lost answer then leaves at worst a draft that the next look finds. */
export const toProduct = (body: Body, now: Instant, over: Over = { there: null, facets: [] }): object =>
  body.voucher === null ? toGoods(body, now, over) : toVoucherGoods(body, body.voucher, over);

/** The answer of a write: done, or the platform still writes skus. */
export function written({ merchantKey, voucher, skus }: Body, platformId: string) {
  const value = refOf(merchantKey, platformId);
  const later = voucher === null && skus.length > rules.WRITTEN_AT_ONCE;
  return later
    ? ({ kind: "accepted", value, readAfterMs: rules.READ_AFTER_MS } as const)
    : ({ kind: "done", value } as const);
}
/** What becomes of vouchers in a shop that has none: as the platform would say it, without asking. */
export function noVouchers({ merchantKey, skus }: Body) {
  const failure = lineFailure(failures, { code: NO_LOCAL_LIFE, message: "nothing was sent: localLife is off" });
  const failed = skus.map((sku) => ({ merchantKey: sku.merchantKey, failure }));
  return { kind: "partly", value: refOf(merchantKey, null), failed } as const;
}

/** update is a full overwrite: what the edit does not carry goes back as it lies there. */
function toGoods(body: Body, now: Instant, over: Over): object {
  const draft = over.there?.draft?.raw;
  const services = { ...rules.NO_SERVICES, ...draft?.extra_service };
  const sku_deliver_info = deliveryOf(body, now);
  const goods = {
    ...rules.GOODS_ALWAYS,
    out_product_id: body.merchantKey,
    spu_code: body.merchantKey,
    title: body.title,
    head_imgs: body.pictures,
    desc_info: { imgs: body.detailPictures, desc: plainText(body.detailHtml) },
    cats_v2: body.categoryId.split(rules.PATH).map((cat_id) => ({ cat_id })),
    attrs: pairs(Object.entries(body.attributes).map(([key, values]) => [key, values.join(";")])),
    brand_id: body.brandId ?? rules.NO_BRAND,
    product_qua_infos: certificatesOf(body),
    express_info: { template_id: body.freightTemplateId, weight: body.weightGrams ?? undefined },
    extra_service: { ...services, seven_day_return: rules.SEVEN_DAY_RETURN[body.returns] },
    after_sale_info: { after_sale_address_id: body.returnAddressId },
    skus: body.skus.map((sku) => {
      const { known, sku_id, sale_price, stock_num } = numbersOf(sku, over);
      const [codes, thumb_img] = [{ out_sku_id: sku.merchantKey, sku_code: sku.merchantKey }, sku.picture ?? undefined];
      const sku_attrs = pairs(Object.entries(optionsOf(sku)));
      const theirs = picked(known?.raw, rules.NOT_OURS_OF_SKU);
      return { ...theirs, sku_id, ...codes, thumb_img, sale_price, stock_num, sku_attrs, sku_deliver_info };
    }),
  };
  const carried = (facet: string) => over.facets.some((one) => one === facet);
  const left = Object.entries(rules.FIELDS).filter(([facet]) => !carried(facet));
  return { ...goods, ...picked(draft, [...rules.NOT_OURS, ...left.flatMap(([, fields]) => fields)]) };
}

/** Those of the fields that something stands in. */
const picked = (from: Record<string, unknown> = {}, fields: readonly string[]) =>
  Object.fromEntries(fields.flatMap((field) => ((from[field] ?? null) === null ? [] : [[field, from[field]]])));
const pairs = (all: readonly (readonly [string, string])[]) =>
  all.map(([attr_key, attr_value]) => ({ attr_key, attr_value }));

/** Its number there, without which an overwrite would delete it; price and stock stay what buyers see, unless the edit carries them or nothing was ever sold. */
function numbersOf(sku: Sku, { there, facets }: Over) {
  const known = there?.skus.find(({ merchantKey }) => merchantKey === sku.merchantKey);
  const stays = (facet: Facet) => !facets.includes(facet) && isListedOnce(there?.status ?? 0);
  return {
    known,
    sku_id: known?.platformSkuId,
    sale_price: (stays("price") ? known?.priceFen : null) ?? sku.priceFen,
    stock_num: (stays("stock") ? known?.shown : null) ?? sku.stock,
  };
}

function deliveryOf({ shipWithinHours }: Body, now: Instant): object {
  if (shipWithinHours === null || shipWithinHours <= rules.STOCK_HOURS) return rules.IN_STOCK;
  const { least, most, open } = rules.PRESALE_DAYS;
  const begin = Math.floor(epochMs(now) / SECOND_MS);
  return {
    ...rules.PRESALE,
    presale_begin_time: begin,
    presale_end_time: begin + (open * DAY_MS) / SECOND_MS,
    full_payment_presale_delivery_time: Math.min(most, Math.max(least, Math.ceil(shipWithinHours / 24))),
  };
}

const optionsOf = (sku: Sku) => (Object.keys(sku.attributes).length > 0 ? sku.attributes : { 规格: sku.name });
const certificatesOf = ({ certificates }: Body) =>
  certificates.flatMap(({ type, pictures }) => (pictures.length > 0 ? [{ qua_id: type, qua_url: pictures }] : []));

/** A draft as it lies there with other stock numbers: the only way before the first listing, when stock/update is refused (10020289). */
export function withStock(
  { raw, skus }: NonNullable<Product["draft"]>,
  targets: Effects["setStock"][0]["skus"],
): object {
  const stocked = skus.map((sku) => {
    const wanted = targets.find(({ platformSkuId }) => platformSkuId === sku.platformSkuId);
    return filled({ ...sku.raw, stock_num: wanted?.value.target ?? sku.shown });
  });
  return { ...filled(raw, rules.TOLD), skus: stocked };
}
/** Fields with something in them, but for those that are only told. */
const filled = (fields: Record<string, unknown>, told: readonly string[] = []) =>
  Object.fromEntries(
    Object.entries(fields).filter(([key, value]) => value !== null && value !== "" && !told.includes(key)),
  );

/** Voucher goods: no stock here, it is set afterwards; what no field takes stands in the rules that buyers read. */
function toVoucherGoods(body: Body, { useFrom, useUntil }: NonNullable<Body["voucher"]>, over: Over): object {
  const use_date = { use_start_date: useFrom, use_end_date: useUntil };
  const facts = Object.entries(body.attributes).map(([name, values]) => `${name}：${values.join("、")}`);
  const keys = body.skus.map((sku) => keyLine(sku.merchantKey, optionsOf(sku)));
  const lines = [plainText(body.detailHtml), ...facts, ...keys].filter((text) => text !== "");
  return {
    ...rules.VOUCHER_ALWAYS,
    out_product_id: body.merchantKey,
    product_name: body.title,
    category_id: leafOf(body.categoryId),
    brand_id: body.brandId ?? rules.NO_BRAND,
    head_imgs: body.pictures,
    product_qua_infos: certificatesOf(body),
    attr_kv_map: {
      ...rules.TERMS_ALWAYS,
      use_date_rule: JSON.stringify({ validate_type: 1, use_date }),
      detail_imgs: JSON.stringify(body.detailPictures),
      additional_rule: JSON.stringify(lines),
    },
    skus: body.skus.map((sku) => {
      const { sku_id, sale_price } = numbersOf(sku, over);
      return { sku_id, sale_price, sku_attr_map: optionsOf(sku) };
    }),
  };
}

/** Their description is text: each block of ours is a line. */
const plainText = (html: string): string =>
  plainHtml(html)
    .split(/\n|<br>|<\/(?:p|li|tr|h\d|div)>/)
    .map((block) => textOfHtml(block).replace(/\s+/g, " "))
    .filter((line) => line !== "")
    .join("\n");
