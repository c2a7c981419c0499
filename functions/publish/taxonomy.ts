import { HOLIDAYS } from "../../domain/listing/holidays.ts";
import type { Finding } from "../../domain/finding.ts";
import { skusOf } from "../../domain/listing/sku.ts";
import { dayOf } from "../../domain/time.ts";
import {
  namesOf,
  readCatalog,
  readCategory,
  storedCatalog,
  storedCategory,
  storeRead,
  type Catalog,
  type CategoryCatalog,
} from "../shared/catalog.ts";
import type { CatalogNews } from "../shared/catalog-news.ts";
import { lintContextOf } from "../shared/lint-context.ts";
import { mappingOf } from "../shared/mapping.ts";
import type { TaxonomyMessage } from "../shared/messages.ts";
import { leafChanges, ruleChanges, type CatalogChange } from "../shared/offer/changes.ts";
import { judge, leafFor, type Judged } from "../shared/offer/judge.ts";
import type { Services } from "../shared/platform-lane.ts";
import type { Item, Ports } from "../shared/ports.ts";
import type { OpenShop } from "../shared/shops.ts";
import { allItems } from "../shared/store/all-items.ts";
import { keys, views } from "../shared/store/keys.ts";
import { HeadRow, listingOf, publicationOf, seenOf } from "../shared/store/rows.ts";

/** A shop's whole taxonomy, as far as it is used. */
interface Taxonomy {
  catalog: Catalog;
  categories: ReadonlyMap<string, CategoryCatalog>;
}

/** Reads a shop's taxonomy, stores it with what changed and which listings that breaks, and has those planned anew that it may free. A platform that does not answer is asked the next night. */
export async function refreshTaxonomy({ m, s }: Pick<TaxonomyMessage, "m" | "s">, given: Services): Promise<void> {
  const { ports, shops } = given;
  const shop = await shops.open(m, s, "content");
  const before = await storedTaxonomy(m, s, ports);
  const after = await readTaxonomy(shop, before);
  if (after === null) return ports.log.warn("taxonomy not read", { shop: s });
  const changes = before === null ? [] : changesOf(before, after);
  const publications = await publicationsOf(m, s, ports);
  const breaks = before === null ? [] : await breaksOf(publications, { shop, before, after }, ports);
  await storeAll(m, s, { taxonomy: after, news: { changes, breaks } }, ports);
  await wakeConcerned(publications, { shop, breaks }, ports);
  ports.log.metric("TaxonomyBreaks", breaks.length, { platform: shop.row.platform });
}

async function storedTaxonomy(m: string, s: string, { table }: Ports): Promise<Taxonomy | null> {
  const catalog = await storedCatalog(m, s, table);
  if (catalog === null) return null;
  const items = await allItems({ pk: keys.catalog(m, s).PK, begins: keys.category(m, s, "").SK }, table);
  const ids = items.map(({ SK }) => SK.slice(keys.category(m, s, "").SK.length));
  const read = await Promise.all(ids.map(async (id) => [id, await storedCategory({ m, s, id }, table)] as const));
  const categories = read.flatMap(([id, stored]) => (stored === null ? [] : [[id, stored.value] as const]));
  return { catalog: catalog.value, categories: new Map(categories) };
}

async function readTaxonomy(shop: OpenShop, before: Taxonomy | null): Promise<Taxonomy | null> {
  const catalog = await readCatalog(shop);
  if (catalog.kind !== "done") return null;
  const live = new Set(Object.values(catalog.value.leaves).map(({ id }) => id));
  const categories = new Map<string, CategoryCatalog>();
  for (const id of [...(before?.categories.keys() ?? [])].filter((one) => live.has(one))) {
    const category = await readCategory(id, shop);
    if (category.kind !== "done") return null;
    categories.set(id, category.value);
  }
  return { catalog: catalog.value, categories };
}

