import { abnormal } from "./abnormal.ts";
import { addresses } from "./address.ts";
import { categories } from "./category.ts";
import type { Action } from "./action.ts";
import { childItem } from "./child-item.ts";
import { delivery } from "./delivery.ts";
import { inventory } from "./inventory.ts";
import { itemAdd } from "./item-add.ts";
import { itemEdit } from "./item-edit.ts";
import { itemLists } from "./item-list.ts";
import { itemReads } from "./item-read.ts";
import { norms } from "./norm.ts";
import { notes } from "./note.ts";
import { orderLists } from "./order-list.ts";
import { orderReads } from "./order-read.ts";
import { pictures } from "./picture.ts";
import { ordersMore } from "./order-more.ts";
import { prices } from "./price.ts";
import { refundAnswers } from "./refund-answer.ts";
import { refundReads } from "./refund-read.ts";
import { rejectedAnswers } from "./rejected-answer.ts";
import { rejectedReads } from "./rejected-read.ts";
import { remove } from "./remove.ts";
import { shelves } from "./shelves.ts";
import { shopMore } from "./shop-more.ts";
import { shops } from "./shop.ts";
import { vouchers } from "./voucher.ts";

/** The platform's call → the fields that it demands, and what it does. */
export const actions: Readonly<Record<string, Action>> = {
  ...abnormal,
  ...addresses,
  ...categories,
  ...childItem,
  ...delivery,
  ...inventory,
  ...itemAdd,
  ...itemEdit,
  ...itemLists,
  ...itemReads,
  ...norms,
  ...notes,
  ...orderLists,
  ...orderReads,
  ...ordersMore,
  ...pictures,
  ...prices,
  ...refundAnswers,
  ...refundReads,
  ...rejectedAnswers,
  ...rejectedReads,
  ...remove,
  ...shelves,
  ...shopMore,
  ...shops,
  ...vouchers,
};
