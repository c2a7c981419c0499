import { createHash } from "node:crypto";
import { switchOf, type Stage } from "./call.ts";
import { CARRIERS } from "./carriers.ts";
import { casesOf, holdsOrder } from "./life/after-sales.ts";
import type { Reply } from "./reply.ts";
import { HOUR_MS, seconds } from "./time.ts";
import type { Address, AfterSale, Order, OrderLine, Package } from "./world.ts";

/** Writes ids as text or, now and then, as bare numbers: real answers mix both in one body. */
export type Id = (id: string) => string | bigint;
const NUMBER_CHANCE = 0.3;
export const idWriter = ({ world, random }: Stage): Id => {
  const mixed = switchOf(world, "mixedIdTypes") === 1;
  return (id) => (mixed && random.next() < NUMBER_CHANCE ? BigInt(id) : id);
};

/** An order as order/get shows it, with its receiver masked. */
export const orderView = (order: Order, stage: Stage): Reply => {
  const id = idWriter(stage);
  const cases = casesOf(stage.world, order.id);
  return {
    order_id: id(order.id),
    status: order.status,
    create_time: seconds(order.createdMs),
    update_time: seconds(order.updatedMs),
    openid: order.openId,
    unionid: "",
    is_present: false,
    is_flash_sale_order: false,
    order_detail: {
      product_infos: order.lines.map((line) => lineView(order, line, { cases, id, stage })),
      pay_info: payView(order),
      price_info: priceView(order),
      delivery_info: deliveryView(order, id, stage),
      ext_info: notesView(order),
      settle_info: { predict_commission_fee: 0, commission_fee: 0, settle_time: 0 },
      source_infos: order.lines.map((line) => ({ sku_id: line.skuId, account_type: 1, sale_channel: 0 })),
      commission_infos: [],
      refund_info: { refund_freight: 0 },
    },
    aftersale_detail: {
      aftersale_order_list: cases.map((known) => ({ aftersale_order_id: id(known.id), status: 0 })),
      on_aftersale_order_cnt: cases.filter(holdsOrder).length,
    },
  };
};

const notesView = (order: Order): Reply => ({
  customer_notes: order.buyerNote,
  merchant_notes: order.merchantNote,
  confirm_receipt_time: order.status === 100 ? seconds(order.updatedMs) : 0,
  order_scene: 1,
});

/** What buyers pay for a line, freight apart. */
export const realPriceFen = (line: OrderLine): number =>
  line.salePriceFen * line.count - line.merchantDiscountFen - line.platformDiscountFen - line.changeDownFen;

/** A later ship date that the buyer agreed to; the deadline itself does not move. */
const agreedTime = ({ id }: Order, { world }: Pick<Stage, "world">): number => {
  const agreed = (world.negotiations.get(id) ?? []).findLast(({ state }) => state === 2);
  return agreed === undefined ? 0 : seconds(agreed.predictMs);
};

interface LineScene {
  cases: readonly AfterSale[];
  id: Id;
  stage: Stage;
}

const lineView = (order: Order, line: OrderLine, { cases, id, stage }: LineScene): Reply => {
  const mine = cases.filter(({ lineId }) => lineId === line.id);
  return {
    product_id: id(line.productId),
    sku_id: id(line.skuId),
    product_unique_id: line.id,
    title: line.title,
    thumb_img: line.thumb,
    sku_code: line.skuCode,
    out_product_id: line.outProductId,
    out_sku_id: line.outSkuId,
    sku_attrs: line.attributes.map(({ key, value }) => ({ attr_key: key, attr_value: value })),
    sku_cnt: line.count,
    sale_price: line.salePriceFen,
    market_price: line.salePriceFen,
    ...moneyView(line),
    on_aftersale_sku_cnt: sum(mine.filter(holdsOrder)),
    finish_aftersale_sku_cnt: line.refunded,
    ...deadlineView(order, line),
    sku_deliver_info: { stock_type: 0, predict_delivery_time: agreedTime(order, stage) },
    extra_service: { seven_day_return: 0, freight_insurance: 0 },
    out_warehouse_id: "",
    is_free_gift: false,
    ...(order.askedSku?.lineId === line.id && {
      change_sku_info: {
        preshipment_change_sku_state: 3,
        old_sku_id: id(line.skuId),
        new_sku_id: id(order.askedSku.skuId),
        ddl_time_stamp: 0,
      },
    }),
  };
};

const moneyView = (line: OrderLine): Reply => ({
  real_price: realPriceFen(line),
  estimate_price: realPriceFen(line) + line.changeDownFen,
  change_price: line.changeDownFen > 0 ? realPriceFen(line) : 0,
  is_change_price: line.changeDownFen > 0,
  is_discounted: line.merchantDiscountFen + line.platformDiscountFen > 0,
  merchant_discounted_price: line.merchantDiscountFen,
  finder_discounted_price: 0,
  order_product_coupon_info_list: couponsView(line),
});

