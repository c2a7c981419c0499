import * as z from "zod";
import { firstRefusal, no, type Reply } from "../reply.ts";
import type { LocalLifeFields } from "../shapes.ts";
import { startOfDay } from "../time.ts";
import type { Leaf, Product, Shop, World } from "../world.ts";
import { certificatesRefusal, permissionRefusal } from "./category.ts";
import { brandRefusal } from "./delivery.ts";
import { headRefusal } from "./pictures.ts";
import { priceRefusal } from "./skus.ts";
import { nameRefusal } from "./title.ts";
import { lengthOf, when } from "./verdict.ts";

const LEAST_NAME = 3;
const MAX_DETAIL_PICTURES = 20;
const useDateShape = z.object({
  validate_type: z.int(),
  use_date: z.object({ use_start_date: z.string(), use_end_date: z.string() }).optional(),
});
/** Keys of attr_kv_map whose text must be JSON of this shape. */
const JSON_KEYS: Readonly<Record<string, z.ZodType>> = {
  use_date_rule: useDateShape,
  use_time: z.object({ use_time_type: z.int() }),
  exclusive_date: z.record(z.string(), z.unknown()),
  detail_imgs: z.array(z.string()),
  set_meals: z.array(z.object({ group_name: z.string(), items: z.array(z.unknown()) })),
  appointment: z.object({ need_appointment: z.int() }),
};

/** What a local-life product is judged with; `before` is the product that an update overwrites. */
export interface LocalJudge {
  world: World;
  shop: Shop;
  leaf: Leaf;
  before: Product | null;
}

/** The rules of a local-life product. */
export const localLifeRefusal = (fields: LocalLifeFields, judge: LocalJudge): Reply | null => {
  const { world, shop, leaf, before } = judge;
  const album = { world, shop: shop.appId };
  return firstRefusal([
    when(leaf.family !== "local_life", 10020017, leaf.name),
    permissionRefusal(leaf, shop),
    kindRefusal(fields, before),
    nameRefusal(fields.product_name, LEAST_NAME),
    brandRefusal(fields.brand_id, shop),
    headRefusal(fields.head_imgs, leaf, album),
    certificatesRefusal(fields.product_qua_infos, leaf, album),
    when(lengthOf(fields.out_product_id) > 128, 10020036),
    mapRefusal(fields.attr_kv_map, album),
    when(fields.skus.length === 0, 10020038),
    ...fields.skus.map(({ sale_price }) => priceRefusal(sale_price)),
    ...fields.skus.map(({ sku_id }) => (sku_id && !ownsSku(before, sku_id) ? no(10020034, sku_id) : null)),
  ]);
};

const kindRefusal = ({ product_type, code_source_type }: LocalLifeFields, before: Product | null): Reply | null =>
  firstRefusal([
    when(![1, 2, 3].includes(product_type), 10020051, "product_type"),
    when(product_type === 3, 10020091),
    when(before !== null && before.draft.local?.product_type !== product_type, 10020051, "product_type"),
    when(code_source_type !== 2 && code_source_type !== 3, 10020051, "code_source_type"),
  ]);

const ownsSku = (before: Product | null, skuId: string): boolean =>
  before?.draft.skus.some(({ id }) => id === skuId) ?? false;

/** Values are JSON once more inside the text; a validity of type 1 has two real days in order. */
const mapRefusal = (map: Readonly<Record<string, string>>, album: { world: World; shop: string }): Reply | null => {
  const broken = Object.entries(map).find(([key, text]) => {
    const shape = JSON_KEYS[key];
    return shape !== undefined && !shape.safeParse(jsonOf(text)).success;
  });
  if (broken) return no(10020051, broken[0]);
  if (validityOf(map) === null) return no(10020051, "use_date_rule");
  const details = z.array(z.string()).safeParse(jsonOf(map["detail_imgs"] ?? "[]"));
  const urls = details.success ? details.data : [];
  const foreign = urls.some((url) => album.world.pictures.get(url) !== album.shop);
  return firstRefusal([when(foreign, 10020035), when(urls.length > MAX_DETAIL_PICTURES, 10020025)]);
};

const jsonOf = (text: string): unknown => {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
};

const DAY_MS = 86_400_000;

/** First and last instant of the validity in a map; null where it names none. */
export const validityOf = (map: Readonly<Record<string, string>>): { startMs: number; endMs: number } | null => {
  const rule = useDateShape.safeParse(jsonOf(map["use_date_rule"] ?? ""));
  if (!rule.success || rule.data.validate_type !== 1) return null;
  const startMs = startOfDay(rule.data.use_date?.use_start_date ?? "");
  const lastDayMs = startOfDay(rule.data.use_date?.use_end_date ?? "");
  if (startMs === null || lastDayMs === null || lastDayMs < startMs) return null;
  return { startMs, endMs: lastDayMs + DAY_MS - 1_000 };
};
