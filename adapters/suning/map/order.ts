import type { Fen, Instant, OrderLine, PayState, PlatformOrder, Receiver } from "../../contract.ts";
import { fen, fenFromYuan, sumFen } from "../../../domain/money.ts";
import { fromBeijing, later } from "../../../domain/time.ts";
import { carrierOf } from "../rules/facts.ts";
import type { WireOrder, WireOrderLine } from "../wire/index.ts";

const UNPAID = "5";
const CLOSED = "40";
const ENDED = new Set(["30", CLOSED]);
const KNOWN = new Set([UNPAID, "10", "20", "21", ...ENDED]);
const LEFT = new Set(["20", "30"]);
/** A line that a buyer has asked to refund or return keeps its status and gets this flag. */
const IN_RETURN = "1";

type Payer = OrderLine["money"]["funders"][number]["payer"];
/** Who pays what a `banktypecode` stands for. Sources differ on 10003 (a shop's cloud coupon): its payer stays unknown. */
const PAYERS: Readonly<Record<string, Payer>> = {
  "4148": "buyer",
  "1001": "buyer",
  "5002": "buyer",
  "5998": "seller",
  "10006": "seller",
  "10003": "unknown",
  "6901": "platform",
  "8012": "platform",
  "6998": "platform",
  "7998": "platform",
  "9994": "platform",
  "9995": "platform",
  "10001": "platform",
  "10002": "platform",
  "10004": "platform",
  "10005": "platform",
  "10009": "platform",
};

/** One order as read. There is no time of payment and no clock to ship by; a state that is new to us stays open with its raw text. */
export function toOrder(wire: WireOrder): PlatformOrder {
  const rawState = wire.orderTotalStatus ?? "";
  const lines = wire.orderDetail.map((line) => toLine(line, rawState));
  return {
    orderNo: wire.orderCode,
    parentOrderNo: null,
    pay: payOf(wire, rawState),
    rawState,
    recognised: KNOWN.has(rawState),
    ended: ENDED.has(rawState),
    placedAt: fromBeijing(wire.orderSaleTime),
    paidAt: null,
    updatedAt: changedAt(wire.orderDetail),
    shipBy: null,
    holds: holdsOf(wire.orderDetail, lines),
    lines,
    freightFen: sumFen(lines.map((line) => line.money.freightFen)),
    parcels: parcelsOf(wire.orderDetail, lines),
    buyerNote: wire.buyerOrdRemark || null,
    sellerNote: wire.sellerOrdRemark || null,
    invoice: wire.needinvoiceflag === "Y",
    mergeKey: null,
    receiver: toReceiver(wire),
  };
}

/** A closed order was paid if money or a return shows on one of its lines. */
function payOf(wire: WireOrder, state: string): PayState {
  if (state === UNPAID) return "unpaid";
  if (KNOWN.has(state) && state !== CLOSED) return "paid";
  const paid = wire.orderDetail.some(
    (line) => line.returnOrderFlag === IN_RETURN || (line.paymentList ?? []).length > 0,
  );
  if (paid) return "paid";
  return state === CLOSED ? "closed_unpaid" : "unpaid";
}

function changedAt(lines: readonly WireOrderLine[]): Instant | null {
  return lines
    .flatMap((line) => (line.orderLineStatusChangeTime ? [fromBeijing(line.orderLineStatusChangeTime)] : []))
    .reduce<Instant | null>((newest, at) => (newest === null ? at : later(newest, at)), null);
}

function toLine(wire: WireOrderLine, orderState: string): OrderLine {
  const quantity = wholeOf(wire.saleNum);
  const state = wire.orderLineStatus ?? orderState;
  // "0" is the cancelled state of virtual lines.
  const closed = state === CLOSED || state === "0" || orderState === CLOSED;
  const left = LEFT.has(state) || (closed && Boolean(wire.expressno));
  return {
    lineNo: wire.orderLineNumber,
    merchantKey: wire.itemCode || null,
    platformId: wire.productCode, // orders name the child code only
    platformSkuId: wire.productCode,
    name: wire.productName ?? "",
    gift: yuan(wire.unitPrice) === 0,
    quantity,
    cancelled: closed && !left ? quantity : 0,
    shipped: left ? quantity : 0,
    refunded: closed && wire.returnOrderFlag === IN_RETURN ? quantity : 0,
    returned: 0, // never told
    money: moneyOf(wire),
  };
}

