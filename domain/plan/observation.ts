import type { Fen, Hash, Instant } from "../units.ts";
import type { EffectKind } from "./effect.ts";
import type { Facet, Part } from "./wish.ts";

/** `ticket`: the platform's receipt while it still works on a creation and has given no product number. */
export interface ListingRef {
  merchantKey: string;
  platformId: string | null;
  ticket: string | null;
}

/** publication.seen: the last reading, and (`applied`, `uploaded`) what was confirmed; texts are not compared with readings. */
export interface Observation {
  at: Instant;
  ref: ListingRef | null;
  applied: Partial<Record<Part, Hash>>;
  uploaded: readonly Hash[];
  audit: { state: "none" | "pending" | "passed" | "refused"; since: Instant | null; reason: string | null };
  shelf: "never" | "on" | "off" | "forced_off" | "gone";
  listedOnce: boolean;
  byOthers: readonly Facet[]; // changed there by a person or another system since our last write: we stop writing these and ask
  skus: readonly SkuSeen[];
  turn: { id: string; kind: EffectKind; phase: "run" | "sent" } | null;
}
/** `shown`: what the platform says buyers may still order, at the reading; `booked`: units already ordered, where it tells. */
export interface SkuSeen {
  merchantKey: string;
  platformSkuId: string | null;
  priceFen: Fen | null;
  shown: number | null;
  booked: number | null;
  stockVersion: number;
}
/** What an adapter can read; versions and ownership are ours to add. */
export type Reading = Pick<Observation, "ref" | "audit" | "shelf" | "listedOnce"> & {
  skus: readonly Omit<SkuSeen, "stockVersion">[];
};
