import type { Call } from "./call.ts";
import { badParameter, refusal } from "./codes.ts";
import { yuanText } from "./money.ts";
import { listOf } from "./params.ts";
import { PLACEHOLDERS } from "./placeholders.ts";
import { beijingText, NEVER, SECOND_MS } from "./time.ts";
import type { Order } from "./order.ts";

const REMARKS: Readonly<Record<string, string>> = {
  WAIT_SELLER_STOCK_OUT: "等待出库",
  WAIT_GOODS_RECEIVE_CONFIRM: "等待确认收货",
  FINISHED_L: "完成",
  TRADE_CANCELED: "已取消",
  PARENT_TRADE_CANCELED: "父单取消",
  LOCKED: "已锁定",
  PAUSE: "暂停",
  WAIT_SEND_CODE: "等待发码",
};

const ORDER_FIELDS: ReadonlySet<string> = new Set(
  (
    "orderId,venderId,parentOrderId,directParentOrderId,orderType,orderState,orderStateRemark,payType,orderTotalPrice," +
    "totalOriginalPrice,orderSellerPrice,totalSellerReceivable,orderPayment,shouldPay,actualPay,freightPrice,sellerDiscount," +
    "totalSellerDiscount,balanceUsed,taxFee,serviceFee,payDiscount,orderStartTime,paymentConfirmTime,orderEndTime,modified," +
    "orderRemark,venderRemark,consigneeInfo,itemInfoList,couponDetailList,waybill,logisticsId,invoiceInfo,invoiceEasyInfo," +
    "vatInfo,deliveryType,pin,realPin,open_id_buyer,xid_buyer,pauseBizInfo,scDT,idSopShipmenttype,storeOrder,storeId," +
    "returnOrder,orderSource,orderMarkDesc,orderSign,customs,customsModel"
  ).split(","),
);
const RECEIVABLE_AFTER_MS = 6 * SECOND_MS;

/** The fields asked for. None is refused as 60, an unknown one as 68. */
export function optionalFields(call: Call): ReadonlySet<string> {
  const asked = listOf(call.params, "optional_fields");
  if (asked === null) throw badParameter("optional_fields");
  const bad = asked.find((field) => !ORDER_FIELDS.has(field));
  if (bad !== undefined) throw refusal("68", `: ${bad}`);
  return new Set([...asked, "orderId"]);
}

/** An order as JD writes it: nearly all texts, buyers masked. `cipher` hides what the encrypted variants hide. */
export function shownOrder(call: Call, order: Order, view: { fields: ReadonlySet<string>; cipher: boolean }): unknown {
  const whole = { ...heads(order), ...moneys(call, order), ...people(call, order, view.cipher), ...lines(call, order) };
  const shown = Object.entries(whole).filter(([name]) => view.fields.has(name));
  const extra = call.world.switches["extraKeys"] === true ? { sandboxTag: call.random.hex(6) } : {};
  return { ...Object.fromEntries(shown), ...extra };
}

function heads(order: Order): Readonly<Record<string, unknown>> {
  const time = (ms: number | null): string => (ms === null ? NEVER : beijingText(ms));
  const parent = order.parentId ?? PLACEHOLDERS.noParent.value;
  return {
    orderId: order.orderId,
    venderId: order.venderId,
    parentOrderId: parent,
    directParentOrderId: parent,
    orderType: order.type,
    orderState: order.state,
    orderStateRemark: REMARKS[order.state] ?? "",
    payType: PLACEHOLDERS.payTypeText.value,
    orderStartTime: time(order.createdAt),
    paymentConfirmTime: time(order.paidAt),
    orderEndTime: time(order.endAt),
    modified: time(order.modified),
    waybill: order.waybill,
    logisticsId: order.carrier,
    orderRemark: order.buyerNote,
    venderRemark: order.sellerNote,
    invoiceInfo: "不需要开具发票",
    deliveryType: "3",
    storeOrder: "",
    returnOrder: "0",
    orderSource: "移动端订单",
  };
}

function moneys({ now, world }: Call, order: Order): Readonly<Record<string, unknown>> {
  const goods = order.lines.reduce((sum, line) => sum + line.priceFen * line.quantity, 0);
  const paid = order.paidAt === null ? 0 : goods + order.freightFen;
  const late = world.switches["lateReceivable"] === true && now - order.createdAt < RECEIVABLE_AFTER_MS;
  return {
    orderTotalPrice: yuanText(goods),
    totalOriginalPrice: yuanText(goods),
    orderSellerPrice: late ? null : yuanText(goods),
    totalSellerReceivable: late ? null : yuanText(goods),
    orderPayment: "0.00",
    shouldPay: yuanText(goods + order.freightFen),
    actualPay: yuanText(paid),
    freightPrice: yuanText(order.freightFen),
    sellerDiscount: "0.00",
    totalSellerDiscount: "0.00",
    balanceUsed: "0.00",
    taxFee: "0.00",
    serviceFee: "0.00",
    payDiscount: "0.00",
  };
}

function people(call: Call, order: Order, cipher: boolean): Readonly<Record<string, unknown>> {
  const { consignee } = order;
  const hide = (masked: string): string => (cipher ? Buffer.from(`jd:${masked}`).toString("base64") : masked);
  const mobile = `${consignee.mobile.slice(0, 3)}****${consignee.mobile.slice(-4)}`;
  const place = consignee.province + consignee.city + consignee.county;
  const telephone = call.random.pick([{}, { telephone: "" }, { telephone: null }]);
  return {
    consigneeInfo: {
      fullname: hide(`${consignee.fullname.slice(0, 1)}**`),
      mobile: hide(mobile),
      desen_mobile: mobile,
      ...(call.world.switches["mixedTypes"] === true ? telephone : { telephone: "" }),
      province: consignee.province,
      city: consignee.city,
      county: consignee.county,
      provinceId: "18",
      cityId: "1555",
      countyId: "1567",
      townId: "0",
      town: "",
      fullAddress: hide(`${place}****`),
      oaid: consignee.oaid,
    },
    pin: "jd_****",
    open_id_buyer: `ob${order.orderId.slice(-6)}`,
    xid_buyer: `o*${order.orderId.slice(-6)}`,
  };
}

/** outerSkuId and wareId are not always filled. */
function lines(call: Call, order: Order): Readonly<Record<string, unknown>> {
  const sparse = call.world.switches["mixedTypes"] === true;
  const itemInfoList = order.lines.map((line) => ({
    skuId: line.skuId,
    outerSkuId: line.outerId ?? "",
    skuName: line.name,
    jdPrice: yuanText(line.priceFen),
    itemTotal: String(line.quantity),
    wareId: sparse && call.random.next() < 0.3 ? "" : line.wareId,
    productNo: "",
    giftPoint: "0",
    serviceName: "",
  }));
  return { itemInfoList, couponDetailList: [] };
}
