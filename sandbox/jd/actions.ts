import { CATEGORIES } from "./actions/categories.ts";
import { LABELS } from "./actions/labels.ts";
import { LOC } from "./actions/loc.ts";
import { LOC_READS } from "./actions/loc-reads.ts";
import { ORDER_MORE } from "./actions/order-more.ts";
import { ORDERS } from "./actions/orders.ts";
import { PICTURES } from "./actions/pictures.ts";
import { REFUNDS } from "./actions/refunds.ts";
import { SERVICES } from "./actions/services.ts";
import { SHELF } from "./actions/shelf.ts";
import { SHIP } from "./actions/ship.ts";
import { SHOP } from "./actions/shop.ts";
import { SKU_READ } from "./actions/sku-read.ts";
import { SKU_WRITE } from "./actions/sku-write.ts";
import { STOCK_PRICE } from "./actions/stock-price.ts";
import { SUPPLIES } from "./actions/supplies.ts";
import { WARE_MORE } from "./actions/ware-more.ts";
import { WARE_READ } from "./actions/ware-read.ts";
import { WARE_WRITE } from "./actions/ware-write.ts";
import type { Actions } from "./call.ts";

/** Every method that this gateway knows; any other name gets 15. */
export const ACTIONS: Actions = {
  ...SHOP,
  ...CATEGORIES,
  ...SUPPLIES,
  ...PICTURES,
  ...WARE_WRITE,
  ...SHELF,
  ...WARE_READ,
  ...SKU_WRITE,
  ...SKU_READ,
  ...STOCK_PRICE,
  ...ORDERS,
  ...SHIP,
  ...REFUNDS,
  ...SERVICES,
  ...LOC,
  ...LOC_READS,
  ...LABELS,
  ...ORDER_MORE,
  ...WARE_MORE,
};
