import type { Action, Call } from "../call.ts";
import { CARRIERS } from "../carriers.ts";
import { Refusal, refusal } from "../codes.ts";
import { long } from "../json.ts";
import { needText, textOf, whole } from "../params.ts";
import { ownOrder } from "./orders.ts";

const [FIRST, CHANGE] = [1, 2];
const refuse = (message: string): Refusal => new Refusal(50001, "50001", message);

/** Carriers, shipping, and another waybill for what has left. */
export const SHIPPING: Readonly<Record<string, Action>> = {
  "pdd.logistics.companies.get": {
    root: "logistics_companies_get_response",
    run: () => ({
      logistics_companies: CARRIERS.map(({ id, code, name, available }) => ({
        id: long(id),
        code,
        logistics_company: name,
        available: available ? 1 : 0,
      })),
    }),
  },
  "pdd.logistics.online.send": { root: "logistics_online_send_response", run: send },
};

function send(call: Call): unknown {
  const { params, world, shop, now } = call;
  const order = ownOrder(call, needText(params, "order_sn"));
  const logisticsId = needText(params, "logistics_id");
  const waybill = needText(params, "tracking_number");
  if (!CARRIERS.some(({ id, available }) => id === logisticsId && available)) throw refusal(21001, "logistics_id");
  if (!/^[A-Za-z0-9-]{6,30}$/.test(waybill)) throw refusal(21001, "tracking_number");
  const address = textOf(params, "refund_address_id");
  if (address !== "" && !shop.addresses.some(({ id }) => id === address)) throw refusal(21001, "refund_address_id");
  const type = whole(params, "redelivery_type", FIRST);
  if (type !== FIRST && type !== CHANGE) throw refusal(21001, "redelivery_type");
  if (order.confirm !== 1) throw refuse("订单未成交，不能发货");
  if (type === FIRST && order.status !== 1) throw refuse("订单已发货");
  if (type === CHANGE && order.status !== 2) throw refuse("订单未发货或已签收，不能修改发货信息");
  if (order.refund !== 1) throw refuse("订单有售后，不能发货");
  if (order.risk) throw refuse("订单审核中，不能发货");
  if (type === FIRST) {
    order.status = 2;
    order.shippedAt = now;
  }
  order.logisticsId = logisticsId;
  order.waybill = waybill;
  order.updatedAt = now;
  world.shipments = world.shipments.filter(({ orderSn }) => orderSn !== order.sn);
  world.shipments.push({ mallId: order.mallId, orderSn: order.sn, logisticsId, waybill, at: now });
  return { is_success: true };
}
