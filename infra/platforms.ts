import type { adapters } from "../adapters/registry.ts";
import type { PlatformFacts } from "./settings.ts";

/** What lanes are made from, read out of the adapters' data; sorted, so that templates don't depend on the registry's order. */
export function platformFacts(registered: typeof adapters): readonly PlatformFacts[] {
  return Object.values(registered)
    .map(({ id, concurrency, egress }) => ({ id, concurrency, egress }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}
