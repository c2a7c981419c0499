import { type Ask, noResult, one, refuse, type Reply } from "../answer.ts";
import { text } from "../params.ts";
import type { Order } from "../world.ts";
import type { Action } from "./action.ts";

function orderNamed({ params, shop, scene }: Ask): Order | null {
  const order = scene.world.orders.get(text(params, "orderCode"));
  return order?.shop === shop.code ? order : null;
}

function modify(ask: Ask): Reply {
  const order = orderNamed(ask);
  if (order === null) return refuse("biz.orderNote.ordercode-value:inexistence", "订单不存在");
  const [noteFlag, colorMarkFlag] = [text(ask.params, "noteFlag"), text(ask.params, "colorMarkFlag")];
  if (!/^[0-3]$/.test(noteFlag)) return refuse("biz.orderNote.noteFlag-format:error", "备注标记错误");
  if (!/^[0-5]$/.test(colorMarkFlag)) return refuse("biz.orderNote.colorMarkFlag-format:error", "颜色标记错误");
  Object.assign(order, { sellerRemark: text(ask.params, "noteContent"), noteFlag, colorMarkFlag });
  order.updatedAt = ask.scene.clock.now();
  return one({ result: "Y" });
}

function get(ask: Ask): Reply {
  const order = orderNamed(ask);
  if (order === null) return noResult();
  const { code, sellerRemark, noteFlag, colorMarkFlag } = order;
  return one({ orderCode: code, noteContent: sellerRemark, noteFlag, colorMarkFlag });
}

export const notes: Readonly<Record<string, Action>> = {
  "suning.custom.ordernote.modify": {
    module: "orderNote",
    required: ["orderCode", "noteContent", "noteFlag", "colorMarkFlag"],
    run: modify,
  },
  "suning.custom.ordernote.get": { module: "orderNote", required: ["orderCode"], run: get },
};
