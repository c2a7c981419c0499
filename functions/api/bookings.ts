import { afterBooking, openVouchers } from "../../domain/order/booking.ts";
import type { Binding, Line, Order } from "../../domain/order/order.ts";
import { availableOf } from "../../domain/stock/pool.ts";
import { dayOf, plusDays } from "../../domain/time.ts";
import type { Day } from "../../domain/units.ts";
import { conflict, wrongField } from "../shared/problem.ts";
import { keys } from "../shared/store/keys.ts";
import { datedPoolOf } from "../shared/store/pool-row.ts";
import { shopOf, type Call } from "./call.ts";
import { refuseHeld } from "./leaving.ts";
import { storeOrder } from "./order-store.ts";
import { storedOrder, type OrderAt } from "./orders.ts";

export interface BookingInput extends OrderAt {
  lineNo: string;
  day: Day;
  /** Below zero: so many give their night back. */
  units: number;
}

/** Books nights for vouchers that a guest holds, or gives them back: order and pools move together. 409 where a night is full, or the line has no voucher left. */
export async function bookNights(input: BookingInput, call: Call): Promise<{ booked: NonNullable<Line["booked"]> }> {
  const shop = await shopOf(input.s, call);
  const { order, ver } = await storedOrder(input, call);
  refuseHeld(order);
  const line = voucherLine(order, input.lineNo);
  if (input.units > 0) await refuseFull(input, line, call);
  else refuseUnbooked(input, line);
  const use = { lineNo: input.lineNo, day: input.day, stockFrom: shop.stockFrom };
  const next = afterBooking(order, use, input.units);
  await storeOrder({ shop, before: order, next, ver }, [], call);
  return { booked: next.lines.find(({ lineNo }) => lineNo === input.lineNo)?.booked ?? [] };
}

type VoucherLine = Line & { binding: Binding };

function voucherLine(order: Order, lineNo: string): VoucherLine {
  const line = order.lines.find((one) => one.lineNo === lineNo);
  if (line?.binding?.undated === true) return { ...line, binding: line.binding };
  throw wrongField("/lineNo", { zh: "这一行不是要预约的券", en: "the line has no vouchers to be booked" });
}

async function refuseFull({ day, units }: BookingInput, line: VoucherLine, { ports, m }: Call): Promise<void> {
  if (day < dayOf(ports.clock.now())) throw wrongField("/day", { zh: "日期已过", en: "the day is over" });
  const open = openVouchers(line);
  if (open < units)
    throw conflict("no_voucher_left", { zh: `还能预约 ${open} 张`, en: `${open} vouchers are left to book` });
  const { draws, nights = 1 } = line.binding;
  for (const { poolId, qty } of draws) {
    const head = await ports.table.get(keys.pool(m, poolId));
    for (let n = 0; n < nights; n++) {
      const id = `${poolId}@${plusDays(day, n)}`;
      const date = head === null ? null : datedPoolOf(head, id, await ports.table.get(keys.pool(m, id)));
      if (date === null || availableOf(date) < units * qty) throw full(plusDays(day, n));
    }
  }
}

function refuseUnbooked({ day, units }: BookingInput, { booked = [] }: VoucherLine): void {
  const own = booked.find((one) => one.day === day);
  const left = (own?.units ?? 0) - (own?.used ?? 0);
  if (left + units < 0)
    throw conflict("not_booked", { zh: `这一天只约了 ${left} 张未用`, en: `${left} unused are booked for that day` });
}

function full(day: Day) {
  return conflict("night_full", {
    zh: `${day} 已满，请换日期或全额退款`,
    en: `${day} is full: another day, or all his money`,
  });
}
