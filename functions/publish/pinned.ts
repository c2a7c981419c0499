import { hashOfJson } from "../../domain/hash.ts";
import type { MappingInForce } from "../../domain/listing/mapping.ts";
import type { CanonicalSku } from "../../domain/listing/sku.ts";
import type { Licence } from "../../domain/listing/head.ts";
import { PARTS, type Part, type Wish } from "../../domain/plan/wish.ts";
import type { Seen } from "../shared/store/rows.ts";

/** What people and time decide of a content: the revision, what it sells now, the supplier's papers, people's own mapping, the category there. */
export interface Source {
  rev: number;
  skus: readonly CanonicalSku[];
  papers: readonly Licence[];
  mapping: MappingInForce;
  categoryId: string;
}

/** Names what a content is made from. Our own code, and how a platform orders its lists, are not in it: a new release renders nothing anew. */
export function sourceOf({ rev, skus, papers, mapping, categoryId }: Source): string {
  const sold = skus.map(({ merchantKey, useFrom, useUntil }) => [merchantKey, useFrom, useUntil]);
  return hashOfJson([rev, sold, papers, mapping, categoryId]).slice(0, 16);
}

/** The parts that are wished: what was confirmed from the same source is wished as it was confirmed, however it would be rendered today. */
export function pinnedParts(rendered: Wish["parts"], { applied, pins = {} }: Seen, source: string): Wish["parts"] {
  const pinned = PARTS.flatMap((part) => {
    const there = applied[part];
    return there !== undefined && pins[part] === source ? [[part, there] as const] : [];
  });
  return { ...rendered, ...Object.fromEntries(pinned) };
}

/** From what source each part that stands there was made: one that this source renders just so is pinned to it. */
export function pinsOf(
  rendered: Wish["parts"],
  { applied, pins = {} }: Seen,
  source: string,
): NonNullable<Seen["pins"]> {
  const fresh = PARTS.filter((part) => applied[part] === rendered[part]);
  return { ...pins, ...pinsTo(source, fresh) };
}

/** Pins parts to a source. */
export function pinsTo(source: string, parts: readonly Part[]): NonNullable<Seen["pins"]> {
  return Object.fromEntries(parts.map((part) => [part, source]));
}
