import type { Body, Facet, Instant } from "../../contract.ts";
import { DAY_MS, epochMs, SECOND_MS } from "../../../domain/time.ts";
import { isListedOnce } from "../codes/index.ts";
import type { Seen } from "./listing.ts";
import { keyLine } from "./voucher-keys.ts";

/** What they take for "no brand". */
/** Their number for "no brand". */
export const NO_BRAND = "2100000000";
/** Category ids of ours are the whole path, root first, joined by this: they want the path, and know the leaf alone only. */
export const PATH = "/";
const RETURNS = { seven_days: 1, fresh_claim: 0, none: 0 } as const;
const seconds = (at: Instant) => Math.floor(epochMs(at) / SECOND_MS);

/** A product for product/add. Never with `listing`: a lost answer then leaves at worst a draft that the next look finds. */
export function toProduct(body: Body, now: Instant) {
  return {
    out_product_id: body.merchantKey,
    title: body.title,
    head_imgs: body.pictures,
    desc_info: { imgs: body.detailPictures, desc: plainText(body.detailHtml) },
    deliver_method: 0,
    cats: [],
    cats_v2: body.categoryId.split(PATH).map((cat_id) => ({ cat_id })),
    attrs: Object.entries(body.attributes).map(([attr_key, values]) => ({ attr_key, attr_value: values.join(";") })),
    spu_code: body.merchantKey,
    brand_id: body.brandId ?? NO_BRAND,
    product_qua_infos: quaInfos(body),
    express_info: {
      template_id: body.freightTemplateId,
      ...(body.weightGrams !== null && { weight: body.weightGrams }),
    },
    extra_service: { seven_day_return: RETURNS[body.returns], freight_insurance: 0 },
    after_sale_info: { after_sale_address_id: body.returnAddressId },
    skus: body.skus.map((sku) => toSku(sku, delivery(body, now))),
  };
}

function toSku(sku: Body["skus"][number], deliver: object) {
  return {
    out_sku_id: sku.merchantKey,
    sku_code: sku.merchantKey,
    ...(sku.picture !== null && { thumb_img: sku.picture }),
    sale_price: sku.priceFen,
    stock_num: sku.stock,
    sku_attrs: Object.entries(skuAttributes(sku)).map(([attr_key, attr_value]) => ({ attr_key, attr_value })),
    sku_deliver_info: deliver,
  };
}

/** In stock up to 48 hours, the longest promise of a freight template; beyond that a full-payment presale of 4 to 15 days. */
function delivery({ shipWithinHours }: Body, now: Instant) {
  if (shipWithinHours === null || shipWithinHours <= 48) return { stock_type: 0 };
  const begin = seconds(now);
  return {
    stock_type: 1,
    full_payment_presale_delivery_type: 0,
    presale_begin_time: begin,
    presale_end_time: begin + (15 * DAY_MS) / SECOND_MS,
    full_payment_presale_delivery_time: Math.min(15, Math.max(4, Math.ceil(shipWithinHours / 24))),
  };
}

const skuAttributes = (sku: Body["skus"][number]) =>
  Object.keys(sku.attributes).length > 0 ? sku.attributes : { 规格: sku.name };
const quaInfos = ({ certificates }: Body) =>
  certificates
    .filter(({ pictures }) => pictures.length > 0)
    .map(({ type, pictures }) => ({ qua_id: type, qua_url: pictures }));

/** What an overwrite gives back as it lies there: settings of the draft that no listing of ours holds, and parts that are not to be written. */
const NOT_OURS = [
  "limited_info",
  "aftersale_desc",
  "size_chart",
  "short_title",
  "spu_deliver_info",
  "timing_onsale_info",
];
const FIELDS: Partial<Record<Facet, readonly string[]>> = {
  text: ["title", "desc_info", "cats_v2", "attrs", "brand_id", "spu_code", "product_qua_infos"],
  pictures: ["head_imgs"],
  delivery: ["deliver_method", "express_info", "extra_service", "after_sale_info"],
};

/**
 * The same product over the one that lies there. update is a full overwrite and deletes skus that it doesn't name, so each known
 * sku carries its id; price and stock stay what buyers see now, unless the edit carries them or nothing was ever sold.
 */
