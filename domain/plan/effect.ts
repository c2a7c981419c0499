import type { Text } from "../units.ts";
import type { Facet } from "./wish.ts";

/** Every effect that a contract knows; an adapter defines each one or says why it is absent. */
export const EFFECT_KINDS = [
  "create",
  "update",
  "submit",
  "withdraw",
  "setPrice",
  "setStock",
  "list",
  "delist",
  "remove",
  "ship",
  "changeWaybill",
  "issueVouchers",
  "redeem",
  "undoRedeem",
  "answerAfterSale",
  "createLabel",
  "addLabelParcel",
  "cancelLabel",
  "askLaterShipping",
] as const;
/** One call that changes a platform. */
export type EffectKind = (typeof EFFECT_KINDS)[number];

/**
 * When the answer never came: send the same again · look first, then adopt or send again with the same key · ask a person.
 * Looking is `look` for create, `read` for other listing effects, `orders.read` for shipping, `vouchers.read` for codes,
 * `afterSale.read` for answers, `labels.read` for labels, `laterShipping.read` for ship dates; never sooner than `find.readLagMs` after the try.
 */
export type Settle = "idempotent" | "lookup" | "blind";
/** What must be true there before the effect may be sent; the planner gets its order from these. */
export type Need = "exists" | "not_in_audit" | "listed_once" | "on_shelf" | "off_shelf" | "stock_above_zero";
/** How sure we are that the live platform does this as written: seen working · in a public reference · only our imitation says so. */
export type Confidence = "shown" | "documented" | "imitated_only";
export interface EffectFacts {
  settle: Settle;
  needs: readonly Need[];
  batch: number;
  costsQuota: boolean;
  confidence: Confidence;
} // batch: SKUs, lines or codes a call
export interface Absent {
  absent: Text;
} // not possible there, and why: shown to users
/** Effects that change a listing: what the planner plans. The others (shipping, codes, cases) follow people and orders. */
export type ListingEffectKind = Extract<
  EffectKind,
  "create" | "update" | "submit" | "withdraw" | "setPrice" | "setStock" | "list" | "delist" | "remove"
>;
/** What the planner knows of a platform. */
export type Capabilities = { [K in ListingEffectKind]: EffectFacts | Absent } & Manner & {
    /** What the shop has not given us to write. */
    notGiven?: readonly Facet[];
  };
/**
 * What a stock write means there. `set` erases sales that we have not read; `sellable_and_booked` counts units already ordered.
 * `keyed`: a repeated write with the same key has one effect. `restocksOn`: the platform puts units back by itself.
 */
export interface StockManner {
  push: "delta" | "set";
  counts: "sellable" | "sellable_and_booked";
  keyed: boolean;
  restocksOn: readonly ("unpaid_cancel" | "paid_cancel_before_ship" | "refund_after_ship")[];
}
/** What one ship call may carry. `merge`: one waybill for two orders. `changes`: corrections allowed; 0 = a person. */
export interface ShipManner {
  unit: "order" | "line" | "quantity";
  maxParcels: number;
  parcelsPerUnit: number;
  merge: boolean;
  changes: number;
}
export interface Manner {
  stock: StockManner;
  ship: ShipManner;
  createSets: readonly Facet[]; //              what creation already sets
  editGroups: readonly (readonly Facet[])[]; // edits in one call, in this order; a full overwrite is one group
  wholeEdits?: true; //                         an edit writes its whole group, whatever part is asked; and of a draft the values that no other call takes
  goesOnSaleBy: "list" | "submit"; //           submit: passing the audit puts it on the shelf
  auditMinutes: number;
  find: { by: "key" | "scan" | "none"; readLagMs: number };
}

/** Whether a platform cannot do something, with the reason in it. */
export function isAbsent(facts: object): facts is Absent {
  return "absent" in facts;
}
