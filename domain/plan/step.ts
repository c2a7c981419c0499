import type { Finding } from "../finding.ts";
import type { Hash, Instant } from "../units.ts";
import type { Capabilities, ListingEffectKind } from "./effect.ts";
import type { Observation } from "./observation.ts";
import type { Facet, Wish } from "./wish.ts";

export type Step =
  | { do: "upload"; picture: Hash }
  | { do: "send"; kind: ListingEffectKind; facets: readonly Facet[]; skus: readonly string[] }
  | { do: "settle"; turnId: string }
  | { do: "read"; notBefore: Instant } // waiting for the platform: audit, asynchronous creation
  | { do: "block"; findings: readonly Finding[] }
  | { do: "rest" };
/** Total, pure, never empty. Either uploads and sends that may go out in this order, or exactly one other step. Limits and retries are not its business. */
export type Plan = (wish: Wish, seen: Observation, can: Capabilities) => readonly Step[];
