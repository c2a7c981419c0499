import type { Fields } from "./answer.ts";
import { yuanOf } from "./money.ts";
import { totalStatus } from "./order-status.ts";
import { toBeijing } from "./time.ts";
import type { Order, OrderLine, World } from "./world.ts";

/** What a row shows: `changeTimes` are in ord.query's lines only. */
interface Shown {
  world: World;
  changeTimes: boolean;
}

/** The order as the lists and order.get show it; there is no time of payment in it. */
export function orderRow(order: Order, shown: Shown): Fields {
  const totalFen = order.lines.reduce((sum, line) => sum + payFen(line) + (line.coupon?.fen ?? 0), 0);
  return {
    orderCode: order.code,
    orderTotalStatus: totalStatus(order),
    orderSaleTime: toBeijing(order.placedAt),
    userName: order.userName,
    ...receiverOf(order, shown.world),
    buyerOrdRemark: order.buyerRemark,
    sellerOrdRemark: order.sellerRemark,
    payTotalAmount: yuanOf(totalFen),
    payType: "01",
    needinvoiceflag: "N",
    invoiceType: "05",
    invoiceHead: "",
    orderDetail: order.lines.map((line) => lineRow(line, shown)),
  };
}

/** Often the address repeats province, city and district; masked by a switch. */
function receiverOf({ receiver, addressRepeats }: Order, { switches }: World): Fields {
  const { name, mobile, province, city, district, street } = receiver;
  const masked = switches["maskReceivers"] === true;
  const address = `${addressRepeats ? province + city + district : ""}${street}`;
  return {
    customerName: masked ? `${name.slice(0, 1)}**` : name,
    mobNum: masked ? `${mobile.slice(0, 3)}****${mobile.slice(-4)}` : mobile,
    provinceName: province,
    cityName: city,
    districtName: district,
    customerAddress: masked ? `${address.slice(0, 6)}****` : address,
  };
}

function payFen({ unitFen, quantity, freightFen, coupon }: OrderLine): number {
  return unitFen * quantity + freightFen - (coupon?.fen ?? 0);
}

/** The mixed spelling of the keys is the platform's. */
function lineRow(line: OrderLine, { changeTimes }: Shown): Fields {
  return {
    orderLineNumber: line.number,
    productCode: line.productCode,
    itemCode: line.itemCode,
    productName: line.name,
    saleNum: `${line.quantity}.0`,
    unitPrice: yuanOf(line.unitFen),
    payAmount: yuanOf(payFen(line)),
    transportFee: yuanOf(line.freightFen),
    coupontotalMoney: yuanOf(line.coupon?.fen ?? 0),
    vouchertotalMoney: "0.00",
    orderLineStatus: line.status,
    ...(changeTimes && { orderLineStatusChangeTime: toBeijing(line.changedAt) }),
    returnOrderFlag: line.refundAsked || line.refunded > 0 ? "1" : "0",
    invCode: "",
    expressno: line.parcel?.waybill ?? "",
    expresscompanycode: line.parcel?.carrier ?? "",
    orderchannel: "MOBILE|01|01|4.0.0|20000",
    activitytype: "",
    paymentList: payments(line),
  };
}

function payments(line: OrderLine): readonly Fields[] {
  const paid = { banktypecode: "4148", paycode: "", payamount: yuanOf(payFen(line)) };
  if (line.coupon === null) return [paid];
  return [paid, { banktypecode: line.coupon.code, paycode: "", payamount: yuanOf(line.coupon.fen) }];
}
