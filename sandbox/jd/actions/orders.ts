import type { Actions, Call } from "../call.ts";
import { badParameter, badValue } from "../codes.ts";
import { id } from "../json.ts";
import { yuanText } from "../money.ts";
import { isUnpaid } from "../order-life.ts";
import { optionalFields, shownOrder } from "../order-view.ts";
import { needId, needText, pageOf, textOf, timeOf } from "../params.ts";
import { PLACEHOLDERS } from "../placeholders.ts";
import { pageRows } from "../rows.ts";
import { beijingText, DAY_MS, oneMonthLater, SECOND_MS } from "../time.ts";
import type { Order } from "../order.ts";

type Answer = Readonly<Record<string, unknown>>;
const STATES = new Set(
  (
    "ALL,WAIT_SELLER_STOCK_OUT,WAIT_SELLER_DELIVERY,WAIT_GOODS_RECEIVE_CONFIRM,FINISHED_L,TRADE_CANCELED,LOCKED,PAUSE," +
    "POP_ORDER_PAUSE,WAIT_SEND_CODE,DELIVERY_RETURN,PARENT_TRADE_CANCELED,UN_KNOWN"
  ).split(","),
);
const CREATED_REACH_MS = 730 * DAY_MS;
const MODIFIED_REACH_MS = 90 * DAY_MS;
const OK = { success: true, numberCode: 0, chineseErrCode: "成功", englishErrCode: "success" };

/** Some clients wrap the parameters in the name of JD's Java object; both forms are taken. */
function unwrapped(call: Call): Call {
  const inner = call.params["paramOrderJSFQuery"];
  return typeof inner === "object" && inner !== null ? { ...call, params: { ...call.params, ...inner } } : call;
}

function statesOf(call: Call): ReadonlySet<string> {
  const states = needText(call.params, "order_state").split(",");
  const bad = states.find((state) => !STATES.has(state));
  if (bad !== undefined) throw badValue("order_state", bad);
  return new Set(states);
}

/** At most a month. Without both ends only WAIT_SELLER_STOCK_OUT may be asked for, and it means the last month. */
function windowOf(call: Call, states: ReadonlySet<string>): { from: number; to: number } {
  const from = timeOf(call.params, "start_date");
  const to = timeOf(call.params, "end_date");
  if (from === null && to === null && states.size === 1 && states.has("WAIT_SELLER_STOCK_OUT")) {
    return { from: call.now - 30 * DAY_MS, to: call.now };
  }
  if (from === null) throw badParameter("start_date");
  if (to === null) throw badParameter("end_date");
  if (to < from) throw badValue("end_date", "not before start_date");
  if (to > oneMonthLater(from)) throw badValue("end_date", "at most one month after start_date");
  return { from, to };
}

function isListed(order: Order, states: ReadonlySet<string>): boolean {
  if (isUnpaid(order)) return false;
  if (order.paidAt === null && !PLACEHOLDERS.cancelledUnpaidListed.value) return false;
  return states.has("ALL") || states.has(order.state);
}

/** By time of change unless dateType is 1; ascending unless sortType is 1; seconds, both ends included. */
function search(outer: Call, cipher: boolean): Answer {
  const call = unwrapped(outer);
  const { world, shop, params, now } = call;
  const states = statesOf(call);
  const fields = optionalFields(call);
  const at = pageOf(params, { page: "page", size: "page_size" }, { most: 100, usual: null });
  const { from, to } = windowOf(call, states);
  const byCreated = textOf(params, "dateType") === "1";
  const timeOfOrder = (order: Order): number =>
    Math.floor((byCreated ? order.createdAt : order.modified) / SECOND_MS) * SECOND_MS;
  const reach = now - (byCreated ? CREATED_REACH_MS : MODIFIED_REACH_MS);
  const sign = textOf(params, "sortType") === "1" ? -1 : 1;
  const rows = [...world.orders.values()]
    .filter((order) => order.venderId === shop.venderId && isListed(order, states))
    .filter((order) => timeOfOrder(order) >= Math.max(from, reach) && timeOfOrder(order) <= to)
    .sort((left, right) => sign * (timeOfOrder(left) - timeOfOrder(right) || (left.orderId < right.orderId ? -1 : 1)));
  const total = world.switches["mixedTypes"] === true && call.random.next() < 0.5 ? String(rows.length) : rows.length;
  const orderInfoList = pageRows(rows, at, call).map((order) => shownOrder(call, order, { fields, cipher }));
  return { searchorderinfo_result: { apiResult: OK, orderTotal: total, orderInfoList } };
}

