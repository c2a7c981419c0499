import { PARTS, type Facet } from "../../domain/plan/wish.ts";
import type { Reading } from "../../domain/plan/observation.ts";
import { hashOfJson } from "../../domain/hash.ts";
import { plus } from "../../domain/time.ts";
import { endingOf } from "../shared/endings.ts";
import { pack } from "../shared/pack.ts";
import type { Ports } from "../shared/ports.ts";
import { keys } from "../shared/store/keys.ts";
import { bindingOf, type Seen } from "../shared/store/rows.ts";
import { categoryIn } from "./derive.ts";
import { pinsTo } from "./pinned.ts";
import type { Situation } from "./situation.ts";
import type { Taken } from "./publish.ts";

/** Reads the product there; what is seen is stored when the turn ends. A product that the lag still hides is waited for. `priced`: skus whose prices we have just written, which a reading need not show yet. */
export async function readThere(now: Situation, ports: Ports, priced: readonly string[] = []): Promise<Taken> {
  const ref = now.seen.ref;
  if (ref === null) return { ending: null, seen: { ...now.seen, at: ports.clock.now() } };
  const at = ports.clock.now();
  const read = await now.shop.door.ask((x) => now.shop.adapter.read(ref, x));
  const tries = now.publication.tries;
  const ending = endingOf(read, { now: at, tries, settle: "idempotent", readLagMs: now.can.find.readLagMs });
  if (ending !== null || read.kind !== "done") return { ending: ending ?? { state: "done" }, seen: now.seen };
  if (read.value === null) {
    const next = plus(at, Math.max(now.can.find.readLagMs, 2_000));
    return { ending: { state: "waiting", waitFor: "retry", next }, seen: now.seen };
  }
  const seen = merged(now, asWritten(read.value, now.seen, priced), at);
  await nameSkus(now, seen, ports);
  if (!now.seen.listedOnce && seen.listedOnce) await tellStock(now, seen, ports);
  return { ending: null, seen };
}

/** Whose sight is stored, and what of it stands there already. */
type Kept = Pick<Situation, "m" | "listing" | "shop" | "kept">;

/** Stores what is known of a product there, and the skus that orders will name. */
export async function saveSeen(now: Kept, seen: Seen, ports: Ports): Promise<void> {
  const key = keys.publicationDetail(now.m, now.listing.id, now.shop.row.id);
  const shelf = { shelf: seen.shelf, audit: seen.audit.state, platformId: seen.ref?.platformId ?? null };
  await ports.table.write({ put: { ...key, body: pack(seen), ...shelf } });
  now.kept.seen = seen;
}

/** Stores what a turn saw, where the row does not hold it yet: what is lost by a crash before is seen again. */
export async function keepSeen(now: Kept, seen: Seen, ports: Ports): Promise<void> {
  if (seen !== now.kept.seen) await saveSeen(now, seen, ports);
}

function asWritten(reading: Reading, { skus: ours }: Seen, priced: readonly string[]): Reading {
  const written = new Map(ours.map(({ merchantKey, priceFen }) => [merchantKey, priceFen]));
  const skus = reading.skus.map((sku) =>
    priced.includes(sku.merchantKey) ? { ...sku, priceFen: written.get(sku.merchantKey) ?? sku.priceFen } : sku,
  );
  return { ...reading, skus };
}

function merged(now: Situation, reading: Reading, at: Seen["at"]): Seen {
  const before = now.seen;
  const skus = reading.skus.map((sku) => {
    const known = before.skus.find((old) => old.merchantKey === sku.merchantKey);
    return { ...sku, stockVersion: known?.shown === sku.shown ? (known?.stockVersion ?? 0) : 0 };
  });
  const byOthers = new Set<Facet>(before.byOthers);
  // An edit goes to its audit with the prices of its day: when it passes they show again, and nobody changed them.
  const ours = before.audit.state === "pending";
  if (!ours && skus.some((sku) => pricedByOthers(sku, now))) byOthers.add("price");
  if (skus.every((sku) => pricedAsWished(sku, now))) byOthers.delete("price");
  const seen = { ...before, ...reading, ref: reading.ref ?? before.ref, at, skus, byOthers: [...byOthers] };
  return { ...seen, ...auditOf(before, reading) };
}

