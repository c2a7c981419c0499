import { answerCase, book, decide, erase, noGoods, pack, redeem, supplierWorks, undoRedeem } from "./desk.ts";
import { redrive, restore } from "./engineer.ts";
import { count, lend, retry, save, want } from "./merchant.ts";
import { buy, buyStay, edit, forceOff, onOrder, type Act } from "./people.ts";

/** Everything that people do, by name: how often, and what. */
export const DEEDS: Readonly<Record<string, { weight: number; act: Act }>> = {
  buy: { weight: 30, act: (town, random) => buy(town, random) },
  rush: {
    weight: 3,
    act: (town, random) => Array.from({ length: 5 }).forEach(() => buy(town, random, 2 + random.int(9))),
  },
  buy_stay: { weight: 6, act: buyStay },
  pay: { weight: 6, act: onOrder("pay") },
  cancel: { weight: 5, act: onOrder("cancel") },
  refund: { weight: 6, act: onOrder("ask-refund") },
  address: { weight: 4, act: onOrder("change-address") },
  receive: { weight: 3, act: onOrder("receive") },
  save: { weight: 5, act: save },
  want_off: { weight: 3, act: want("off") },
  want_on: { weight: 6, act: want("on") },
  retry: { weight: 2, act: retry },
  count: { weight: 4, act: count },
  lend: { weight: 4, act: lend },
  pack: { weight: 16, act: pack },
  no_goods: { weight: 4, act: noGoods },
  decide: { weight: 4, act: decide },
  supplier: { weight: 3, act: supplierWorks },
  answer_case: { weight: 5, act: answerCase },
  redeem: { weight: 5, act: redeem },
  undo_redeem: { weight: 1, act: undoRedeem },
  book: { weight: 3, act: book },
  erase: { weight: 3, act: erase },
  price_there: { weight: 2, act: edit("clerk", "price", (random) => ({ priceFen: 1_000 + 100 * random.int(50) })) },
  title_there: { weight: 1, act: edit("clerk", "title", () => ({ title: "后台改过的标题 成县核桃" })) },
  shelf_there: { weight: 2, act: edit("clerk", "shelf", (random) => ({ shelf: random.next() < 0.7 ? "off" : "on" })) },
  stock_there: { weight: 2, act: edit("second system", "stock", (random) => ({ stock: random.int(40) })) },
  force_off: { weight: 2, act: forceOff },
  restore: { weight: 1, act: restore },
  redrive: { weight: 2, act: redrive },
};
