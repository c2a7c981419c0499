import type { Day } from "../units.ts";
import { claimsOf } from "./claims.ts";
import type { Booking, Line, Order } from "./order.ts";

/** Vouchers of one line, and the night they are booked for; null: shown without a booking. */
export interface Use {
  lineNo: string;
  day: Day | null;
  stockFrom: string | null;
}

/** Vouchers of a line that may still be booked: neither booked nor used without a booking. */
export function openVouchers({ quantity, cancelled, refunded, booked = [], redeemed }: Line): number {
  const dated = booked.reduce((sum, { units }) => sum + units, 0);
  const walkIn = Math.max(0, redeemed - booked.reduce((sum, { used }) => sum + used, 0));
  return Math.max(0, quantity - Math.max(cancelled, refunded) - dated - walkIn);
}

/** The order after vouchers of a line were booked for a day, or (below zero) their booking was given up. Pure. */
export function afterBooking(order: Order, { lineNo, day, stockFrom }: Use & { day: Day }, units: number): Order {
  return changed(order, { lineNo, stockFrom }, (line) => ({
    ...line,
    booked: withBooking(line.booked ?? [], day, (one) => ({ ...one, units: one.units + units })),
  }));
}

/** The order after one voucher was redeemed (1) or its redemption taken back (-1); a booked night is consumed with it. Pure. */
export function afterUse(order: Order, { lineNo, day, stockFrom }: Use, by: 1 | -1): Order {
  return changed(order, { lineNo, stockFrom }, (line) => ({
    ...line,
    redeemed: Math.max(0, line.redeemed + by),
    ...(day !== null && {
      booked: withBooking(line.booked ?? [], day, (one) => ({ ...one, used: Math.max(0, one.used + by) })),
    }),
  }));
}

function withBooking(booked: readonly Booking[], day: Day, how: (one: Booking) => Booking): Booking[] {
  const own = booked.find((one) => one.day === day) ?? { day, units: 0, used: 0 };
  return [...booked.filter((one) => one.day !== day), how(own)].filter(({ units, used }) => units > 0 || used > 0);
}

function changed(order: Order, of: Omit<Use, "day">, how: (line: Line) => Line): Order {
  const lines = order.lines.map((line) => (line.lineNo === of.lineNo ? how(line) : line));
  return { ...order, lines: claimsOf({ ...order, lines }, of.stockFrom) };
}