/** Some platforms show a refusal until the next submission: it counts for the content that was refused, and not for what we sent since. */
function auditOf(before: Seen, { audit }: Reading): Pick<Seen, "audit" | "refusedParts"> {
  if (audit.state !== "refused") return { audit, refusedParts: null };
  const prices = before.skus.map(({ merchantKey, priceFen }) => [merchantKey, priceFen]);
  const sent = hashOfJson([before.applied, prices]);
  const known = before.audit.state === "pending" ? null : (before.refusedParts ?? null);
  if (known === null || known === sent) return { audit, refusedParts: sent };
  return { audit: { ...audit, state: "none" }, refusedParts: known };
}

/** A price there that is neither what we last confirmed nor what is wished: a person changed it. */
function pricedByOthers(
  sku: { merchantKey: string; priceFen: number | null },
  { seen, wish, can }: Situation,
): boolean {
  const confirmed = seen.skus.find((old) => old.merchantKey === sku.merchantKey)?.priceFen ?? null;
  const wished = wish.skus.find((own) => own.merchantKey === sku.merchantKey)?.priceFen;
  return (
    seen.listedOnce &&
    can.notGiven?.includes("price") !== true &&
    confirmed !== null &&
    sku.priceFen !== null &&
    sku.priceFen !== confirmed &&
    sku.priceFen !== wished
  );
}

/** Whoever wrote it: a price that is as wished is no matter for a question any more. */
function pricedAsWished(sku: { merchantKey: string; priceFen: number | null }, { wish }: Situation): boolean {
  const wished = wish.skus.find((own) => own.merchantKey === sku.merchantKey)?.priceFen;
  return wished === undefined || sku.priceFen === null || sku.priceFen === wished;
}

/** Writes down what each platform sku is of ours, once: orders of some platforms carry no merchant code. */
async function nameSkus(now: Situation, seen: Seen, ports: Ports): Promise<void> {
  const known = new Set(now.seen.skus.map(({ platformSkuId }) => platformSkuId));
  const fresh = seen.skus.filter(({ platformSkuId }) => platformSkuId !== null && !known.has(platformSkuId));
  if (fresh.length === 0) return;
  const rows = await ports.table.batchGet(fresh.map(({ merchantKey }) => keys.sku(now.m, merchantKey)));
  const byKey = new Map(rows.map((row) => [String(row["merchantKey"]), bindingOf(row)]));
  const items = fresh.flatMap(({ merchantKey, platformSkuId }) => {
    const binding = byKey.get(merchantKey) ?? null;
    const key = keys.shopSku(now.m, now.shop.row.id, platformSkuId ?? "");
    return binding === null ? [] : [{ ...key, ...binding }];
  });
  await ports.table.batchPut(items);
}

/** First time live: `left` stays as it was raised, for what is missing there may be sold already and not read yet. Where it shows less than the wish, the stock flow looks. */
async function tellStock(now: Situation, seen: Seen, ports: Ports): Promise<void> {
  const shown = new Map(seen.skus.map((sku) => [sku.merchantKey, sku.shown]));
  if (now.wish.skus.every((sku) => sku.stock === shown.get(sku.merchantKey))) return;
  const { merchant: m, id: s, platform } = now.shop.row;
  const body = { v: 1, kind: "stock", m, l: now.listing.id, s };
  await ports.queues.send(`urgent:${platform}`, [{ body, group: s }]);
}

/** What is confirmed there after an effect went through. */
export function afterEffect(now: Situation, facets: readonly Facet[]): Seen {
  const parts = PARTS.filter((part) => facets.includes(part));
  const sent = Object.fromEntries(parts.map((part) => [part, now.rendered[part]]));
  const category =
    facets.includes("text") && now.draft !== null ? { category: categoryIn(now.draft, now.listing) } : {};
  const pins = { ...now.seen.pins, ...pinsTo(now.source, parts) };
  return { ...now.seen, ...category, applied: { ...now.seen.applied, ...sent }, pins };
}