/** "2.0" → 2. Throws a RangeError for anything but a whole number. */
function wholeOf(saleNum: string): number {
  const quantity = Number(saleNum);
  if (saleNum.trim() === "" || !Number.isSafeInteger(quantity))
    throw new RangeError(`not a whole quantity: ${saleNum}`);
  return quantity;
}

function yuan(text: string | null | undefined): Fen {
  return text ? fenFromYuan(text) : fen(0);
}

/** `unitPrice` is wrong under promotions: the goods' value is what was paid plus what coupons bore, less freight. */
function moneyOf(wire: WireOrderLine): OrderLine["money"] {
  const buyerPaidFen = yuan(wire.payAmount);
  const freightFen = yuan(wire.transportFee);
  const couponsFen = sumFen([yuan(wire.coupontotalMoney), yuan(wire.vouchertotalMoney)]);
  const funders = fundersOf(wire, couponsFen);
  const borneBy = (payer: Payer): Fen =>
    sumFen(funders.filter((funder) => funder.payer === payer).map((funder) => funder.amountFen));
  return {
    listFen: fen(buyerPaidFen + couponsFen - freightFen),
    sellerDiscountFen: borneBy("seller"),
    platformDiscountFen: borneBy("platform"),
    creatorDiscountFen: fen(0),
    buyerPaidFen,
    freightFen,
    receivableFen: null,
    commissionFen: null,
    funders,
  };
}

/** Coupons that the payment list does not break down are kept with an unknown payer. */
function fundersOf(wire: WireOrderLine, couponsFen: Fen): OrderLine["money"]["funders"] {
  const listed = (wire.paymentList ?? []).map(({ banktypecode, payamount }) => {
    const code = banktypecode ?? "";
    return { code, payer: PAYERS[code] ?? "unknown", amountFen: yuan(payamount) };
  });
  const explained = listed.some((funder) => funder.payer !== "buyer");
  if (explained || couponsFen === 0) return listed;
  return [...listed, { code: "coupontotalMoney", payer: "unknown", amountFen: couponsFen }];
}

/** Only what has not left can be held back. */
function holdsOf(wire: readonly WireOrderLine[], lines: readonly OrderLine[]): PlatformOrder["holds"] {
  const asked = wire.filter(({ returnOrderFlag, orderLineNumber }) => {
    const line = lines.find(({ lineNo }) => lineNo === orderLineNumber);
    return returnOrderFlag === IN_RETURN && line !== undefined && line.cancelled + line.shipped < line.quantity;
  });
  if (asked.length === 0) return [];
  const raw = `returnOrderFlag 1: ${asked.map((line) => line.orderLineNumber).join(", ")}`;
  return [{ kind: "refund_review", until: null, raw }];
}

function parcelsOf(wire: readonly WireOrderLine[], lines: readonly OrderLine[]): PlatformOrder["parcels"] {
  const sent = wire.filter((line) => Boolean(line.expressno));
  const byParcel = Map.groupBy(sent, (line) => `${line.expresscompanycode ?? ""} ${line.expressno ?? ""}`);
  return [...byParcel.values()].map((group) => ({
    carrier: carrierOf(group[0]?.expresscompanycode ?? ""),
    waybill: group[0]?.expressno ?? "",
    lines: group.map(({ orderLineNumber }) => ({
      lineNo: orderLineNumber,
      quantity: lines.find(({ lineNo }) => lineNo === orderLineNumber)?.quantity ?? 0,
    })),
  }));
}

/** Name, phone and address as they come; whether they are masked today is not known, so stars decide. Null without any of them. */
export function toReceiver(wire: WireOrder): Receiver | null {
  const name = wire.customerName ?? "";
  const phone = wire.mobNum ?? "";
  const parts = [wire.provinceName, wire.cityName, wire.districtName].flatMap((part) => (part ? [part] : []));
  // The address often repeats the names of its region.
  const address = parts.reduce(
    (rest, part) => (rest.startsWith(part) ? rest.slice(part.length).trimStart() : rest),
    (wire.customerAddress ?? "").trim(),
  );
  if (`${name}${phone}${address}` === "") return null;
  const form = `${name}${phone}${address}`.includes("*") ? "masked" : "plain";
  return { form, name, phone, region: parts.join(" "), address, token: null };
}
