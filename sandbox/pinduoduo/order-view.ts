import { long } from "./json.ts";
import { goodsFen, paidFen, type Order } from "./order.ts";
import { beijing, yuan } from "./time.ts";

const mask = (text: string): string =>
  text === "" ? "" : `${text.slice(0, 1)}${"*".repeat(Math.max(1, [...text].length - 1))}`;

/** An order as its three calls print it. Receivers come as ciphers with their masks, and go once the order has left or is refunded. */
export function orderRow(order: Order): unknown {
  const { buyer } = order;
  const hidden = order.status !== 1 || order.refund === 4 || order.risk;
  const cipher = (text: string): string =>
    hidden ? "" : `~AgAA${Buffer.from(`${order.sn}|${text}`).toString("base64")}~0~`;
  const shown = (text: string): string => (hidden ? "" : mask(text));
  return {
    order_sn: order.sn,
    order_status: order.status,
    refund_status: order.refund,
    confirm_status: order.confirm,
    group_status: order.confirm === 1 ? 1 : 0,
    risk_control_status: order.risk ? 1 : 0,
    trade_type: 0,
    created_time: beijing(order.createdAt),
    pay_time: beijing(order.paidAt),
    confirm_time: beijing(order.confirmedAt),
    shipping_time: beijing(order.shippedAt),
    receive_time: beijing(order.receivedAt),
    updated_at: beijing(order.updatedAt),
    last_ship_time: beijing(order.shipBy),
    goods_amount: yuan(goodsFen(order) - order.changeFen),
    discount_amount: yuan(order.sellerDiscountFen + order.platformDiscountFen),
    seller_discount: yuan(order.sellerDiscountFen),
    platform_discount: yuan(order.platformDiscountFen),
    capital_free_discount: 0,
    order_change_amount: yuan(order.changeFen),
    postage: yuan(order.postageFen),
    pay_amount: yuan(paidFen(order)),
    pay_type: "",
    pay_no: "",
    logistics_id: long(order.logisticsId ?? "0"),
    tracking_number: order.waybill ?? "",
    buyer_memo: order.memo,
    remark: "",
    invoice_status: 0,
    province: buyer.province,
    city: buyer.city,
    town: buyer.town,
    receiver_name: cipher(buyer.name),
    receiver_phone: cipher(buyer.phone),
    receiver_address: cipher(buyer.address),
    receiver_name_mask: shown(buyer.name),
    receiver_phone_mask: hidden ? "" : `${buyer.phone.slice(0, 3)}****${buyer.phone.slice(-4)}`,
    receiver_address_mask: shown(buyer.address),
    extra_delivery_list: [],
    item_list: order.lines.map((line) => ({
      goods_id: long(line.goodsId),
      sku_id: long(line.skuId),
      outer_id: line.outerId ?? "",
      outer_goods_id: line.outerGoodsId ?? "",
      goods_name: line.name,
      goods_spec: line.spec,
      goods_price: yuan(line.priceFen),
      goods_count: line.quantity,
      goods_img: "",
    })),
  };
}
