import { AFTER_SALE_ANSWER_CALLS } from "./actions/after-sale-answer.ts";
import { AFTER_SALE_READ_CALLS } from "./actions/after-sale-read.ts";
import { BRAND_CALLS } from "./actions/brands.ts";
import { CATEGORY_CALLS } from "./actions/categories.ts";
import { DELIVERY_CHANGE_CALLS } from "./actions/delivery-change.ts";
import { DELIVERY_CALLS } from "./actions/delivery.ts";
import { LOCAL_LIFE_CALLS } from "./actions/local-life.ts";
import { ORDER_CALLS } from "./actions/orders.ts";
import { PICTURE_CALLS } from "./actions/pictures.ts";
import { PRICE_CALLS } from "./actions/price.ts";
import { PRODUCT_READ_CALLS } from "./actions/product-read.ts";
import { PRODUCT_SHELF_CALLS } from "./actions/product-shelf.ts";
import { PRODUCT_WRITE_CALLS } from "./actions/product-write.ts";
import { RECEIVER_CALLS } from "./actions/receiver.ts";
import { SHOP_CALLS } from "./actions/shop.ts";
import { STOCK_CALLS } from "./actions/stock.ts";
import { VOUCHER_READ_CALLS } from "./actions/voucher-read.ts";
import { VOUCHER_USE_CALLS } from "./actions/voucher-use.ts";
import { AFTER_SALE_MORE_CALLS } from "./actions/after-sale-more.ts";
import { APPLICATION_CALLS } from "./actions/applications.ts";
import { BASIC_CALLS } from "./actions/basics.ts";
import { COUPON_CALLS } from "./actions/coupons.ts";
import { DELIVERY_MORE_CALLS } from "./actions/delivery-more.ts";
import { DISCOUNT_CALLS } from "./actions/discounts.ts";
import { FUND_CALLS } from "./actions/funds.ts";
import { GUARANTEE_CALLS } from "./actions/guarantees.ts";
import { LABEL_CALLS } from "./actions/labels.ts";
import { LABEL_SETUP_CALLS } from "./actions/label-setup.ts";
import { NEGOTIATION_CALLS } from "./actions/negotiations.ts";
import { ORDER_CHANGE_CALLS } from "./actions/order-changes.ts";
import { PRODUCT_EXTRA_CALLS } from "./actions/product-extras.ts";
import { SETUP_WRITE_CALLS } from "./actions/setup-writes.ts";
import { SUPPLIER_CALLS } from "./actions/suppliers.ts";
import type { Api } from "./call.ts";

/** Every business call, by what follows its prefix. */
export const CALLS: Readonly<Record<string, Api>> = {
  ...PICTURE_CALLS,
  ...SHOP_CALLS,
  ...CATEGORY_CALLS,
  ...BRAND_CALLS,
  ...PRODUCT_WRITE_CALLS,
  ...PRODUCT_SHELF_CALLS,
  ...PRODUCT_READ_CALLS,
  ...PRICE_CALLS,
  ...STOCK_CALLS,
  ...LOCAL_LIFE_CALLS,
  ...ORDER_CALLS,
  ...RECEIVER_CALLS,
  ...DELIVERY_CALLS,
  ...DELIVERY_CHANGE_CALLS,
  ...AFTER_SALE_READ_CALLS,
  ...AFTER_SALE_ANSWER_CALLS,
  ...VOUCHER_READ_CALLS,
  ...VOUCHER_USE_CALLS,
  ...AFTER_SALE_MORE_CALLS,
  ...APPLICATION_CALLS,
  ...BASIC_CALLS,
  ...COUPON_CALLS,
  ...DELIVERY_MORE_CALLS,
  ...DISCOUNT_CALLS,
  ...FUND_CALLS,
  ...GUARANTEE_CALLS,
  ...LABEL_CALLS,
  ...LABEL_SETUP_CALLS,
  ...NEGOTIATION_CALLS,
  ...ORDER_CHANGE_CALLS,
  ...PRODUCT_EXTRA_CALLS,
  ...SETUP_WRITE_CALLS,
  ...SUPPLIER_CALLS,
};

const MAIN_PREFIX = "/channels/ec/";
const SHARED_PREFIX = "/shop/ec/";

/** The call behind a path; the shared ones answer under both prefixes. Null: no such path. */
export const callAt = (path: string): Api | null => {
  const main = path.startsWith(MAIN_PREFIX);
  if (!main && !path.startsWith(SHARED_PREFIX)) return null;
  const name = path.slice(main ? MAIN_PREFIX.length : SHARED_PREFIX.length);
  const api = Object.hasOwn(CALLS, name) ? CALLS[name] : undefined;
  return api && (main || api.aliases) ? api : null;
};

/** Both prefixes share one counter. */
export const counterPath = (path: string): string => path.replace(SHARED_PREFIX, MAIN_PREFIX);
