import type { Finding } from "../finding.ts";
import type { Hash, Instant } from "../units.ts";
import type { ListingEffectKind } from "./effect.ts";
import type { Facet } from "./wish.ts";

export type Step =
  | { do: "upload"; picture: Hash }
  | { do: "send"; kind: ListingEffectKind; facets: readonly Facet[]; skus: readonly string[] }
  | { do: "settle"; turnId: string }
  | { do: "read"; notBefore: Instant } // waiting for the platform: audit, asynchronous creation
  | { do: "block"; findings: readonly Finding[] }
  | { do: "rest" };
