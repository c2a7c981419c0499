import type { EffectFacts, Need } from "./effect.ts";
import type { Observation } from "./observation.ts";
import type { Wish } from "./wish.ts";

/** The first need of an effect that does not hold there now; null when it may be sent. */
export function missingNeed(facts: EffectFacts, wish: Wish, seen: Observation): Need | null {
  return facts.needs.find((need) => !holds(need, wish, seen)) ?? null;
}

function holds(need: Need, wish: Wish, seen: Observation): boolean {
  switch (need) {
    case "exists":
      return seen.ref?.platformId != null && seen.shelf !== "gone";
    case "not_in_audit":
      return seen.audit.state !== "pending";
    case "listed_once":
      return seen.listedOnce;
    case "on_shelf":
      return seen.shelf === "on";
    case "off_shelf":
      return seen.shelf !== "on";
    case "stock_above_zero":
      return seen.skus.some((sku) => (sku.shown ?? 0) > 0);
    default:
      return need satisfies never;
  }
}
