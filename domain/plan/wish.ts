import type { Finding } from "../finding.ts";
import type { Fen, Hash } from "../units.ts";

/** Parts of a listing that an edit call can carry; each has its own hash, so that only what changed is sent. */
export const PARTS = ["text", "pictures", "options", "delivery", "voucher"] as const;
export type Part = (typeof PARTS)[number];
export type Facet = Part | "price" | "stock";
/** publication.wish. `skus` are flat: option × unit × price band. `findings`: lint of this revision for this shop. */
export interface Wish {
  revision: number;
  presence: "on" | "off" | "gone";
  parts: Record<Part, Hash>;
  pictures: readonly Hash[];
  findings: readonly Finding[];
  /** `short`: more is shown there than may be sold, and that counts; `refused`: and the platform took no lower number. */
  shortage: "none" | "short" | "refused";
  skus: readonly { merchantKey: string; priceFen: Fen; stock: number; stockVersion: number }[];
}
