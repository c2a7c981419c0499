import type { Action } from "../call.ts";
import { COMMITS } from "./commits.ts";
import { DRAFTS } from "./drafts.ts";
import { GOODS_READ } from "./goods-read.ts";
import { GOODS_WRITE } from "./goods-write.ts";
import { ORDERS } from "./orders.ts";
import { REFUNDS } from "./refunds.ts";
import { SHIPPING } from "./shipping.ts";
import { SHOP } from "./shop.ts";
import { TAXONOMY } from "./taxonomy.ts";

/** Their name of a call → what it does. */
export const ACTIONS: Readonly<Record<string, Action>> = {
  ...SHOP,
  ...TAXONOMY,
  ...DRAFTS,
  ...COMMITS,
  ...GOODS_READ,
  ...GOODS_WRITE,
  ...ORDERS,
  ...SHIPPING,
  ...REFUNDS,
};
