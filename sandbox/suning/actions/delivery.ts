import { type Ask, type Fields, one, refuse, type Reply } from "../answer.ts";
import { CARRIERS } from "../codes.ts";
import { setStatus, totalStatus } from "../order-status.ts";
import { isRecord, text, texts } from "../params.ts";
import { fromBeijing } from "../time.ts";
import type { Order, OrderLine, World } from "../world.ts";
import type { Action } from "./action.ts";
import { hasDefault } from "./address.ts";

const no = (what: string, message: string): Reply => refuse(`biz.orderDelivery.${what}`, message);

/** Which lines are meant: numbers win over product codes; a product on two lines can't be told by its code. */
function linesNamed({ params }: Ask, order: Order): readonly OrderLine[] | Reply {
  const { orderLineNumbers: byNumber, sendDetail: byProduct } = params;
  const numbers = isRecord(byNumber) ? texts(byNumber["orderLineNumber"]) : [];
  const codes = isRecord(byProduct) ? texts(byProduct["productCode"]) : [];
  if (numbers.length > 0) {
    const lines = numbers.map((number) => order.lines.find((line) => line.number === number));
    return every(lines) ?? refuse("biz.custom.orderDelivery.invalid-biz:orderLineNumber", "订单行号不存在");
  }
  if (codes.length === 0)
    return refuse("biz.custom.orderDelivery.invalid-biz:orderLineNumber", "商品编码和订单行号不能都为空");
  if (codes.some((code) => code.length > 18)) return no("productcode-length:overlong", "商品编码过长");
  const ofCode = (code: string): readonly OrderLine[] => order.lines.filter((line) => line.productCode === code);
  if (new Set(codes).size < codes.length || codes.some((code) => ofCode(code).length > 1)) {
    return no("productcode-value:repeat", "商品编码重复");
  }
  return every(codes.map((code) => ofCode(code)[0])) ?? no("productcode-value:inexistence", "商品编码不在订单中");
}

function every(lines: readonly (OrderLine | undefined)[]): readonly OrderLine[] | null {
  const there = lines.filter((line) => line !== undefined);
  return there.length === lines.length ? there : null;
}

/** Checks of carrier, number and time, in the platform's order of fields. */
function formError({ params }: Ask): Reply | null {
  const [carrier, waybill, time] = ["expressCompanyCode", "expressNo", "deliveryTime"].map((name) =>
    text(params, name),
  );
  if (!/^[A-Za-z0-9]{1,10}$/.test(carrier ?? "")) return no("expresscompanycode-format:error", "物流公司编码格式错误");
  if (!Object.hasOwn(CARRIERS, carrier ?? "")) return no("expresscompanycode-value:inexistence", "物流公司编码不存在");
  if (!/^[A-Za-z0-9-]{5,30}$/.test(waybill ?? "")) return no("expressno-format:error", "运单号格式错误");
  if (time !== "" && fromBeijing(time ?? "") === null) {
    return refuse("biz.custom.orderDelivery.invalid-biz:deliveryTime", "发货时间格式错误");
  }
  return null;
}

function orderNamed({ params, shop, scene }: Ask): Order | Reply {
  const code = text(params, "orderCode");
  if (code.length > 20) return no("ordercode-length:overlong", "订单编号过长");
  const order = scene.world.orders.get(code);
  return order?.shop === shop.code ? order : no("ordercode-value:inexistence", "订单不存在");
}

/** A number that stands on another order's parcel, of whatever shop. */
function used(world: World, { code }: Order, waybill: string): boolean {
  return [...world.orders.values()].some(
    (other) => other.code !== code && other.lines.some((line) => line.parcel?.waybill === waybill),
  );
}

/** Ships the named lines of a paid order; results are per line. */
function add(ask: Ask): Reply {
  const order = orderNamed(ask);
  if ("kind" in order) return order;
  const status = totalStatus(order);
  if (status === "40") return refuse("biz.shutdown.order.cannot.delivery", "订单已关闭");
  if (status !== "10" && status !== "21") return no("order-status:error", "订单状态不是待发货");
  return hand(ask, order, "10");
}

/** Another number for lines that have left. */
function modify(ask: Ask): Reply {
  const order = orderNamed(ask);
  return "kind" in order ? order : hand(ask, order, "20");
}

function hand(ask: Ask, order: Order, wanted: "10" | "20"): Reply {
  const { params, shop, scene } = ask;
  const error = formError(ask) ?? addressError(shop);
  if (error !== null) return error;
  const lines = linesNamed(ask, order);
  if ("kind" in lines) return lines;
  const waybill = text(params, "expressNo");
  if (used(scene.world, order, waybill)) return no("expressno-value:existence", "运单号已存在");
  const ready = lines.filter((line) => line.status === wanted);
  if (ready.length === 0) return no("order-status:error", "订单行状态错误");
  const now = scene.clock.now();
  for (const line of ready) {
    line.parcel = { carrier: text(params, "expressCompanyCode"), waybill, at: now };
    setStatus(line, "20", now);
  }
  order.updatedAt = now;
  return one({ sendDetail: lines.map((line) => resultOf(order, line, ready.includes(line))) });
}

function addressError(shop: Ask["shop"]): Reply | null {
  if (!hasDefault(shop, "0")) return no("default-sendaddress:inexistence", "没有默认发货地址");
  return hasDefault(shop, "1") ? null : no("default-returnaddress:inexistence", "没有默认退货地址");
}

function resultOf({ code }: Order, line: OrderLine, sent: boolean): Fields {
  const { number, productCode } = line;
  return { orderCode: code, orderLineNumber: number, productCode, sendresult: sent ? "Y" : "N" };
}

const required = ["orderCode", "expressCompanyCode", "expressNo"];
export const delivery: Readonly<Record<string, Action>> = {
  "suning.custom.orderdelivery.add": { module: "orderDelivery", required, run: add },
  "suning.custom.orderdelivery.modify": { module: "orderDelivery", required, run: modify },
};
