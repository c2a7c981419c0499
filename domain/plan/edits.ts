/** What differs from the wish, as calls that bring it there. What others changed, or what is not ours to write, is left out. */
import { isAbsent, type Capabilities, type EffectFacts, type ListingEffectKind } from "./effect.ts";
import type { Observation } from "./observation.ts";
import type { Step } from "./step.ts";
import { PARTS, type Facet, type Wish } from "./wish.ts";

/** A planned effect. */
export type Send = Extract<Step, { do: "send" }>;

/** One effect as a step. */
export function send(kind: ListingEffectKind, facets: readonly Facet[] = [], skus: readonly string[] = []): Send {
  return { do: "send", kind, facets, skus };
}

type Given = Pick<Capabilities, "notGiven">;

function isOurs(facet: Facet, { byOthers }: Observation, { notGiven = [] }: Given): boolean {
  return !byOthers.includes(facet) && !notGiven.includes(facet);
}

/** Edits of parts, grouped as the adapter can carry them; what a person changed there is left alone. */
export function edits(wish: Wish, seen: Observation, can: Capabilities): Send[] {
  return touchedGroups(wish, seen, can).map((group) =>
    send(
      "update",
      group.filter((facet) => isOurs(facet, seen, can)),
      keysOf(wish),
    ),
  );
}

/** What an edit would write over though it is others', where a platform takes no part of a group. */
export function overwritten(wish: Wish, seen: Observation, can: Capabilities): readonly Facet[] {
  if (can.wholeEdits !== true) return [];
  return touchedGroups(wish, seen, can)
    .flat()
    .filter((facet) => !isOurs(facet, seen, can));
}

function touchedGroups(wish: Wish, seen: Observation, can: Capabilities): readonly (readonly Facet[])[] {
  const parts = PARTS.filter((part) => seen.applied[part] !== wish.parts[part] && isOurs(part, seen, can));
  const values = valuesByEdit(seen, can);
  const price = values.includes("price") && priceDiffers(wish, seen, can);
  const stock = values.includes("stock") && isOurs("stock", seen, can) && stockDiffers(wish, seen).length > 0;
  const differing = new Set<Facet>([
    ...parts,
    ...(price ? ["price" as const] : []),
    ...(stock ? ["stock" as const] : []),
  ]);
  const groups = can.wholeEdits === true ? can.editGroups.map((group) => [...group, ...values]) : can.editGroups;
  return groups.filter((group) => group.some((facet) => differing.has(facet)));
}

/** What goes with an edit since it has no call of its own: prices where there is none, and values of a draft where that call takes only what was once listed. */
function valuesByEdit(seen: Observation, can: Capabilities): Facet[] {
  const price = isAbsent(can.setPrice) || notYetTaken(can.setPrice, seen);
  const stock = !isAbsent(can.setStock) && notYetTaken(can.setStock, seen);
  return [...(price ? ["price" as const] : []), ...(stock ? ["stock" as const] : [])];
}

function notYetTaken({ needs }: EffectFacts, { listedOnce }: Observation): boolean {
  return !listedOnce && needs.includes("listed_once");
}

/** New prices, as many skus a call as the platform takes. */
export function prices(wish: Wish, seen: Observation, can: Capabilities): Send[] {
  const { setPrice } = can;
  if (isAbsent(setPrice) || !isOurs("price", seen, can) || notYetTaken(setPrice, seen)) return [];
  const keys = wish.skus.filter((sku) => priceOff(sku, seen)).map((sku) => sku.merchantKey);
  return chunks(keys, setPrice.batch).map((chunk) => send("setPrice", ["price"], chunk));
}

/** Whether a price there is not the one wished, and ours to write. */
export function priceDiffers(wish: Wish, seen: Observation, can: Given): boolean {
  return isOurs("price", seen, can) && wish.skus.some((sku) => priceOff(sku, seen));
}

function priceOff({ merchantKey, priceFen }: Wish["skus"][number], seen: Observation): boolean {
  const there = skuSeen(seen, merchantKey);
  return there !== undefined && there.priceFen !== priceFen;
}

/** Stock belongs to this flow only until the product was live once; afterwards the stock flow alone writes it. */
export function stocks(wish: Wish, seen: Observation, can: Capabilities): Send[] {
  const { setStock } = can;
  if (seen.listedOnce || isAbsent(setStock) || !isOurs("stock", seen, can)) return [];
  if (notYetTaken(setStock, seen)) return [];
  return chunks(stockDiffers(wish, seen), setStock.batch).map((chunk) => send("setStock", ["stock"], chunk));
}

function stockDiffers(wish: Wish, seen: Observation): string[] {
  return wish.skus
    .filter((sku) => {
      const there = skuSeen(seen, sku.merchantKey);
      return there !== undefined && there.shown !== sku.stock && there.stockVersion < sku.stockVersion;
    })
    .map((sku) => sku.merchantKey);
}

function skuSeen(seen: Observation, merchantKey: string) {
  return seen.skus.find((sku) => sku.merchantKey === merchantKey);
}

/** All skus of a wish. */
export function keysOf(wish: Wish): string[] {
  return wish.skus.map((sku) => sku.merchantKey);
}

function chunks(keys: readonly string[], size: number): string[][] {
  const count = Math.ceil(keys.length / Math.max(1, size));
  return Array.from({ length: count }, (_, n) => keys.slice(n * size, (n + 1) * size));
}
