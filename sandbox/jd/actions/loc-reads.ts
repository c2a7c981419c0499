import type { Action, Actions, Call } from "../call.ts";
import { badValue } from "../codes.ts";
import { id } from "../json.ts";
import { yuanText } from "../money.ts";
import { codesOf } from "../order-life.ts";
import type { Order, Voucher } from "../order.ts";
import { needId, needText, pageOf, textOf, timeOf } from "../params.ts";
import { pageRows } from "../rows.ts";
import { beijingText, DAY_MS, SECOND_MS } from "../time.ts";

type Answer = Readonly<Record<string, unknown>>;

function shown(voucher: Voucher): Answer {
  return {
    order_id: id(voucher.orderId),
    sku_id: id(voucher.skuId),
    code_status: voucher.status,
    order_create_time: beijingText(voucher.createdAt),
    status_modified_time: beijingText(voucher.changedAt),
    effective_date_start: beijingText(voucher.from),
    effective_date_end: beijingText(voucher.until),
    send_count: 1,
    consume_shop_id: null,
    consume_shop_name: voucher.consumedAt === null ? null : voucher.store,
    order_shop_id: null,
    order_shop_name: voucher.store,
    pin: "jd_****",
    phone_num: "138****0000",
    code_consumed_time: voucher.consumedAt === null ? null : beijingText(voucher.consumedAt),
    card_number: voucher.cardNumber,
    pwd_number: voucher.password,
    coupons_amount: yuanText(voucher.amountFen),
    min_consumption: "0.00",
  };
}

/** A code of this shop by its password, and its card number when that is known. */
export function findCode({ world, shop }: Call, card: string | null, password: string): Voucher | null {
  const own = [...world.vouchers.values()].filter((voucher) => voucher.venderId === shop.venderId);
  return own.find((one) => one.password === password && (card === null || one.cardNumber === card)) ?? null;
}

/** A LOC order of this shop. */
export function ownLocOrder({ world, shop }: Call, orderId: string): Order | null {
  const order = world.orders.get(orderId);
  return order?.venderId === shop.venderId && order.type === "75" ? order : null;
}

function infoResult(rows: readonly Voucher[], total: number): Answer {
  const head = { result_code: 0, result_message: "success", is_success: true, total_code: total };
  return { loccodeinfo_result: { ...head, loccodeinfo_list: rows.map(shown) } };
}

function byOrder(call: Call): Answer {
  const order = ownLocOrder(call, needId(call.params, "order_id"));
  const type = needText(call.params, "code_type");
  const codes = order === null ? [] : codesOf(call.world, order).filter((one) => String(one.type) === type);
  return infoResult(codes, codes.length);
}

function byTime(call: Call): Answer {
  const { params, world, shop } = call;
  const from = timeOf(params, "start_date") ?? 0;
  const to = timeOf(params, "end_date") ?? 0;
  if (to - from > 30 * DAY_MS) throw badValue("end_date", "at most 30 days");
  const at = pageOf(params, { page: "page_index", size: "page_size" }, { most: 1000, usual: null });
  const changed = needText(params, "time_type") === "1";
  const status = textOf(params, "code_status");
  const type = textOf(params, "code_type");
  const rows = [...world.vouchers.values()]
    .filter((one) => one.venderId === shop.venderId)
    .filter((one) => (status === null || String(one.status) === status) && (type === null || String(one.type) === type))
    .filter((one) => {
      const ms = changed ? one.changedAt : one.createdAt;
      return ms >= from && ms <= to + SECOND_MS - 1;
    });
  return infoResult(pageRows(rows, at, call), rows.length);
}

function numberInfo(call: Call): Answer {
  const voucher = findCode(call, textOf(call.params, "card_number"), needText(call.params, "pwd_number"));
  const head = { result_code: voucher === null ? 1 : 0, result_message: voucher === null ? "消费码不存在" : "success" };
  const check_numbers = voucher === null ? [] : [shown(voucher)];
  return { cknumber_result: { ...head, is_success: voucher !== null, check_numbers } };
}

function search(call: Call): Answer {
  const { world, shop, params } = call;
  const at = pageOf(params, { page: "page", size: "pageSize" }, { most: 100, usual: null });
  const from = timeOf(params, "orderCreateTimeBegin") ?? 0;
  const to = timeOf(params, "orderCreateTimeEnd") ?? call.now;
  const rows = [...world.orders.values()]
    .filter((order) => order.venderId === shop.venderId && order.type === "75" && order.paidAt !== null)
    .filter((order) => order.createdAt >= from && order.createdAt <= to + SECOND_MS - 1);
  const list = pageRows(rows, at, call).map((order) => ({
    orderId: id(order.orderId),
    orderState: order.state,
    orderCreateTime: beijingText(order.createdAt),
  }));
  return { returnType: { success: true, result: list, totalCount: rows.length } };
}

function byCode({ world, shop, params }: Call): Answer {
  const code = needText(params, "couponCode");
  const voucher = [...world.vouchers.values()].find((one) => one.venderId === shop.venderId && one.password === code);
  const body = voucher === undefined ? null : JSON.stringify({ orderId: voucher.orderId, codeStatus: voucher.status });
  const good = voucher !== undefined;
  const words = { success: good, message: good ? "success" : "消费码不存在", code: good ? "0" : "1" };
  return { queryorderinfobycouponcode_result: { ...words, jsonResult: body } };
}

const orderInfo: Action = { required: ["order_id", "code_type"], run: byOrder };
const orderInfos: Action = {
  required: ["time_type", "start_date", "end_date", "page_index", "page_size"],
  run: byTime,
};
const checkInfo: Action = { required: ["pwd_number"], run: numberInfo };

/** Local life: reading orders and codes (reference 9.2). */
export const LOC_READS: Actions = {
  "jingdong.loc.order.search": { required: ["page", "pageSize"], run: search },
  "jingdong.pop.oto.checknumberinfo.get": checkInfo,
  "jingdong.pop.oto.checknumberinfo.enget": checkInfo,
  "jingdong.pop.oto.locorderinfo.get": orderInfo,
  "jingdong.pop.oto.locorderinfo.enget": orderInfo,
  "jingdong.pop.oto.locorderinfos.get": orderInfos,
  "jingdong.pop.oto.locorderinfos.enget": orderInfos,
  "jingdong.queryOrderInfoByLocCode": { required: ["couponCode"], run: byCode },
};
