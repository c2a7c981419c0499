import type { Stage } from "../call.ts";
import { saveOrder, tellOrder } from "./orders.ts";

/** The buyer agrees when nobody else has spoken: the newest question of the order ends. */
export const agreeToLaterDate = (orderId: string, at: Stage): void => {
  const order = at.world.orders.get(orderId);
  const asked = at.world.negotiations.get(orderId)?.findLast(({ state }) => state === 1);
  if (!order || !asked) return;
  asked.state = 2;
  tellOrder(saveOrder(order, at), { name: "ext_info_update", type: 21 }, at);
};
