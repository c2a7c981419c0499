import type { Day, Instant } from "../units.ts";
import type { AfterSaleCase, HoldKind, OrderLine, PayState, PlatformOrder } from "./platform-order.ts";

/** What a sku of ours is, as an order line needs it; copied onto the line, so that a later change rewrites nothing. */
export interface Binding {
  listingId: string;
  optionId: string;
  merchantKey: string;
  kind: "goods" | "voucher";
  draws: readonly { poolId: string; qty: number }[];
  supplierId: string;
  locationId: string;
  categoryCode: string;
  originCode: string;
  /** Undated vouchers claim nothing until a date is booked. */
  undated: boolean;
  /** The band of an undated voucher, and the nights (or uses) that one holds. */
  band?: string | undefined;
  nights?: number | undefined;
  /** Hours from payment within which it leaves, and the day before which it does not. */
  promiseHours?: number | undefined;
  shipFrom?: Day | undefined;
}

/**
 * What an order takes of a pool: `qty` claimed, of it `out` already left the shed. An undated voucher claims nothing: `open` of its
 * band are unbooked, `used` were redeemed without a booking, both in units of the pool.
 */
export interface Claim {
  pool: string;
  merchantKey: string;
  qty: number;
  units: number;
  out: number;
  voucher?: { band: string; open: number; used: number };
}

/** Vouchers of a line whose first night is booked; `used`: of these units, how many were redeemed. */
export interface Booking {
  day: Day;
  units: number;
  used: number;
}

/** A line as the platform shows it, with what we know of it. `handedOver` and `back` are our own marks, in units. */
export interface Line extends OrderLine {
  binding: Binding | null;
  handedOver: number;
  back: number;
  redeemed: number;
  booked?: readonly Booking[];
  claims: readonly Claim[];
}

export type OurHoldKind = HoldKind | "unmatched_item" | "supplier_pause" | "manual";
export interface Hold {
  kind: OurHoldKind;
  until: Instant | null;
  raw: string;
}

export interface Parcel {
  carrier: string;
  waybill: string;
  lines: readonly { lineNo: string; quantity: number }[];
}

export type ConsignmentState =
  "waiting" | "sent" | "accepted" | "packed" | "handed_over" | "confirmed" | "refused" | "reassigned" | "cancelled";
/** What its supplier said last: that it packs, has packed, or cannot (with the reason). */
export interface SupplierAnswer {
  by: string;
  at: Instant;
  note: string;
}
/** The part of one order that leaves one location. */
export interface Consignment {
  id: string;
  supplierId: string;
  locationId: string;
  lines: readonly { lineNo: string; quantity: number }[];
  shipBy: { at: Instant; basis: string } | null;
  state: ConsignmentState;
  parcels: readonly Parcel[];
  answer: SupplierAnswer | null;
  /** Our id of the platform's waybill that was asked for it and may still be used. */
  label?: string;
}

/** Units of a parent that one of its children took. */
export interface Taken {
  lineNo: string;
  platformSkuId: string;
  quantity: number;
}

/** An after-sale case as its order needs to know it. */
export interface CaseMark {
  caseNo: string;
  kind: AfterSaleCase["kind"];
  state: AfterSaleCase["state"];
  lineNo: string | null;
  actBy: Instant | null;
  updatedAt: Instant;
}

/** An order as we keep it: the newest snapshot with our own marks. The receiver lies elsewhere, sealed. */
export interface Order extends Omit<PlatformOrder, "lines" | "holds" | "receiver" | "buyerNote" | "shipBy" | "split"> {
  pay: PayState;
  lines: readonly Line[];
  holds: readonly Hold[];
  consignments: readonly Consignment[];
  children: Readonly<Record<string, readonly Taken[]>>;
  /** Replaced by children there: it keeps what none of them took, until `over`. */
  split: { since: Instant; over: boolean } | null;
  cases: readonly CaseMark[];
  /** Ship effects that were planned: a hold stops those that have not gone out. */
  shipments: readonly string[];
  /** What the pools hold for it while only a part of its claims is applied; null: all of them. */
  applied: readonly Claim[] | null;
  shipBy: { at: Instant; basis: string } | null;
  receiverVersion: string | null;
  /** A change that our table does not expect: stored all the same, and flagged. */
  anomaly: string | null;
  readAt: Instant;
  hash: string;
  erased: boolean;
  /** Placed before the shop's stock began to count, and said by a person not to be taken off yet. */
  counted?: true;
}

/** Units of a line that still have to leave. */
export function toShip(line: Pick<Line, "quantity" | "cancelled" | "shipped">): number {
  return Math.max(0, line.quantity - line.cancelled - line.shipped);
}
