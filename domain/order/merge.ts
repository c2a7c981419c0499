import { hashOfJson } from "../hash.ts";
import type { Instant } from "../units.ts";
import { claimsOf } from "./claims.ts";
import { cutConsignments, isLive } from "./consignment.ts";
import { toShip, type Binding, type CaseMark, type Consignment, type Hold, type Line, type Order } from "./order.ts";
import type { PlatformOrder } from "./platform-order.ts";
import { promisedShipBy } from "./ship-by.ts";
import { splitOf, takenBy } from "./split.ts";

/** A reading of one order, without its receiver. */
export interface Snapshot {
  order: Omit<PlatformOrder, "receiver" | "buyerNote">;
  readAt: Instant;
  receiverVersion: string | null;
}

/** Content of a reading: masks, cipher texts and virtual numbers are not in it, nor the names of a sku beside its number, which some lists leave out. */
export function snapshotHash({ order, receiverVersion }: Snapshot): string {
  const lines = order.lines.map(({ platformId: _listing, merchantKey: _key, ...line }) => line);
  return hashOfJson({ ...order, lines, updatedAt: null, receiverVersion });
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
    split: splitOf(stored, order, readAt),
    cases: stored?.cases ?? [],
    shipments: stored?.shipments ?? [],
    applied: null,
    receiverVersion,
    anomaly: anomalyOf(stored, order) ?? stored?.anomaly ?? null,
    readAt,
    hash: snapshotHash(snapshot),
    erased: stored?.erased ?? false,
    ...(stored?.counted && { counted: true }),
  };
  return recount(next, known.stockFrom);
}

/** Claims and consignments of an order computed anew from its snapshot and our marks. */
export function recount(order: Order, stockFrom: string | null): Order {
  const claimed = { ...order, lines: claimsOf(order, stockFrom), shipBy: shipByOf(order) };
  return { ...claimed, consignments: cutConsignments(claimed).map((c) => observeShipment(c, claimed)) };
}

/** What the platform tells, else our own promise; that is reckoned anew each time. */
function shipByOf(order: Order): Order["shipBy"] {
  const told = order.shipBy?.basis === "rule" ? null : order.shipBy;
  return told ?? promisedShipBy(order);
}

/** A parent after one of its children was read: what the child was ordered with is the child's from now on. */
export function mergeChild(parent: Order, child: Pick<Order, "orderNo" | "lines">, stockFrom: string | null): Order {
  const children = { ...parent.children, [child.orderNo]: takenBy(child.lines) };
  return recount({ ...parent, children }, stockFrom);
}

/** An order after one of its cases was read: an open one on goods that have not left holds them. The newest reading of a case counts. */
export function mergeCase(order: Order, mark: CaseMark): Order {
  const known = order.cases.find(({ caseNo }) => caseNo === mark.caseNo);
  if (known !== undefined && known.updatedAt > mark.updatedAt) return order;
  const cases = [...order.cases.filter(({ caseNo }) => caseNo !== mark.caseNo), mark];
  const others = order.holds.filter(({ raw }) => !raw.startsWith(CASE_RAW));
  return { ...order, cases, holds: [...others, ...holdsOfCases(cases, order.lines)] };
}

function mergeLine(line: PlatformOrder["lines"][number], stored: Order | null, binding: Binding | null): Line {
  const before = stored?.lines.find((old) => old.lineNo === line.lineNo);
  const kept = before?.binding != null && before.platformSkuId === line.platformSkuId ? before.binding : binding;
  // What the platform shows as shipped has left the shed, whoever shipped it.
  const handedOver = Math.max(before?.handedOver ?? 0, line.shipped);
  const marks = { handedOver, back: before?.back ?? 0, redeemed: before?.redeemed ?? 0, claims: [] };
  const booked = before?.booked === undefined ? {} : { booked: before.booked };
  return { ...line, ...namesOf(line, before), binding: kept, ...marks, ...booked };
}

/** Some lists leave out what others tell of the same sku. */
function namesOf(line: PlatformOrder["lines"][number], before: Line | undefined) {
  const known = before?.platformSkuId === line.platformSkuId ? before : undefined;
  return {
    merchantKey: line.merchantKey ?? known?.merchantKey ?? null,
    platformId: line.platformId === "" ? (known?.platformId ?? "") : line.platformId,
  };
}

function holdsOf(read: PlatformOrder["holds"], stored: Order | null, lines: readonly Line[]): Hold[] {
  const ours = (stored?.holds ?? []).filter((hold) => OURS.has(hold.kind) && hold.kind !== "unmatched_item");
  const unmatched = lines.some((line) => line.binding === null);
  return [
    ...read,
    ...holdsOfCases(stored?.cases ?? [], lines),
    ...ours,
    ...(unmatched ? [{ kind: "unmatched_item", until: null, raw: "" } as const] : []),
  ];
}

const CASE_RAW = "case ";
const OPEN_CASE = new Set(["asked", "waiting_return", "refunding", "disputed"]);

/** An open case on goods that are still here stops them. */
function holdsOfCases(cases: readonly CaseMark[], lines: readonly Line[]): Hold[] {
  const here = (lineNo: string | null) =>
    lines.some((line) => (lineNo === null || line.lineNo === lineNo) && toShip(line) > 0);
  return cases
    .filter(({ state, lineNo }) => OPEN_CASE.has(state) && here(lineNo))
    .map(({ caseNo, actBy }) => ({ kind: "refund_review", until: actBy, raw: `${CASE_RAW}${caseNo}` }));
}

function anomalyOf(stored: Order | null, order: Snapshot["order"]): string | null {
  if (stored === null) return order.recognised ? null : `state ${order.rawState}`;
  if (!order.recognised) return `state ${order.rawState}`;
  if (stored.pay === "paid" && order.pay === "unpaid") return "paid order became unpaid";
  return stored.ended && !order.ended ? "ended order moved again" : null;
}

/** A shipment made elsewhere is observed as normal: its number is adopted, nothing is sent. A number that was corrected there is corrected here. */
function observeShipment(consignment: Consignment, order: Order): Consignment {
  if (!isLive(consignment) || order.parcels.length === 0) return consignment;
  const lines = consignment.lines.map(({ lineNo }) => order.lines.find((line) => line.lineNo === lineNo));
  const shipped = lines.every((line) => line !== undefined && line.shipped + line.cancelled >= line.quantity);
  if (!shipped || lines.length === 0) return consignment;
  const own = new Set(consignment.lines.map(({ lineNo }) => lineNo));
  const inIt = order.parcels.filter(({ lines: told }) => told.some(({ lineNo }) => own.has(lineNo)));
  return { ...consignment, state: "confirmed", parcels: inIt.length > 0 ? inIt : order.parcels };
}
