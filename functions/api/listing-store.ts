import { hashOfJson } from "../../domain/hash.ts";
import type { Finding } from "../../domain/finding.ts";
import { isTravel, type Listing } from "../../domain/listing/listing.ts";
import { bandRuleOf } from "../../domain/listing/band-rule.ts";
import { HOLIDAYS } from "../../domain/listing/holidays.ts";
import { skusOf, withKeys, type CanonicalSku } from "../../domain/listing/sku.ts";
import type { Binding } from "../../domain/order/order.ts";
import { dayOf } from "../../domain/time.ts";
import { pack } from "../shared/pack.ts";
import type { Item } from "../shared/ports.ts";
import { conflict } from "../shared/problem.ts";
import { keys, views, work } from "../shared/store/keys.ts";
import { HeadRow, listingOf } from "../shared/store/rows.ts";
import type { Call } from "./call.ts";
import { dropSkus, isPublished, refuseOtherKeys } from "./listing-keys.ts";
import { findingsOf } from "./listing-lint.ts";
import { tellFanout } from "./tell.ts";

export interface Saved {
  revision: number;
  findings: readonly Finding[];
}

/** Saves a listing as its next revision, with the rows by which orders and pools find its skus. The same content again makes no revision. */
export async function saveListing(given: Listing, baseRevision: number | undefined, call: Call): Promise<Saved> {
  const { ports, m } = call;
  const listing = withKeys(given);
  const stored = await ports.table.get(keys.head(m, listing.id));
  const head = stored === null ? null : HeadRow.parse(stored);
  if (baseRevision !== undefined && baseRevision !== (head?.rev ?? 0)) throw changedMeanwhile();
  const before = head === null ? null : await revisionOf(listing.id, head.rev, call);
  const published = before !== null && (await isPublished(listing.id, call));
  if (published) refuseOtherKeys(before, listing);
  const calendar = { today: dayOf(ports.clock.now()), holidays: HOLIDAYS };
  const skus = skusOf(listing, calendar);
  await claimKeys(listing, skus, call);
  const findings = await findingsOf(listing, call);
  if (head !== null && before !== null && isEqual(listing, before)) return { revision: head.rev, findings };
  await storeDraws(listing, skus, call);
  const revision = await storeRevision(listing, (head?.rev ?? 0) + 1, call);
  await storeHead(listing, { before: head?.rev ?? null, revision }, call);
  if (before !== null) await dropSkus(skusOf(before, calendar), skus, { published, call });
  await tellFanout("listing", listing.id, call);
  return { revision, findings };
}

async function revisionOf(l: string, revision: number, { ports, m }: Pick<Call, "ports" | "m">) {
  const stored = await ports.table.get(keys.revision(m, l, revision));
  return stored === null ? null : listingOf(stored);
}

async function isSameAs(listing: Listing, revision: number, call: Pick<Call, "ports" | "m">): Promise<boolean> {
  const stored = await revisionOf(listing.id, revision, call);
  return stored !== null && isEqual(stored, listing);
}

function isEqual(a: Listing, b: Listing): boolean {
  return hashOfJson(a) === hashOfJson(b);
}

/** Merchant keys are unique within the merchant: the first listing that has one keeps it. */
async function claimKeys(listing: Listing, skus: readonly CanonicalSku[], { ports, m }: Call): Promise<void> {
  const taken = await ports.table.batchGet(skus.map(({ merchantKey }) => keys.sku(m, merchantKey)));
  const foreign = taken.find((row) => row["listingId"] !== listing.id);
  if (foreign !== undefined) throw keyTaken(foreign.SK.slice("KEY#".length), String(foreign["listingId"]));
  for (const sku of skus) {
    const free = { any: [[["PK", "absent"]], [["listingId", "=", listing.id]]] } as const;
    const put = { ...keys.sku(m, sku.merchantKey), ...bindingFor(listing, sku) };
    const done = await ports.table.write({ put, if: free });
    if (!done.ok) throw keyTaken(sku.merchantKey, String(done.old?.["listingId"]));
  }
}