/** Seconds by which a paid line of goods has to leave. */
const deadlineView = (order: Order, line: OrderLine): Reply =>
  order.kind === "goods" && order.paidMs !== null
    ? { delivery_deadline: seconds(order.paidMs + line.sendHours * HOUR_MS) }
    : {};

const sum = (cases: readonly AfterSale[]): number => cases.reduce((total, { count }) => total + count, 0);

const couponsView = (line: OrderLine): readonly Reply[] =>
  [
    { coupon_type: 1, discounted_price: line.merchantDiscountFen },
    { coupon_type: 3, discounted_price: line.platformDiscountFen },
  ]
    .filter(({ discounted_price }) => discounted_price > 0)
    .map((coupon) => ({ user_coupon_id: `${line.id}${coupon.coupon_type}`, coupon_id: "111", ...coupon }));

const payView = (order: Order): Reply =>
  order.paidMs === null
    ? { payment_method: 1, pay_time: 0, transaction_id: "" }
    : { payment_method: 1, pay_time: seconds(order.paidMs), transaction_id: order.transactionId };

const priceView = ({ lines, freightFen }: Order): Reply => {
  const total = (of: (line: OrderLine) => number): number => lines.reduce((fen, line) => fen + of(line), 0);
  const productFen = total((line) => line.salePriceFen * line.count);
  const merchantFen = total((line) => line.merchantDiscountFen);
  const changeFen = total((line) => line.changeDownFen);
  const discountFen = merchantFen + total((line) => line.platformDiscountFen);
  return {
    product_price: productFen,
    freight: freightFen,
    original_order_price: productFen + freightFen,
    discounted_price: discountFen,
    is_discounted: discountFen > 0,
    merchant_discounted_price: merchantFen,
    finder_discounted_price: 0,
    deduction_price: 0,
    change_down_price: changeFen,
    change_freight: 0,
    is_change_freight: false,
    order_price: productFen + freightFen - discountFen - changeFen,
    merchant_receieve_price: productFen + freightFen - merchantFen - changeFen,
  };
};

const deliveryView = (order: Order, id: Id, stage: Stage): Reply => ({
  deliver_method: order.kind === "goods" ? 0 : 1,
  address_info: maskedAddress(order),
  delivery_product_info: order.packages.map((parcel) => packageView(parcel, id)),
  ship_done_time: order.status === 30 || order.status === 100 ? seconds(order.packages.at(-1)?.atMs ?? 0) : 0,
  ...(order.askedAddress && {
    address_under_review: maskOf(order.askedAddress.address),
    address_apply_time: seconds(order.askedAddress.atMs),
  }),
  ewaybill_order_code: "",
  quality_inspect_type: 0,
  dropship_flag: Number([...stage.world.dropships.values()].some(({ orderId }) => orderId === order.id)),
  predict_delivery_time: agreedTime(order, stage),
  delivery_time_type: agreedTime(order, stage) > 0 ? 2 : 1,
});

const packageView = (parcel: Package, id: Id): Reply => ({
  waybill_id: parcel.waybillId,
  delivery_id: parcel.deliveryId,
  delivery_name: CARRIERS[parcel.deliveryId] ?? "",
  delivery_time: seconds(parcel.atMs),
  deliver_type: parcel.deliverType,
  product_infos: parcel.lines.map(({ productId, skuId, count }) => ({
    product_id: id(productId),
    sku_id: id(skuId),
    product_cnt: count,
  })),
});

const stars = (text: string, kept: number): string => `${[...text].slice(0, kept).join("")}${"*".repeat(2)}`;
const maskPhone = (phone: string): string => phone.replace(/^(\d{3})\d+(\d{4})$/, "$1****$2");

/** Same receiver, same code; nothing can be read from it. */
export const receiverHash = (address: Address): string =>
  createHash("sha256")
    .update([address.userName, address.phone, address.province, address.city, address.county, address.detail].join("|"))
    .digest("hex");

const maskOf = (address: Address): Reply => ({
  user_name: stars(address.userName, 1),
  postal_code: "",
  province_name: address.province,
  city_name: address.city,
  county_name: address.county,
  detail_info: stars(address.detail, 2),
  house_number: "",
  tel_number: maskPhone(address.phone),
  hash_code: receiverHash(address),
});

const maskedAddress = (order: Order): Reply =>
  order.kind === "goods"
    ? {
        ...maskOf(order.address),
        use_tel_number: 0,
        tel_number_ext_info: {
          real_tel_number: maskPhone(order.address.phone),
          virtual_tel_number: "",
          virtual_tel_expire_time: 0,
        },
      }
    : { user_name: "", tel_number: "", virtual_order_tel_number: maskPhone(order.address.phone) };
