import { isDeepStrictEqual } from "node:util";
import type { Finding } from "../../domain/finding.ts";
import { hashOfJson } from "../../domain/hash.ts";
import { HOLIDAYS } from "../../domain/listing/holidays.ts";
import type { Listing } from "../../domain/listing/listing.ts";
import { skusOf, type CanonicalSku } from "../../domain/listing/sku.ts";
import type { Capabilities } from "../../domain/plan/effect.ts";
import type { Wish } from "../../domain/plan/wish.ts";
import { dayOf, epochMs } from "../../domain/time.ts";
import type { Fen } from "../../domain/units.ts";
import { catalogOf, categoryOf } from "../shared/catalog.ts";
import { endingOf, type Ending } from "../shared/endings.ts";
import { lintContextOf } from "../shared/lint-context.ts";
import { mappingOf } from "../shared/mapping.ts";
import { partsOf, picturesIn, wishedSkus, type BodyDraft } from "../shared/offer/draft.ts";
import { judge, leafFor } from "../shared/offer/judge.ts";
import type { Ports } from "../shared/ports.ts";
import type { OpenShop } from "../shared/shops.ts";
import type { StockOf } from "../shared/stock/pools.ts";
import { stockOf } from "../shared/stock/skus.ts";
import { keys } from "../shared/store/keys.ts";
import type { HeadRow, Seen } from "../shared/store/rows.ts";
import { pinnedParts, pinsOf, sourceOf } from "./pinned.ts";
import type { Situation } from "./situation.ts";
import { stockThere } from "./stock-there.ts";

/** What was loaded before anything is derived from it. */
export type Loaded = Pick<Situation, "m" | "publication" | "listing" | "head" | "shop" | "seen"> & {
  /** The stock flow's turn over it: whether the platform took no lower number, and whether somebody else writes stock there. */
  stockTurn: { refused: boolean; drift: boolean };
};

/** The wish of what was loaded; or how it ends here: a person has to act first, or the platform did not tell what must be known. */
export async function derive(loaded: Loaded, ports: Ports): Promise<Situation | Ending> {
  const { publication, listing, shop } = loaded;
  const now = ports.clock.now();
  const skus = skusOf(listing, { today: dayOf(now), holidays: HOLIDAYS, shopId: shop.row.id });
  const dormant = listing.season?.state === "dormant" && publication.want === "on";
  const presence = dormant ? "off" : publication.want;
  const stock = stockOf(listing, { m: loaded.m, s: shop.row.id, open: presence === "on" }, now);
  if (presence !== "on") return goingAway(loaded, { presence, stock });
  const made = await make(loaded, skus, ports);
  return "state" in made ? made : goingOnSale(loaded, { ...made, stock }, ports);
}

/** Taking away needs no category, no body and no rule: nothing may stand in its way. */
function goingAway(loaded: Loaded, { presence, stock }: { presence: "off" | "gone"; stock: StockOf }): Situation {
  const { head, seen, shop } = loaded;
  const nothing = hashOfJson(null);
  const parts = { text: nothing, pictures: nothing, options: nothing, delivery: nothing, voucher: nothing };
  const wish: Wish = {
    revision: head.rev,
    presence,
    parts: { ...parts, ...seen.applied },
    pictures: [],
    findings: [],
    shortage: "none",
    skus: [],
  };
  const rest = { draft: null, stock, wish, pictures: new Map<string, string>(), adopted: false };
  return { ...loaded, ...rest, rendered: wish.parts, source: "", can: capabilitiesOf(shop), kept: { seen } };
}

