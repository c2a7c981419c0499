import type { Answer, Bench } from "./bench.ts";

const HOUR_MS = 3_600_000;

/** A body of product/add that passes every rule; `over` changes it. */
export const walnut = (at: Bench, over: Record<string, unknown> = {}): Record<string, unknown> => ({
  out_product_id: "WALNUT",
  title: "深山薄皮核桃 2026新果",
  head_imgs: at.pictures(4, "head"),
  desc_info: { imgs: at.pictures(3, "detail"), desc: "合作社直发" },
  cats_v2: at.leaf("核桃").path.map(({ id }) => ({ cat_id: id })),
  attrs: [
    { attr_key: "产地", attr_value: "甘肃成县" },
    { attr_key: "净含量", attr_value: "500 g" },
    { attr_key: "保质期", attr_value: "180 天" },
    { attr_key: "储存条件", attr_value: "阴凉干燥" },
  ],
  brand_id: "2100000000",
  deliver_method: 0,
  express_info: { template_id: at.shop.templates[0]?.id },
  extra_service: { seven_day_return: 0, freight_insurance: 0, pay_after_use: 0 },
  after_sale_info: { after_sale_address_id: at.shop.addresses[0]?.id },
  skus: [sku("WALNUT-1", "1袋", 3_990), sku("WALNUT-2", "2袋", 5_990)],
  ...over,
});

export const sku = (code: string, name: string, priceFen: number): Record<string, unknown> => ({
  out_sku_id: code,
  sku_code: code,
  sale_price: priceFen,
  stock_num: 30,
  sku_attrs: [{ attr_key: "规格", attr_value: name }],
});

/** Adds a draft; its number. */
export const added = (at: Bench, over: Record<string, unknown> = {}): string =>
  String(at.call("product/add", walnut(at, over))["data"]["product_id"]);

/** A product on sale. */
export const listed = (at: Bench, over: Record<string, unknown> = {}): string => {
  const id = added(at, over);
  at.call("product/listing", { product_id: id });
  at.advance(HOUR_MS);
  return id;
};

export const draftOf = (at: Bench, id: string): Answer =>
  at.call("product/get", { product_id: id, data_type: 2 })["edit_product"] as Answer;
export const onlineOf = (at: Bench, id: string): Answer =>
  at.call("product/get", { product_id: id, data_type: 1 })["product"] as Answer;

/** A stay of local life; on sale after its audit, with stock. */
export const stay = (at: Bench, over: Record<string, unknown> = {}): Record<string, unknown> => ({
  out_product_id: "STAY",
  product_type: 2,
  product_name: "星河民宿 瑶寨双床房一晚",
  category_id: at.leaf("民宿").id,
  brand_id: at.shop.brands[0]?.brandId,
  head_imgs: at.pictures(3, "stay"),
  verify_at_store: 1,
  code_source_type: 3,
  attr_kv_map: {
    use_date_rule: JSON.stringify({
      validate_type: 1,
      use_date: { use_start_date: "2026-11-25", use_end_date: "2027-03-31" },
    }),
  },
  skus: [{ sale_price: 26_800 }],
  ...over,
});
