/** What products of ours are there, field by field. */
import type { Facet, Named } from "../../contract.ts";

/** Their number for "no brand". */
export const NO_BRAND = "2100000000";
export const NO_BRAND_CHOICE: Named = { id: NO_BRAND, name: "无品牌/其他" };
/** Category ids of ours are the whole path, root first, joined by this: they want the path, and know the leaf alone only. */
export const PATH = "/";
/** The only state of a relation between shop and category in which the shop may sell. */
export const EFFECTIVE = 1;

/** Sent by express; the tree of today counts, so the old one stays empty. */
export const GOODS_ALWAYS = { deliver_method: 0, cats: [] } as const;
export const SEVEN_DAY_RETURN = { seven_days: 1, fresh_claim: 0, none: 0 } as const;
/** What a new product promises beside the return; an edit leaves what the shop has switched on since. */
export const NO_SERVICES = { freight_insurance: 0 } as const;
/** Up to 48 hours, the longest promise of a freight template, goods are in stock; beyond that a full-payment presale counts days from payment. */
export const IN_STOCK = { stock_type: 0 } as const;
export const PRESALE = { stock_type: 1, full_payment_presale_delivery_type: 0 } as const;
export const STOCK_HOURS = 48;
export const PRESALE_DAYS = { least: 4, most: 15, open: 15 } as const;

/** An exchange voucher, used at the store, with codes that the platform makes. */
export const VOUCHER_ALWAYS = { product_type: 2, verify_at_store: 1, code_source_type: 3 } as const;
/** Terms that every voucher of ours has; the values of attr_kv_map are JSON in text. */
export const TERMS_ALWAYS = {
  use_time: JSON.stringify({ use_time_type: 1 }), // all day
  exclusive_date: JSON.stringify({ enable: 0 }),
  appointment: JSON.stringify({ need_appointment: 1 }),
  need_phone_num: "1",
  refund_policy: "1",
} as const;

/** Fields of goods by the facet that carries them; an overwrite gives back as it lies there what it does not carry. */
export const FIELDS: Partial<Record<Facet, readonly string[]>> = {
  text: ["title", "desc_info", "cats_v2", "attrs", "brand_id", "spu_code", "product_qua_infos"],
  pictures: ["head_imgs"],
  delivery: ["deliver_method", "express_info", "extra_service", "after_sale_info"],
};
/** Settings of goods and of their skus that no listing of ours holds: always given back. */
export const NOT_OURS = [
  "limited_info",
  "aftersale_desc",
  "size_chart",
  "short_title",
  "spu_deliver_info",
  "timing_onsale_info",
] as const;
export const NOT_OURS_OF_SKU = ["bar_code"] as const;
/** What a copy says of itself: never written. */
export const TOLD: readonly string[] = ["status", "edit_status", "audit_info", "audit_result"];
