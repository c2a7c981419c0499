import { type Ask, refuse, type Reply } from "../answer.ts";
import { saleRow, saleStatus } from "../item-rows.ts";
import { page } from "../paging.ts";
import { text } from "../params.ts";
import { itemsOf } from "../products.ts";
import { toBeijing } from "../time.ts";
import type { Action } from "./action.ts";

/** What the platform took down: the codes that choose a kind of trouble are not known, so every one shows the same list. */
function listAbnormal(ask: Ask): Reply {
  const { params, shop, scene } = ask;
  const supplier = text(params, "supplierCode").replace(/^00/, "");
  if (supplier !== shop.code) return refuse("biz.custom.queryAbnormal.invalid-biz:supplierCode", "供应商编码错误");
  const wanted = text(params, "saleStatus");
  const rows = itemsOf(scene.world, shop.code)
    .filter((product) => product.shelf === "forced_off" && (wanted === "" || wanted === saleStatus(product)))
    .map((product) => ({
      ...saleRow(product),
      abnormalCode: text(params, "abnormalCode"),
      abnormalReason: product.reason,
      abnormalTime: toBeijing(product.editedAt),
    }));
  return page(ask, rows);
}

export const abnormal: Readonly<Record<string, Action>> = {
  "suning.custom.abnormal.query": {
    module: "queryAbnormal",
    required: ["abnormalCode", "senario", "supplierCode"],
    run: listAbnormal,
  },
};
