/** Where a pushed message names what has to be read again: its part, what that is about, and the key of the number (reference 9.4). */
export const HINTS = [
  ["ProductSpuAudit", "listing", "product_id"],
  ["ProductSpuListing", "listing", "product_id"],
  ["ProductSpuUpdate", "listing", "product_id"],
  ["channels_ec_stock_no_enough", "listing", "product_id"],
  ["order_info", "order", "order_id"],
  ["finder_shop_aftersale_status_update", "order", "order_id"],
  ["finder_shop_aftersale_status_update", "after_sale", "after_sale_order_id"],
  ["finder_shop_complaint", "order", "order_id"],
  ["finder_shop_complaint", "after_sale", "after_sale_order_id"],
  ["finder_shop_guarantee_status_update", "order", "order_id"],
  ["voucher_list", "voucher", "order_id"],
] as const;
