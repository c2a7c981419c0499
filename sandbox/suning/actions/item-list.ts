import { type Ask, refuse, type Reply } from "../answer.ts";
import { DAYS } from "../codes.ts";
import { itemRow, saleRow, saleStatus } from "../item-rows.ts";
import { fenOf } from "../money.ts";
import { page } from "../paging.ts";
import { type Params, text } from "../params.ts";
import { itemsOf, titleOf } from "../products.ts";
import { DAY_MS, fromBeijing } from "../time.ts";
import type { Product } from "../world.ts";
import type { Action } from "./action.ts";

const invalid = (field: string): Reply => refuse(`biz.custom.item.invalid-biz:${field}`, "查询条件错误");

/** All items of the shop, the ones being worked on and the failed ones too, by time of edit. */
function listItems(ask: Ask): Reply {
  const { params, scene } = ask;
  const bad = filterError(params) ?? windowError(params, scene.clock.now());
  if (bad !== null) return invalid(bad);
  const [from, to] = [fromBeijing(text(params, "startTime")), fromBeijing(text(params, "endTime"))];
  const rows = shown(ask)
    .filter(
      ({ content, status, editedAt }) =>
        same(params, "categoryCode", content.fields["categoryCode"]) &&
        same(params, "brandCode", content.fields["brandCode"]) &&
        same(params, "status", status) &&
        (from === null || to === null || within(editedAt, from, to)),
    )
    .sort((a, b) => a.editedAt - b.editedAt);
  return page(ask, rows.map(itemRow));
}

function shown({ scene, shop }: Ask): Product[] {
  return itemsOf(scene.world, shop.code).filter((product) => product.visibleAt <= scene.clock.now());
}

function same(params: Params, name: string, value: string | undefined): boolean {
  return text(params, name) === "" || text(params, name) === value;
}

/** Times are compared in whole seconds, both ends included. */
function within(ms: number, from: number, to: number): boolean {
  return ms >= from && ms < to + 1_000;
}

function filterError(params: Params): string | null {
  const chinese = ["categoryCode", "brandCode"].find((name) => /[\u4e00-\u9fff]/.test(text(params, name)));
  if (chinese !== undefined) return chinese;
  return /^[1-4]?$/.test(text(params, "status")) ? null : "status";
}

function windowError(params: Params, now: number): string | null {
  const [start, end] = [text(params, "startTime"), text(params, "endTime")];
  if (start === "" && end === "") return null;
  if (start === "" || end === "") return "time";
  const [from, to] = [fromBeijing(start), fromBeijing(end)];
  if (from === null || from < now - DAYS.itemHorizon * DAY_MS) return "startTime";
  return to === null || to < from || to - from > DAYS.itemWindow * DAY_MS ? "endTime" : null;
}

/** Items that have been worked through, with how they stand on the shelf. */
function listSales(ask: Ask): Reply {
  const { params } = ask;
  if (!/^[012]?$/.test(text(params, "saleStatus"))) return refuse("biz.custom.itemSale.invalid-biz:saleStatus");
  const rows = shown(ask).filter((product) => {
    const price = Math.min(...product.skus.map((sku) => sku.priceFen));
    return (
      product.productCode !== "" &&
      same(params, "productCode", product.productCode) &&
      same(params, "categoryCode", product.content.fields["categoryCode"]) &&
      same(params, "saleStatus", saleStatus(product)) &&
      (product.content.fields["productName"] ?? "").includes(text(params, "productName")) &&
      titleOf(product).includes(text(params, "cmTitle")) &&
      price >= (fenOf(text(params, "priceLimit")) ?? 0) &&
      price <= (fenOf(text(params, "priceUpper")) ?? Infinity)
    );
  });
  return page(ask, rows.map(saleRow));
}

export const itemLists: Readonly<Record<string, Action>> = {
  "suning.custom.item.query": { module: "item", required: [], run: listItems },
  "suning.custom.itemsale.query": { module: "itemSale", required: [], run: listSales },
};