/** What an order line needs to know of a sku. */
export function bindingFor(listing: Listing, sku: CanonicalSku): Binding {
  const rule = isTravel(listing) ? bandRuleOf(listing, sku) : null;
  return {
    listingId: listing.id,
    optionId: sku.optionId,
    merchantKey: sku.merchantKey,
    kind: isTravel(listing) ? "voucher" : "goods",
    draws: sku.draws,
    supplierId: listing.supplierId,
    locationId: isTravel(listing) ? "self" : listing.ship.locationId,
    categoryCode: listing.categoryCode,
    originCode: listing.originCode,
    undated: sku.mode === "voucher",
    ...(rule !== null && { band: rule.code, nights: sku.nights }),
    ...leavingOf(listing, sku.optionId),
  };
}

/** When what is sold of an option leaves; nothing of a stay or a tour does. */
function leavingOf(listing: Listing, optionId: string): Pick<Binding, "promiseHours" | "shipFrom"> {
  if (isTravel(listing)) return {};
  const { shipFrom } = listing.options.find(({ id }) => id === optionId) ?? {};
  return { promiseHours: listing.ship.promiseHours, ...(shipFrom !== undefined && { shipFrom }) };
}

/** By these rows a pool finds what sells from it, and the bands of its vouchers; a band stays when its listing changes. */
async function storeDraws(listing: Listing, skus: readonly CanonicalSku[], { ports, m }: Call): Promise<void> {
  await ports.table.batchPut(bandRows(listing, skus, m));
  await ports.table.batchPut(
    skus.flatMap(({ draws, merchantKey: key, optionId: o }) => {
      const byPool = new Map(draws.map(({ poolId, qty }) => [poolId, qty]));
      return [...byPool].map(([poolId, qty]) => ({ ...keys.draw(m, poolId, key), l: listing.id, o, key, qty }));
    }),
  );
}

function bandRows(listing: Listing, skus: readonly CanonicalSku[], m: string): Item[] {
  if (!isTravel(listing)) return [];
  const rows = skus.flatMap((sku) => {
    const rule = bandRuleOf(listing, sku);
    return rule === null ? [] : sku.draws.map(({ poolId }) => ({ ...keys.band(m, poolId, rule.code), ...rule }));
  });
  return [...new Map(rows.map((row) => [`${row.PK} ${row.SK}`, row])).values()];
}

/** How many numbers earlier saves that never reached the head may have taken. */
const SKIPS = 5;

async function storeRevision(listing: Listing, first: number, { ports, m, caller }: Call): Promise<number> {
  for (let revision = first; revision < first + SKIPS; revision++) {
    const key = keys.revision(m, listing.id, revision);
    const put = { ...key, body: pack(listing), at: ports.clock.now(), by: caller.subject };
    const done = await ports.table.write({ put, if: { all: [["PK", "absent"]] } });
    if (done.ok || (await isSameAs(listing, revision, { ports, m }))) return revision;
  }
  throw changedMeanwhile();
}

interface Advance {
  before: number | null;
  revision: number;
}

async function storeHead(listing: Listing, { before, revision }: Advance, { ports, m }: Call): Promise<void> {
  const now = ports.clock.now();
  const { id, merchantKey, titleShort, titleLong, kind, options } = listing;
  const barcodes = options.flatMap(({ barcode }) => barcode ?? []);
  const done = await ports.table.write({
    update: keys.head(m, id),
    set: {
      id,
      merchantKey,
      titleShort,
      titleLong: titleLong ?? titleShort,
      barcodes,
      kind,
      rev: revision,
      approval: listing.approval.policy,
      ...views.listing(m, now),
    },
    default: { approvedRev: 0, ...work.dirty(id, now) },
    add: { ver: 1 },
    if: { all: [before === null ? ["PK", "absent"] : ["rev", "=", before]] },
  });
  if (!done.ok && done.old?.["rev"] !== revision) throw changedMeanwhile();
}

function changedMeanwhile() {
  return conflict("changed", { zh: "商品已被别人修改，请刷新后再保存", en: "the listing changed since it was read" });
}

function keyTaken(key: string, listingId: string) {
  const say = { zh: `编码 ${key} 已用于商品 ${listingId}`, en: `the key ${key} belongs to listing ${listingId}` };
  return conflict("key_taken", say);
}
