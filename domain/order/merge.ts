import { hashOfJson } from "../hash.ts";
import type { Instant } from "../units.ts";
import { claimsOf } from "./claims.ts";
import { cutConsignments } from "./consignment.ts";
import type { Binding, Hold, Line, Order } from "./order.ts";
import type { PlatformOrder } from "./platform-order.ts";

/** A reading of one order, without its receiver. */
export interface Snapshot {
  order: Omit<PlatformOrder, "receiver" | "buyerNote">;
  readAt: Instant;
  receiverVersion: string | null;
}

/** Content of a reading: masks, cipher texts and virtual numbers are not in it. */
export function snapshotHash(snapshot: Snapshot): string {
  return hashOfJson({ ...snapshot.order, updatedAt: null, receiverVersion: snapshot.receiverVersion });
}

/** Whether a reading is newer than what is stored: by the platform's update time, else by ours; equal content is never newer. */
export function isNewer(stored: Pick<Order, "updatedAt" | "readAt" | "hash">, snapshot: Snapshot): boolean {
  const was = stored.updatedAt;
  const is = snapshot.order.updatedAt;
  if (was !== null && is !== null && was !== is) return is > was;
  return snapshotHash(snapshot) !== stored.hash && snapshot.readAt > stored.readAt;
}

const OURS = new Set(["unmatched_item", "supplier_pause", "manual"]);

/** The row after a reading: the newest snapshot, our own marks kept, claims and consignments computed anew. Jumps are normal. */
export function mergeOrder(
  stored: Order | null,
  snapshot: Snapshot,
  known: { bindings: ReadonlyMap<string, Binding | null>; stockFrom: string | null },
): Order {
  const { order, readAt, receiverVersion } = snapshot;
  const lines = order.lines.map((line) => mergeLine(line, stored, known.bindings.get(line.lineNo) ?? null));
  const next: Order = {
    ...order,
    lines,
    holds: holdsOf(order.holds, stored, lines),
    consignments: stored?.consignments ?? [],
    children: stored?.children ?? {},
    receiverVersion,
    anomaly: anomalyOf(stored, order) ?? stored?.anomaly ?? null,
    readAt,
    hash: snapshotHash(snapshot),
    erased: stored?.erased ?? false,
    ...(stored?.counted && { counted: true }),
  };
  const claimed = { ...next, lines: claimsOf(next, known.stockFrom) };
  return { ...claimed, consignments: cutConsignments(claimed).map((c) => observeShipment(c, claimed)) };
}

function mergeLine(line: PlatformOrder["lines"][number], stored: Order | null, binding: Binding | null): Line {
  const before = stored?.lines.find((old) => old.lineNo === line.lineNo);
  const kept = before?.binding != null && before.platformSkuId === line.platformSkuId ? before.binding : binding;
  // What the platform shows as shipped has left the shed, whoever shipped it.
  const handedOver = Math.max(before?.handedOver ?? 0, line.shipped);
  const marks = { handedOver, back: before?.back ?? 0, redeemed: before?.redeemed ?? 0 };
  return { ...line, binding: kept, ...marks, ...(before?.booked && { booked: before.booked }), claims: [] };
}

function holdsOf(read: PlatformOrder["holds"], stored: Order | null, lines: readonly Line[]): Hold[] {
  const ours = (stored?.holds ?? []).filter((hold) => OURS.has(hold.kind) && hold.kind !== "unmatched_item");
  const unmatched = lines.some((line) => line.binding === null);
  return [...read, ...ours, ...(unmatched ? [{ kind: "unmatched_item", until: null, raw: "" } as const] : [])];
}

function anomalyOf(stored: Order | null, order: Snapshot["order"]): string | null {
  if (stored === null) return order.recognised ? null : `state ${order.rawState}`;
  if (!order.recognised) return `state ${order.rawState}`;
  if (stored.pay === "paid" && order.pay === "unpaid") return "paid order became unpaid";
  return stored.ended && !order.ended ? "ended order moved again" : null;
}

/** A shipment made elsewhere is observed as normal: its number is adopted, nothing is sent. */
function observeShipment(consignment: Order["consignments"][number], order: Order): Order["consignments"][number] {
  if (consignment.state === "cancelled" || consignment.state === "confirmed" || order.parcels.length === 0)
    return consignment;
  const lines = consignment.lines.map(({ lineNo }) => order.lines.find((line) => line.lineNo === lineNo));
  const shipped = lines.every((line) => line !== undefined && line.shipped + line.cancelled >= line.quantity);
  return shipped && lines.length > 0 ? { ...consignment, state: "confirmed", parcels: order.parcels } : consignment;
}