/** The body for this shop, with all that our rules and the platform's find in it; where none can be made it ends here, with everything that was found. */
async function make(
  { m, listing, head, shop, publication, seen }: Loaded,
  skus: readonly CanonicalSku[],
  ports: Ports,
): Promise<Pick<Made, "draft" | "findings" | "source"> | Ending> {
  const judgeBy = { now: ports.clock.now(), tries: publication.tries, settle: "idempotent", readLagMs: 0 } as const;
  const [catalog, context, rule] = await Promise.all([
    catalogOf(shop, ports),
    lintContextOf(m, listing, ports),
    mappingOf({ m, adapter: shop.adapter, category: listing.categoryCode }, ports),
  ]);
  if (catalog.kind !== "done") return endingOf(catalog, judgeBy) ?? { state: "done" };
  const known = { ...context, lastPrices: pricesThere(seen) };
  const judged = { listing, skus, shop, context: known, catalog: catalog.value, rule, pinned: seen.category ?? null };
  const leaf = leafFor(judged);
  const category = "finding" in leaf ? null : await categoryOf(leaf.id, shop, ports);
  if (category !== null && category.kind !== "done") return endingOf(category, judgeBy) ?? { state: "done" };
  const { draft, findings } = judge(judged, leaf, category?.value ?? null);
  if (draft === null) return blocked(findings.filter(({ severity }) => severity !== "hint"));
  const papers = context.suppliers?.get(listing.supplierId)?.licences ?? [];
  const { categoryId } = draft;
  return { draft, findings, source: sourceOf({ rev: head.rev, skus, papers, mapping: rule.ofPeople, categoryId }) };
}

interface Made {
  draft: BodyDraft;
  findings: readonly Finding[];
  source: string;
  stock: StockOf;
}

async function goingOnSale(loaded: Loaded, { draft, findings, source, stock }: Made, ports: Ports): Promise<Situation> {
  const { publication, head, shop, seen } = loaded;
  const stopping = findings.filter((finding) => stops(finding, head));
  const { wishes, shortage } = await stockThere(loaded, { of: stock, goesOut: stopping.length === 0 }, ports);
  const pictures = await picturesThere(stock, draft, ports);
  const rendered = partsOf(draft);
  const wish: Wish = {
    revision: head.rev,
    presence: "on",
    parts: pinnedParts(rendered, seen, source),
    pictures: picturesIn(draft),
    findings: stopping,
    shortage,
    skus: wishedSkus(draft, wishes, epochMs(ports.clock.now())),
  };
  const uploaded = wish.pictures.filter((hash) => pictures.has(hash));
  // A ware that was adopted stands as it is there: only what is changed here from now on is sent.
  const adopted = publication.bound && Object.keys(seen.applied).length === 0;
  const now = adopted ? { ...seen, applied: rendered, category: categoryIn(draft, loaded.listing) } : seen;
  const pins = pinsOf(rendered, now, source);
  const known = { ...now, uploaded, pins };
  const rest = { draft, stock, wish, rendered, source, seen: known, pictures, adopted };
  const kept = { seen: isDeepStrictEqual(pins, seen.pins ?? {}) ? known : seen };
  return { ...loaded, ...rest, can: capabilitiesOf(shop), kept };
}

/** What never goes out, and what a person has not yet looked at: an approved revision has been. */
function stops({ severity }: Finding, { rev, approvedRev }: HeadRow): boolean {
  return severity === "block" || (severity === "review" && approvedRev < rev);
}

/** What the product there is made in from now on. */
export function categoryIn({ categoryId }: BodyDraft, { categoryCode }: Listing): NonNullable<Seen["category"]> {
  return { code: categoryCode, id: categoryId };
}

function pricesThere({ skus }: Seen): Record<string, Fen> {
  return Object.fromEntries(skus.flatMap(({ merchantKey, priceFen }) => (priceFen ? [[merchantKey, priceFen]] : [])));
}

function blocked(findings: readonly Finding[]): Ending {
  return { state: "blocked", who: "merchant", findings };
}

/** What an adapter can do, as the planner reads it. */
export function capabilitiesOf({ adapter, row }: OpenShop): Capabilities {
  const { stock, ship, createSets, editGroups, wholeEdits, goesOnSaleBy, auditMinutes, find, effects } = adapter;
  const { price, stock: stocked } = row.manages;
  return {
    ...effects,
    notGiven: [...(price ? [] : ["price" as const]), ...(stocked ? [] : ["stock" as const])],
    stock,
    ship,
    createSets,
    editGroups,
    ...(wholeEdits && { wholeEdits }),
    goesOnSaleBy,
    auditMinutes,
    find,
  };
}

async function picturesThere({ m, s }: StockOf, draft: BodyDraft, ports: Ports): Promise<Map<string, string>> {
  const wanted = picturesIn(draft).map((hash) => keys.picture(m, s, hash));
  // Addresses never change: one that is not seen yet costs another upload, and half the price of reading is saved.
  const rows = await ports.table.batchGet(wanted, { eventual: true });
  return new Map(rows.map((row) => [row.SK.slice("PIC#".length), String(row["address"])]));
}
