import { toShip, type Order } from "./order.ts";

export type Stage =
  | "unrecognised"
  | "cancelled"
  | "refunded"
  | "locked"
  | "created"
  | "waiting"
  | "completed"
  | "shipped"
  | "partly_shipped"
  | "paid";

const UNPAID = new Set(["unpaid", "deposit", "tail_due"]);

/** One word for screens and filters, derived from the four axes; the first that fits. Nothing decides by it. */
export function stageOf(order: Pick<Order, "recognised" | "pay" | "lines" | "holds" | "ended">): Stage {
  const { lines } = order;
  const open = lines.some((line) => toShip(line) > 0);
  if (!order.recognised) return "unrecognised";
  if (order.pay === "closed_unpaid") return "cancelled";
  if (lines.every((line) => line.cancelled >= line.quantity))
    return lines.some((line) => line.refunded > 0) ? "refunded" : "cancelled";
  if (lines.every((line) => line.cancelled + line.refunded >= line.quantity)) return "refunded";
  if (open && order.holds.some((hold) => !WAITING.has(hold.kind))) return "locked";
  if (UNPAID.has(order.pay)) return "created";
  if (open && order.holds.length > 0) return "waiting";
  if (order.ended) return "completed";
  if (!open) return "shipped";
  return lines.some((line) => line.shipped > 0) ? "partly_shipped" : "paid";
}

const WAITING = new Set(["gift_unaccepted", "group_unformed", "tail_due"]);
