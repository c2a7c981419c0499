import { fen } from "../money.ts";
import { DAY_MS, instant, msBetween } from "../time.ts";
import type { Instant } from "../units.ts";
import type { Line, Order, Taken } from "./order.ts";
import type { OrderLine } from "./platform-order.ts";

/** Units of each of a parent's lines that its children took: by the line's own number first, then by sku while units remain. */
export function takenByChildren(
  lines: readonly Pick<Line, "lineNo" | "platformSkuId" | "quantity">[],
  children: Order["children"],
): ReadonlyMap<string, number> {
  const taken = new Map<string, number>();
  for (const entry of Object.values(children).flat()) {
    let rest = entry.quantity;
    const own = lines.filter((line) => line.lineNo === entry.lineNo);
    const same = lines.filter((line) => line.platformSkuId === entry.platformSkuId && line.lineNo !== entry.lineNo);
    for (const line of [...own, ...same]) {
      const there = taken.get(line.lineNo) ?? 0;
      const units = Math.min(rest, Math.max(0, line.quantity - there));
      taken.set(line.lineNo, there + units);
      rest -= units;
    }
  }
  return taken;
}

/** What a child takes out of its parent: all that it was ordered with, whatever becomes of it afterwards. */
export function takenBy(lines: readonly OrderLine[]): Taken[] {
  return lines.map(({ lineNo, platformSkuId, quantity }) => ({ lineNo, platformSkuId, quantity }));
}

/** How long a parent keeps what no child has taken: the nightly reading of the closed day has found every child by then. */
const KEPT_MS = DAY_MS;

/** Whether this reading is the one after which a split parent lets go what no child took. */
export function letsGo({ split, lines }: Pick<Order, "split" | "lines">, readAt: Instant): boolean {
  const keeps = lines.some(({ claims }) => claims.length > 0);
  return split !== null && !split.over && keeps && msBetween(split.since, readAt) >= KEPT_MS;
}

/** Whether the platform replaced an order by children, and since when we know; `over` once what no child took may be let go. */
export function splitOf(
  stored: Pick<Order, "split" | "children"> | null,
  read: { split?: true; lines: readonly OrderLine[] },
  readAt: Instant,
): Order["split"] {
  const cancelled = read.lines.length > 0 && read.lines.every((line) => line.cancelled >= line.quantity);
  const hasChildren = Object.keys(stored?.children ?? {}).length > 0;
  if (read.split !== true && !(hasChildren && cancelled)) return null;
  const since = stored?.split?.since ?? readAt;
  return { since, over: msBetween(since, readAt) >= KEPT_MS };
}

/** A row for an order that only others have spoken of yet: a child, a case. Any reading is newer. */
export function stubOrder(orderNo: string, at: Instant): Order {
  return {
    orderNo,
    parentOrderNo: null,
    pay: "unpaid",
    rawState: "",
    recognised: false,
    ended: false,
    placedAt: at,
    paidAt: null,
    updatedAt: null,
    shipBy: null,
    holds: [],
    lines: [],
    freightFen: NOTHING,
    parcels: [],
    sellerNote: null,
    invoice: false,
    mergeKey: null,
    consignments: [],
    children: {},
    split: null,
    cases: [],
    shipments: [],
    applied: null,
    receiverVersion: null,
    anomaly: null,
    readAt: NEVER,
    hash: "",
    erased: false,
  };
}
const NOTHING = fen(0);
const NEVER = instant(0);