function ownOrder({ world, shop }: Call, orderId: string): Order | null {
  const order = world.orders.get(orderId);
  return order?.venderId === shop.venderId ? order : null;
}

function notFound(): Answer {
  const code = PLACEHOLDERS.orderNumberFails.value;
  return {
    success: false,
    numberCode: Number(code),
    chineseErrCode: "订单不存在或不属于该商家",
    englishErrCode: "order not exist",
  };
}

function get(call: Call, cipher: boolean): Answer {
  const fields = optionalFields(call);
  const states = textOf(call.params, "order_state") === null ? new Set(["ALL"]) : statesOf(call);
  const order = ownOrder(call, needId(call.params, "order_id"));
  if (order === null || !isListed(order, states))
    return { orderDetailInfo: { apiResult: notFound(), orderInfo: null } };
  return { orderDetailInfo: { apiResult: OK, orderInfo: shownOrder(call, order, { fields, cipher }) } };
}

function shownUnpaid(order: Order): unknown {
  return {
    orderId: id(order.orderId),
    orderCreateTime: beijingText(order.createdAt),
    modified: beijingText(order.modified),
    shouldPay: yuanText(order.lines.reduce((sum, line) => sum + line.priceFen * line.quantity, order.freightFen)),
    itemInfoList: order.lines.map((line) => ({
      skuId: line.skuId,
      outerSkuId: line.outerId ?? "",
      skuName: line.name,
      jdPrice: yuanText(line.priceFen),
      itemTotal: String(line.quantity),
    })),
  };
}

/** Orders that wait for payment stand here, and nowhere else. */
function unpaid(call: Call): Answer {
  const at = pageOf(call.params, { page: "page", size: "pageSize" }, { most: 100, usual: null });
  const from = timeOf(call.params, "startDate") ?? 0;
  const to = timeOf(call.params, "endDate") ?? call.now;
  const rows = [...call.world.orders.values()]
    .filter((order) => order.venderId === call.shop.venderId && isUnpaid(order))
    .filter((order) => order.createdAt >= from && order.createdAt <= to + SECOND_MS - 1);
  const pageList = pageRows(rows, at, call).map(shownUnpaid);
  const totalPage = Math.ceil(rows.length / at.size);
  return { paginatedInfo: { pageList, index: at.page, pageSize: at.size, totalItem: rows.length, totalPage } };
}

function printData(call: Call): Answer {
  const order = ownOrder(call, needId(call.params, "order_id"));
  if (order === null) return { getorderprintdata_result: { apiResult: notFound() } };
  const { consignee } = order;
  const mobile = `${consignee.mobile.slice(0, 3)}****${consignee.mobile.slice(-4)}`;
  const Consignee = {
    cons_name: `${consignee.fullname.slice(0, 1)}**`,
    cons_address: `${consignee.province}${consignee.city}${consignee.county}****`,
    cons_phone: mobile,
    cons_handset: mobile,
    oaid: consignee.oaid,
  };
  return { getorderprintdata_result: { apiResult: OK, order_id: id(order.orderId), Consignee } };
}

/** Reading orders (reference 10). */
export const ORDERS: Actions = {
  "jingdong.pop.order.search": { sensitive: true, run: (call) => search(call, false) },
  "jingdong.pop.order.enSearch": { sensitive: true, run: (call) => search(call, true) },
  "jingdong.pop.order.get": {
    sensitive: true,
    required: ["order_id", "optional_fields"],
    run: (call) => get(call, false),
  },
  "jingdong.pop.order.enGet": {
    sensitive: true,
    required: ["order_id", "optional_fields"],
    run: (call) => get(call, true),
  },
  "jingdong.pop.order.notPayOrderInfo": { sensitive: true, run: unpaid },
  "jingdong.pop.order.notPayOrderById": {
    sensitive: true,
    required: ["orderId"],
    run(call) {
      const order = ownOrder(call, needId(call.params, "orderId"));
      return { notPayOrder: order !== null && isUnpaid(order) ? shownUnpaid(order) : null };
    },
  },
  "jingdong.pop.order.print.data.get": { sensitive: true, required: ["order_id"], run: printData },
};
