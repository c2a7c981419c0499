import type { Acts } from "../../kit/types.ts";
import { pass, refuse as refuseGoods } from "../goods.ts";
import type { World } from "../world.ts";
import { VERBS } from "./on-order.ts";
import { placeOrder } from "./place-order.ts";
import { addProduct, editProduct, forceOff } from "./products.ts";
import { refuse } from "./refuse.ts";

/** What people, buyers and auditors do. */
export const acts: Acts<World> = {
  placeOrder,
  onOrder(verb, orderNo, body, scene) {
    const order = scene.world.orders.get(orderNo);
    if (order === undefined) return refuse(404, "no_order", `there is no order ${orderNo}`);
    const act = VERBS[verb];
    return act === undefined ? refuse(404, "no_verb", verb) : act(order, body, scene);
  },
  decideAudit(productId, { decision, reason }, { world, clock }) {
    const goods = world.goods.get(productId);
    if (goods === undefined) return refuse(404, "no_product", `there are no goods ${productId}`);
    if (goods.commit?.status !== 1) return refuse(409, "not_in_audit", "商品不在审核中");
    if (decision === "pass") pass(goods, clock.now());
    else refuseGoods(goods, reason ?? "商品信息不符合规范", clock.now());
    return { ok: true, value: { productId, status: goods.commit?.status } };
  },
  setAuditPolicy(policy, { world }) {
    world.auditPolicy = { ...world.auditPolicy, ...policy };
    return { ok: true, value: world.auditPolicy };
  },
  addProduct,
  editProduct,
  forceOff,
};
