import type { Effects, ListingRef, Sent } from "../../adapters/contract.ts";
import type { Facet } from "../../domain/plan/wish.ts";
import type { ListingEffectKind } from "../../domain/plan/effect.ts";
import type { Seen } from "../shared/store/rows.ts";
import { afterEffect } from "./observe.ts";
import { SHELF, type SendStep } from "./refused.ts";
import type { Situation } from "./situation.ts";

type Partly = Extract<Sent<Effects[ListingEffectKind][1]>, { kind: "partly" }>;

/** What is known of a product once an effect went through. */
export function confirmed(step: SendStep, now: Situation, ref: ListingRef | null): Seen {
  return taken(step, now, { ref, facets: facetsOf(step, now) });
}

/** What is known once a platform took a part. A creation that gave no number may have left something: it is looked for before the next one. `final`: what it refused is not sent again as it is. */
export function confirmedInPart(
  step: SendStep,
  { value, failed }: Partly,
  { now, print, final }: { now: Situation; print: string; final: boolean },
): Seen {
  const refused = final ? print : now.seen.refused;
  if (step.kind === "create" && value?.platformId == null && value?.ticket == null)
    return { ...now.seen, refused, tried: true };
  const keys = new Set(failed.map(({ merchantKey }) => merchantKey));
  const rest = { ...step, skus: step.skus.filter((key) => !keys.has(key)) };
  const facets = facetsOf(step, now).filter((facet) => facet !== "options");
  return { ...taken(rest, now, { ref: value, facets }), refused };
}

function facetsOf({ kind, facets }: SendStep, { can }: Situation): readonly Facet[] {
  return kind === "create" ? can.createSets : facets;
}

interface Taken {
  ref: ListingRef | null;
  facets: readonly Facet[];
}

function taken(step: SendStep, now: Situation, { ref, facets }: Taken): Seen {
  const seen = afterEffect(now, facets);
  const skus = seen.skus.map((sku) => (step.skus.includes(sku.merchantKey) ? afterWrite(sku, facets, now) : sku));
  // An edit of ours may take the product off the shelf until its audit has passed: then it is ours to list again.
  const edited = step.kind === "update" && now.can.goesOnSaleBy === "list";
  const ours = SHELF[step.kind] ?? (edited ? null : seen.ours);
  return { ...seen, skus, ref: ref ?? seen.ref, refused: null, ours };
}

function afterWrite(sku: Seen["skus"][number], facets: readonly Facet[], now: Situation): Seen["skus"][number] {
  const wished = now.wish.skus.find((own) => own.merchantKey === sku.merchantKey);
  if (wished === undefined) return sku;
  const priceFen = facets.includes("price") ? wished.priceFen : sku.priceFen;
  const { shown, stockVersion } = facets.includes("stock")
    ? { shown: wished.stock, stockVersion: wished.stockVersion }
    : sku;
  return { ...sku, priceFen, shown, stockVersion };
}
