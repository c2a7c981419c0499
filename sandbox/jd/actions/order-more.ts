import type { Actions, Call } from "../call.ts";
import { badValue, refusal } from "../codes.ts";
import { id } from "../json.ts";
import { needId, needText, textOf } from "../params.ts";
import { PLACEHOLDERS } from "../placeholders.ts";
import { beijingText } from "../time.ts";
import type { Order } from "../order.ts";

type Answer = Readonly<Record<string, unknown>>;
const WAITING = "WAIT_SELLER_STOCK_OUT";

function own({ world, shop, params }: Call, name: string): Order {
  const order = world.orders.get(needId(params, name));
  if (order === undefined || order.venderId !== shop.venderId) throw refusal("71", `: ${name}`);
  return order;
}

/** The merchant writes another receiver while the order waits for shipping. */
function changeAddress(call: Call): Answer {
  const order = own(call, "orderId");
  const done = (success: boolean, text: string): Answer => ({ modifyOrderAddrResult: { success, errorMsg: text } });
  if (order.state !== WAITING) return done(false, "订单状态不允许修改地址");
  order.consignee = {
    ...order.consignee,
    fullname: needText(call.params, "customerName"),
    mobile: needText(call.params, "customerPhone"),
    address: needText(call.params, "detailAddr"),
  };
  order.modified = call.now;
  return done(true, "");
}

function readRemark(call: Call): Answer {
  const order = own(call, "order_id");
  return {
    venderRemarkQueryResult: {
      api_jos_result: { success: true, result_code: "0" },
      vender_remark: {
        order_id: id(order.orderId),
        remark: order.sellerNote,
        flag: order.sellerFlag,
        created: beijingText(order.createdAt),
        modified: beijingText(order.modified),
      },
    },
  };
}

/** A wish to cancel, which JD judges: it is noted, and nothing follows here. */
function askDeletion(call: Call): Answer {
  const order = own(call, "order_id");
  const type = textOf(call.params, "del_apply_type");
  if (type !== "2" && type !== "3") throw badValue("del_apply_type", "2 or 3");
  if (needText(call.params, "del_apply_reason").length > 500) throw badValue("del_apply_reason", "at most 500");
  return { orderDeleteApplyResult: { success: order.state === WAITING, errorMsg: null } };
}

/** Carriers for one order: those that the shop has a contract with. */
function recommend(call: Call): Answer {
  own(call, "orderId");
  const carrierList = [...call.shop.carriers].map((carrier) => ({
    id: Number(carrier),
    recommend: carrier === "2087",
  }));
  return { returnType: { resultCode: 1, resultMsg: "success", result: { carrierList } } };
}

/** A number that stands for the buyer's own phone. */
function virtualPhone(call: Call): Answer {
  const order = own(call, "orderId");
  const { phone, lifeDays } = PLACEHOLDERS.virtualPhone.value;
  const until = beijingText(call.now + lifeDays * 86_400_000);
  return { returnType: { success: true, result: { orderId: id(order.orderId), mobile: phone, expiration: until } } };
}

/** Orders beside the ways of search and shipment (reference 11, 13). */
export const ORDER_MORE: Actions = {
  "jingdong.pop.order.modifyOrderAddr": {
    required: ["orderId", "customerName", "customerPhone", "provinceId", "cityId", "countyId", "detailAddr"],
    run: changeAddress,
  },
  "jingdong.order.venderRemark.queryByOrderId": { required: ["order_id"], run: readRemark },
  "jingdong.order.orderDelete.apply": {
    required: ["order_id", "del_apply_type", "del_apply_reason"],
    run: askDeletion,
  },
  "jingdong.deliRecomdCarriers.search": { required: ["orderId"], run: recommend },
  "jingdong.pop.order.getmobilelist": { required: ["orderId"], sensitive: true, run: virtualPhone },
};