function changesOf(before: Taxonomy, after: Taxonomy): readonly CatalogChange[] {
  const paths = new Map(Object.entries(after.catalog.leaves).map(([key, { id }]) => [id, namesOf(key)]));
  const rules = [...after.categories].flatMap(([id, category]) => {
    const known = before.categories.get(id);
    return known === undefined ? [] : ruleChanges(paths.get(id) ?? [], known, category);
  });
  return [...leafChanges(before.catalog, after.catalog), ...rules];
}

async function publicationsOf(m: string, s: string, { table }: Ports): Promise<Item[]> {
  const { VPK } = views.publication(m, s, "");
  const entries = await allItems({ index: "views", pk: VPK }, table);
  const rows = await table.batchGet(entries.map(({ PK, SK }) => ({ PK, SK })));
  return rows.filter((row) => row["want"] === "on");
}

interface Compared {
  shop: OpenShop;
  before: Taxonomy;
  after: Taxonomy;
}

async function breaksOf(
  publications: readonly Item[],
  compared: Compared,
  ports: Ports,
): Promise<CatalogNews["breaks"]> {
  const breaks: CatalogNews["breaks"][number][] = [];
  for (const row of publications) {
    const { l } = publicationOf(row);
    const judged = await judgedOf(l, compared, ports);
    if (judged === null) continue;
    const old = new Set(stopping(judged, compared.before).map(nameOf));
    const findings = stopping(judged, compared.after).filter((finding) => !old.has(nameOf(finding)));
    if (findings.length > 0) breaks.push({ listing: l, findings });
  }
  return breaks;
}

const nameOf = ({ rule, pointer, platformCode }: Finding) => `${rule}|${pointer}|${platformCode}`;

async function judgedOf(l: string, { shop, after }: Compared, ports: Ports): Promise<Judged | null> {
  const { merchant: m, id: s } = shop.row;
  const [headRow, detail] = await Promise.all([
    ports.table.get(keys.head(m, l)),
    ports.table.get(keys.publicationDetail(m, l, s)),
  ]);
  const head = HeadRow.safeParse(headRow).data;
  const revision = head === undefined ? null : await ports.table.get(keys.revision(m, l, head.rev));
  if (revision === null) return null;
  const listing = listingOf(revision);
  const context = await lintContextOf(m, listing, ports);
  const rule = await mappingOf({ m, adapter: shop.adapter, category: listing.categoryCode }, ports);
  const skus = skusOf(listing, { today: dayOf(ports.clock.now()), holidays: HOLIDAYS, shopId: s });
  return { listing, skus, shop, context, catalog: after.catalog, rule, pinned: seenOf(detail)?.category ?? null };
}

/** What would stop the listing under one state of the taxonomy. A category whose rules were never used is not judged. */
function stopping(judged: Judged, { catalog, categories }: Taxonomy): readonly Finding[] {
  const under = { ...judged, catalog };
  const leaf = leafFor(under);
  const category = "finding" in leaf ? null : (categories.get(leaf.id) ?? null);
  return judge(under, leaf, category).findings.filter(({ severity }) => severity === "block");
}

interface Storing {
  taxonomy: Taxonomy;
  news: CatalogNews;
}

async function storeAll(m: string, s: string, { taxonomy, news }: Storing, ports: Ports): Promise<void> {
  for (const [id, category] of taxonomy.categories) await storeRead(keys.category(m, s, id), category, ports);
  await storeRead(keys.catalogNews(m, s), news, ports);
  await storeRead(keys.catalog(m, s), taxonomy.catalog, ports);
}

/** Those that break now, and those that a category has blocked: the rules of the county may have changed, too. */
async function wakeConcerned(
  publications: readonly Item[],
  { shop, breaks }: { shop: OpenShop; breaks: CatalogNews["breaks"] },
  ports: Ports,
): Promise<void> {
  const broken = new Set(breaks.map(({ listing }) => listing));
  const stuck = publications
    .map(publicationOf)
    .filter(({ l, findings }) => broken.has(l) || findings.some(({ rule }) => rule.startsWith("category.")));
  const { merchant: m, id: s, platform } = shop.row;
  const messages = stuck.map(({ l }) => ({ body: { v: 1, m, l, s }, group: s }));
  if (messages.length > 0) await ports.queues.send(`publish:${platform}`, messages);
}
