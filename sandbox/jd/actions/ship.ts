import type { Actions, Call } from "../call.ts";
import { JD_EXPRESS, SELF_DELIVERY } from "../carriers.ts";
import { badValue } from "../codes.ts";
import { LOCKED, moveTo, SHIPPED, takeBooked, WAITING } from "../order-life.ts";
import { needId, needText, pageOf, textOf, timeOf } from "../params.ts";
import { PLACEHOLDERS } from "../placeholders.ts";
import { beijingText, oneMonthLater } from "../time.ts";
import type { Order } from "../order.ts";

type Answer = Readonly<Record<string, unknown>>;
type Parcel = { carrier: string; waybill: string };
const CODES = PLACEHOLDERS.shipmentCodes.value;
const MOST_NUMBERS = 10;
const MOST_CHARACTERS = 200;

interface Verdict {
  code: string;
  zh: string;
  en: string;
}
const DONE: Verdict = { code: PLACEHOLDERS.shipmentOk.value, zh: "成功", en: "success" };

/** Both spellings that clients of 2023 and 2026 read. */
function shipped(call: Call, verdict: Verdict): Answer {
  const good = verdict === DONE;
  const flag = call.world.switches["mixedTypes"] === true && call.random.next() < 0.3 ? String(good) : good;
  return {
    sopjosshipment_result: {
      success: flag,
      errorCode: verdict.code,
      chineseErrCode: verdict.zh,
      englishErrCode: verdict.en,
      error_code: verdict.code,
      chinese_err_code: verdict.zh,
      english_err_code: verdict.en,
    },
  };
}

/** Carriers joined by `|`, numbers of one carrier by `,`; a text tells what is wrong. */
function parcelsOf({ shop }: Call, carriers: string, numbers: string): readonly Parcel[] | string {
  if (numbers.length > MOST_CHARACTERS) return "运单号不能超过200个字符";
  const ids = carriers.split("|");
  const groups = numbers.split("|");
  if (ids.some((carrier) => !shop.carriers.has(carrier))) return "物流公司不存在或未签约";
  if (ids.length === 1 && ids[0] === SELF_DELIVERY) {
    return numbers === "" ? [{ carrier: SELF_DELIVERY, waybill: "" }] : "厂家自送不能填写运单号";
  }
  if (ids.length !== groups.length) return "物流公司与运单号不匹配";
  const parcels = ids.flatMap((carrier, at) => (groups[at] ?? "").split(",").map((waybill) => ({ carrier, waybill })));
  if (parcels.some(({ waybill }) => !/^[A-Za-z0-9-]{5,40}$/.test(waybill))) return "运单号格式不正确";
  if (parcels.length > MOST_NUMBERS) return "运单号不能超过10个";
  if (parcels.filter(({ carrier }) => carrier === JD_EXPRESS).length > 1) return "京东快递只能填写一个运单号";
  return parcels;
}

function refusalOf(order: Order | null): Verdict | null {
  if (order === null) return { code: CODES.absent, zh: "订单不存在或不属于该商家", en: "order not exist" };
  if (order.state === SHIPPED || order.shippedAt !== null)
    return { code: CODES.shipped, zh: "订单已出库", en: "already out of stock" };
  if (order.state === LOCKED) return { code: CODES.locked, zh: "订单已锁定,不能出库", en: "order is locked" };
  if (order.type === "75" || order.state !== WAITING)
    return { code: CODES.state, zh: "订单状态不是等待出库", en: "order state error" };
  return null;
}

/** One shipment per order, with all its parcels. */
function ship(call: Call): Answer {
  const { world, shop, params, now } = call;
  const order = world.orders.get(needId(params, "orderId")) ?? null;
  const own = order?.venderId === shop.venderId ? order : null;
  const bad = refusalOf(own);
  if (bad !== null || own === null) return shipped(call, bad ?? DONE);
  const carriers = needText(params, "logiCoprId");
  const parcels = parcelsOf(call, carriers, textOf(params, "logiNo") ?? "");
  if (typeof parcels === "string") return shipped(call, { code: CODES.bad, zh: parcels, en: "waybill is not valid" });
  const address = textOf(params, "venderTaskAddressId");
  if (address !== null && !shop.addresses.some((one) => one.id === address)) {
    return shipped(call, { code: CODES.bad, zh: "发货地址不存在", en: "address not exist" });
  }
  takeBooked(world, own);
  own.carrier = carriers;
  own.waybill = textOf(params, "logiNo") ?? "";
  own.shippedAt = now;
  moveTo(own, SHIPPED, now);
  for (const parcel of parcels)
    world.shipments.push({ ...parcel, venderId: shop.venderId, orderId: own.orderId, at: now });
  return shipped(call, DONE);
}

function remark(call: Call): Answer {
  const order = call.world.orders.get(needId(call.params, "order_id"));
  const flag = textOf(call.params, "flag") ?? "0";
  if (!/^[0-5]$/.test(flag)) throw badValue("flag", "0 to 5");
  const own = order?.venderId === call.shop.venderId ? order : undefined;
  if (own !== undefined) {
    own.sellerNote = textOf(call.params, "remark") ?? "";
    own.sellerFlag = flag;
    own.modified = call.now;
  }
  const verdict = own === undefined ? { code: CODES.absent, zh: "订单不存在", en: "order not exist" } : DONE;
  const words = { error_code: verdict.code, chinese_err_code: verdict.zh, english_err_code: verdict.en };
  return { modifyvenderremark_result: { success: own !== undefined, ...words } };
}

/** Only the first hundred; readers roll the window. */
function remarks(call: Call): Answer {
  const from = timeOf(call.params, "startTime") ?? 0;
  const to = timeOf(call.params, "endTime") ?? call.now;
  if (to > oneMonthLater(from)) throw badValue("endTime", "at most one month");
  pageOf(call.params, { page: "page", size: "pageSize" }, { most: 100, usual: 100 });
  const rows = [...call.world.orders.values()]
    .filter((order) => order.venderId === call.shop.venderId && order.sellerNote !== "")
    .filter((order) => order.modified >= from && order.modified <= to);
  const remarkList = rows.slice(0, 100).map((order) => ({
    orderId: order.orderId,
    remark: order.sellerNote,
    flag: order.sellerFlag,
    created: beijingText(order.createdAt),
    modified: beijingText(order.modified),
  }));
  return { getRemarkByModifyTime_result: { resultCode: 1, errorMsg: null, totleNum: rows.length, remarkList } };
}

/** Shipping and the merchant's notes (reference 11). */
export const SHIP: Actions = {
  "jingdong.pop.order.shipment": { required: ["orderId", "logiCoprId"], run: ship },
  "jingdong.pop.order.modifyVenderRemark": { required: ["order_id", "flag"], run: remark },
  "jingdong.pop.order.getRemarkByModifyTime": { required: ["startTime", "endTime"], run: remarks },
};
