import { firstRefusal, no, type Reply } from "../reply.ts";
import type { SkuFields } from "../shapes.ts";
import { DAY_MS, seconds } from "../time.ts";
import type { Leaf, Product } from "../world.ts";
import { urlRefusal, type Album } from "./pictures.ts";
import { hasTwice, lengthOf, when } from "./verdict.ts";

const MAX_SKUS = 500;
const MAX_PRICE_FEN = 1_000_000_000;
const MAX_VALUES = 100;
const MAX_TEXT = 40;
const SALE_ATTRIBUTES: readonly string[] = ["规格"];

/** What the SKUs are judged with; `before` is the product that an update overwrites. */
export interface SkuJudge extends Album {
  leaf: Leaf;
  before: Product | null;
  nowMs: number;
}

/** The rules of a goods product's SKUs, one by one and together. */
export const skusRefusal = (skus: readonly SkuFields[], judge: SkuJudge): Reply | null =>
  firstRefusal([
    when(skus.length === 0, 10020038),
    when(skus.length > MAX_SKUS, 10020013),
    ...skus.map((sku) => skuRefusal(sku, judge)),
    togetherRefusal(skus),
  ]);

const skuRefusal = (sku: SkuFields, judge: SkuJudge): Reply | null =>
  firstRefusal([
    priceRefusal(sku.sale_price),
    when(sku.stock_num < 0, 10020051, "stock_num"),
    when(lengthOf(sku.out_sku_id) > 128, 10020037),
    when(lengthOf(sku.sku_code) > 100, 10020029),
    sku.thumb_img ? urlRefusal([sku.thumb_img], judge) : null,
    attributesRefusal(sku.sku_attrs ?? []),
    idRefusal(sku.sku_id, judge),
    presaleRefusal(sku, judge),
  ]);

/** Whole fen from 1 to ten million yuan. */
export const priceRefusal = (priceFen: number): Reply | null =>
  firstRefusal([when(priceFen <= 0, 10020039), when(priceFen > MAX_PRICE_FEN, 10020028)]);

const attributesRefusal = (attributes: NonNullable<SkuFields["sku_attrs"]>): Reply | null =>
  firstRefusal([
    when(attributes.length === 0, 10020216),
    when(hasTwice(attributes.map(({ attr_key }) => attr_key)), 10020096),
    ...attributes.map(({ attr_key, attr_value }) =>
      firstRefusal([
        when(lengthOf(attr_key) > MAX_TEXT, 10020032),
        when(!SALE_ATTRIBUTES.includes(attr_key), 10020012, attr_key),
        when(attr_value.trim() === "", 10020113, attr_key),
        when(lengthOf(attr_value) > MAX_TEXT, 10020033),
      ]),
    ),
  ]);

const idRefusal = (id: string | undefined, { before, world }: SkuJudge): Reply | null => {
  if (id === undefined || id === "") return null;
  if (before?.draft.skus.some((sku) => sku.id === id) || before?.online?.skus.some((sku) => sku.id === id)) return null;
  const elsewhere = [...world.products.values()].some(({ draft }) => draft.skus.some((sku) => sku.id === id));
  return no(elsewhere ? 10020209 : 10020034, id);
};

const MAX_PRESALE_SPAN_SECONDS = (15 * DAY_MS) / 1_000;
const MAX_PRESALE_END_SECONDS = (30 * DAY_MS) / 1_000;

/** Full-payment pre-sale: n days after payment (4 to 15), or n days after its end (1 to 3). */
const presaleRefusal = ({ sku_deliver_info: info }: SkuFields, { leaf, nowMs }: SkuJudge): Reply | null => {
  if (info === undefined || (info.stock_type ?? 0) === 0) return null;
  if (info.stock_type !== 1 || leaf.family !== "food") return no(10020099, "stock_type");
  const days = info.full_payment_presale_delivery_time ?? 0;
  if (info.full_payment_presale_delivery_type !== 1) return when(days < 4 || days > 15, 10020099, "delivery_time");
  const { presale_begin_time: begin = 0, presale_end_time: end = 0 } = info;
  return firstRefusal([
    when(days < 1 || days > 3, 10020099, "delivery_time"),
    when(begin <= 0 || end <= begin || end - begin > MAX_PRESALE_SPAN_SECONDS, 10020099, "span"),
    when(end > seconds(nowMs) + MAX_PRESALE_END_SECONDS, 10020099, "end"),
  ]);
};

const togetherRefusal = (skus: readonly SkuFields[]): Reply | null => {
  const keys = skus.map(({ sku_attrs = [] }) =>
    sku_attrs
      .map(({ attr_key }) => attr_key)
      .sort()
      .join("|"),
  );
  const values = skus.map(({ sku_attrs = [] }) => sku_attrs.map(({ attr_value }) => attr_value).join("|"));
  return firstRefusal([
    when(new Set(keys).size > 1, 10020251),
    when(hasTwice(values), 10020046, "sku_attrs"),
    when(new Set(values).size > MAX_VALUES && SALE_ATTRIBUTES.length === 1, 10020031),
  ]);
};
