import { type Ask, one, refuse, type Reply } from "../answer.ts";
import { CARRIERS, DAYS } from "../codes.ts";
import { orderRow } from "../order-rows.ts";
import { totalStatus } from "../order-status.ts";
import { page } from "../paging.ts";
import { text } from "../params.ts";
import { placeholders } from "../placeholders.ts";
import { DAY_MS, fromBeijing, toBeijing } from "../time.ts";
import { readWindow, within } from "../window.ts";
import type { Order, OrderLine } from "../world.ts";
import type { Action } from "./action.ts";
import { delivery } from "./delivery.ts";

const ADD = "suning.custom.orderdelivery.add";
const DELAYS = ["1", "3", "5", "7", "10"];

function ordersOf({ scene, shop }: Ask): Order[] {
  return [...scene.world.orders.values()].filter((order) => order.shop === shop.code && order.paidAt !== null);
}

/** Numbers of paid orders by creation, and nothing else of them. */
function listCodes(ask: Ask): Reply {
  const window = readWindow(ask, { maxDays: DAYS.orderWindow, horizonDays: DAYS.orderHorizon });
  if ("kind" in window) return window;
  const status = text(ask.params, "orderStatus");
  const found = ordersOf(ask).filter(
    (order) => within(order.placedAt, window) && (status === "" || totalStatus(order) === status),
  );
  return page(
    ask,
    found.map(({ code }) => ({ orderCode: code })),
  );
}

/** Orders older than the three months of the other lists. */
function listHistory(ask: Ask): Reply {
  const [from, to] = [fromBeijing(text(ask.params, "startTime")), fromBeijing(text(ask.params, "endTime"))];
  if (from === null || to === null || to < from) return refuse("sys.check.query-time:error", "查询时间错误");
  const border = ask.scene.clock.now() - DAYS.orderHorizon * DAY_MS;
  const found = ordersOf(ask).filter(({ placedAt }) => placedAt >= from && placedAt <= to && placedAt < border);
  return page(
    ask,
    found.map((order) => orderRow(order, { world: ask.scene.world, changeTimes: false })),
  );
}

function shippedLines({ params, shop, scene }: Ask): readonly OrderLine[] {
  const [carrier, waybill] = [text(params, "expressCompanyCode"), text(params, "expressNo")];
  return [...scene.world.orders.values()]
    .filter((order) => order.shop === shop.code)
    .flatMap(({ lines }) => lines)
    .filter(({ parcel }) => parcel?.waybill === waybill && (carrier === "" || parcel.carrier === carrier));
}

/** When a shipped order completes by itself. */
function countDown(ask: Ask): Reply {
  const { params, shop, scene } = ask;
  const order = scene.world.orders.get(text(params, "orderCode"));
  const sent = order?.shop === shop.code ? order.lines.filter(({ parcel }) => parcel !== null) : [];
  if (sent.length === 0) return refuse("biz.orderCountDown.order-status:error", "订单未发货");
  const rows = sent.map(({ number, productCode, changedAt }) => ({
    orderLineNumber: number,
    productCode,
    countDownTime: toBeijing(changedAt + placeholders.completeMs.value),
  }));
  return one({ orderCode: text(params, "orderCode"), countDownList: rows });
}

/** More days before a parcel counts as received. */
function delayReceipt(ask: Ask): Reply {
  const lines = shippedLines(ask);
  const days = text(ask.params, "delayTime");
  if (!DELAYS.includes(days)) return refuse("biz.orderDelay.delayTime-format:error", "延长天数错误");
  if (lines.length === 0) return refuse("biz.orderDelay.expressno-value:inexistence", "运单号不存在");
  for (const line of lines) line.changedAt += Number(days) * DAY_MS;
  return one({ result: "Y" });
}

/** The merchant writes another receiver while nothing has left. */
function changeReceiver({ params, shop, scene }: Ask): Reply {
  const order = scene.world.orders.get(text(params, "orderCode"));
  if (order?.shop !== shop.code) return refuse("biz.modifyReceiveaddress.ordercode-value:inexistence", "订单不存在");
  if (totalStatus(order) !== "10") return refuse("biz.modifyReceiveaddress.order-status:error", "订单状态错误");
  order.receiver = {
    ...order.receiver,
    name: text(params, "customerName"),
    mobile: text(params, "mobphoneNum"),
    province: text(params, "provinceName"),
    city: text(params, "cityName"),
    district: text(params, "districtName"),
    street: text(params, "townName") + text(params, "detailAddress"),
  };
  order.updatedAt = scene.clock.now();
  return one({ result: "Y" });
}

/** The call of 2020: lines as a list of pairs. */
function shipNew(ask: Ask): Reply {
  const { orderLineNumbers } = ask.params;
  const pairs = Array.isArray(orderLineNumbers) ? orderLineNumbers : [];
  const numbers = pairs.map((pair) =>
    typeof pair === "object" && pair !== null && !Array.isArray(pair) ? text(pair, "orderLineNumber") : "",
  );
  const params = { ...ask.params, orderLineNumbers: { orderLineNumber: numbers } };
  return delivery[ADD]?.run({ ...ask, params }) ?? refuse("sys.check.request-params:error");
}

/** By a courier of the merchant's own: his name and phone stand for carrier and number. */
function shipSelf(ask: Ask): Reply {
  const { params } = ask;
  const own = { expressCompanyCode: placeholders.selfCarrier.value, expressNo: `SELF${text(params, "orderCode")}` };
  const named = { orderLineNumbers: params["orderLineNumbers"] ?? null, sendDetail: params["productCodes"] ?? null };
  return (
    delivery[ADD]?.run({ ...ask, params: { ...params, ...own, ...named } }) ?? refuse("sys.check.request-params:error")
  );
}

/** Where a parcel is: nobody moves it here, so it was taken over and no more. */
function track(ask: Ask): Reply {
  const waybill = text(ask.params, "waybillNo");
  const [line] = shippedLines({ ...ask, params: { expressNo: waybill } });
  if (line?.parcel == null) return refuse("biz.handler.data-get:no-result", "没有查询到数据");
  const { carrier, at } = line.parcel;
  return one({
    waybillNo: waybill,
    logisticCode: carrier,
    companyName: CARRIERS[carrier] ?? "",
    acceptTime: toBeijing(at),
  });
}

const receiver = "orderCode customerName mobphoneNum provinceName cityName districtName townName detailAddress";
export const ordersMore: Readonly<Record<string, Action>> = {
  "suning.custom.ordercode.query": { module: "orderCodeQuery", required: [], run: listCodes },
  "suning.custom.historyorder.query": { module: "historyOrderQuery", required: [], run: listHistory },
  "suning.custom.ordercountdown.query": { module: "orderCountDown", required: ["orderCode"], run: countDown },
  "suning.custom.orderdelay.modify": {
    module: "orderDelay",
    required: ["expressNo", "expressCompanyCode", "delayTime"],
    run: delayReceipt,
  },
  "suning.custom.receiveaddress.modify": {
    module: "modifyReceiveaddress",
    required: receiver.split(" "),
    run: changeReceiver,
  },
  "suning.custom.deliverynew.add": {
    module: "orderDelivery",
    required: ["orderCode", "expressCompanyCode", "expressNo"],
    run: shipNew,
  },
  "suning.custom.orderselfdist.add": {
    module: "orderSelfDist",
    required: ["orderCode", "deliveryPerName", "deliveryPerPhone"],
    run: shipSelf,
  },
  "suning.custom.logisticsnews.query": { module: "logisticsnews", required: ["logisticCode", "waybillNo"], run: track },
};
