import { type Ask, noResult, one, refuse, type Reply } from "../answer.ts";
import { orderRow } from "../order-rows.ts";
import { text } from "../params.ts";
import type { Action } from "./action.ts";

function getOrder({ params, shop, scene }: Ask): Reply {
  const code = text(params, "orderCode");
  if (!/^\d{1,20}$/.test(code)) return refuse("biz.orderget.ordercode-format:error", "订单编号格式错误");
  const order = scene.world.orders.get(code);
  if (order === undefined || order.shop !== shop.code) return noResult();
  return one(orderRow(order, { world: scene.world, changeTimes: false }));
}

export const orderReads: Readonly<Record<string, Action>> = {
  "suning.custom.order.get": { module: "orderget", required: ["orderCode"], run: getOrder },
};