export function overProduct(product: ReturnType<typeof toProduct>, there: Seen, facets: readonly Facet[]) {
  const raw: Record<string, unknown> = there.draft ?? {};
  const left = Object.entries(FIELDS).flatMap(([facet, keys]) => (facets.some((taken) => taken === facet) ? [] : keys));
  const kept = Object.fromEntries(
    [...NOT_OURS, ...left].flatMap((key) => ((raw[key] ?? null) === null ? [] : [[key, raw[key]]])),
  );
  const [price, stock] = [takes(there, facets, "price"), takes(there, facets, "stock")];
  const skus = product.skus.map((sku) => {
    const known = there.skus.find(({ merchantKey }) => merchantKey === sku.out_sku_id);
    if (known === undefined) return sku;
    const now = {
      sale_price: price ? sku.sale_price : (known.priceFen ?? sku.sale_price),
      stock_num: stock ? sku.stock_num : (known.shown ?? sku.stock_num),
    };
    return { ...sku, sku_id: known.platformSkuId, ...now };
  });
  return { ...product, ...kept, skus };
}

const takes = (there: Seen, facets: readonly Facet[], facet: Facet) =>
  facets.includes(facet) || !isListedOnce(there.status);

/** A draft as it lies there with other stock numbers: the only way before the first listing, when stock/update is refused (10020289). */
export function withStock(draft: NonNullable<Seen["draft"]>, target: ReadonlyMap<string, number>) {
  const skus = draft.skus.map((sku) => filled({ ...sku, stock_num: target.get(sku.sku_id) ?? sku.stock_num }));
  return { ...filled(draft), status: undefined, edit_status: undefined, audit_info: undefined, skus };
}

const filled = (fields: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null && value !== ""));

/** Voucher goods for product/locallife/add: no stock there, it is set afterwards; the values of attr_kv_map are JSON in text. */
export function toLife(body: Body, there: Seen | null, facets: readonly Facet[]) {
  const price = there === null || takes(there, facets, "price");
  return {
    out_product_id: body.merchantKey,
    product_type: 2, //       exchange voucher
    product_name: body.title,
    category_id: body.categoryId.split(PATH).at(-1),
    brand_id: body.brandId ?? NO_BRAND,
    head_imgs: body.pictures,
    product_qua_infos: quaInfos(body),
    verify_at_store: 1,
    code_source_type: 3, //   codes made by the platform
    attr_kv_map: terms(body),
    skus: body.skus.map((sku) => {
      const known = there?.skus.find(({ merchantKey }) => merchantKey === sku.merchantKey);
      const sale_price = price ? sku.priceFen : (known?.priceFen ?? sku.priceFen);
      return {
        ...(known !== undefined && { sku_id: known.platformSkuId }),
        sale_price,
        sku_attr_map: skuAttributes(sku),
      };
    }),
  };
}

function terms(body: Body): Record<string, string> {
  const use = { use_start_date: body.voucher?.useFrom, use_end_date: body.voucher?.useUntil };
  const texts = Object.entries(body.attributes).map(([name, values]) => `${name}：${values.join("、")}`);
  const keys = body.skus.map((sku) => keyLine(sku.merchantKey, skuAttributes(sku)));
  return {
    use_date_rule: JSON.stringify({ validate_type: 1, use_date: use }),
    use_time: JSON.stringify({ use_time_type: 1 }),
    exclusive_date: JSON.stringify({ enable: 0 }),
    detail_imgs: JSON.stringify(body.detailPictures),
    appointment: JSON.stringify({ need_appointment: 1 }),
    need_phone_num: "1",
    refund_policy: "1",
    additional_rule: JSON.stringify([plainText(body.detailHtml), ...texts, ...keys].filter((text) => text !== "")),
  };
}

function plainText(html: string): string {
  const lines = html.replace(/<(br|\/p|\/li|\/tr|\/h\d|\/div)[^>]*>/gi, "\n").replace(/<[^>]+>/g, "");
  const plain = lines
    .replaceAll("&nbsp;", " ")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
  return plain
    .replace(/[ \t]+/g, " ")
    .replace(/\s*\n\s*/g, "\n")
    .trim();
}
