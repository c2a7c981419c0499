import type { Capabilities } from "../../domain/plan/effect.ts";
import type { Finding } from "../../domain/finding.ts";
import { HOLIDAYS } from "../../domain/listing/holidays.ts";
import type { Listing } from "../../domain/listing/listing.ts";
import { onSale, skusOf, type CanonicalSku } from "../../domain/listing/sku.ts";
import type { Observation } from "../../domain/plan/observation.ts";
import type { Wish } from "../../domain/plan/wish.ts";
import { dayOf, epochMs } from "../../domain/time.ts";
import { catalogOf, categoryOf } from "../shared/catalog.ts";
import { endingOf, type Ending } from "../shared/endings.ts";
import type { Ports } from "../shared/ports.ts";
import type { OpenShop, Shops } from "../shared/shops.ts";
import { keys } from "../shared/store/keys.ts";
import { HeadRow, listingOf, publicationOf, seenOf, type PublicationRow, type Seen } from "../shared/store/rows.ts";
import { raiseLeft, type StockOf } from "../shared/stock.ts";
import { draftOf, leafOf } from "./body.ts";
import { partsOf, picturesIn, wishedSkus, type BodyDraft } from "./draft.ts";

/** Everything that one turn over a publication works with. */
export interface Situation {
  m: string;
  publication: PublicationRow;
  listing: Listing;
  head: HeadRow;
  shop: OpenShop;
  can: Capabilities;
  draft: BodyDraft;
  stock: StockOf;
  wish: Wish;
  seen: Seen;
  pictures: Map<string, string>;
  /** What lies there was adopted, and is now written down as standing. */
  adopted: boolean;
}

const NOTHING_SEEN = (at: Observation["at"]): Seen => ({
  at,
  ref: null,
  applied: {},
  uploaded: [],
  audit: { state: "none", since: null, reason: null },
  shelf: "never",
  listedOnce: false,
  byOthers: [],
  skus: [],
  looked: -1,
  refused: null,
  ours: null,
});

/** Loads rows, derives the wish; or ends here: a gate is shut, or the platform did not tell what is needed to know. */
export async function situationOf(
  id: { m: string; l: string; s: string },
  shops: Shops,
  ports: Ports,
): Promise<Situation | Ending> {
  const { m, l, s } = id;
  const shop = await shops.open(m, s, "content");
  const rows = await ports.table.batchGet([
    keys.head(m, l),
    keys.publication(m, l, s),
    keys.publicationDetail(m, l, s),
  ]);
  const row = (SK: string) => rows.find((item) => item.SK === SK);
  const head = HeadRow.parse(row("HEAD"));
  const revision = await ports.table.get(keys.revision(m, l, head.rev));
  const publicationRow = row(`PUB#${s}`);
  if (revision === null || publicationRow === undefined) throw new Error(`publication ${l}/${s} is incomplete`);
  const publication = publicationOf(publicationRow);
  const listing = listingOf(revision);
  const seen = seenOf(row(`PUBX#${s}`) ?? null) ?? NOTHING_SEEN(ports.clock.now());
  const shut = publication.want === "on" ? gateOf({ head, shop, seen }) : null;
  if (shut !== null) return shut;
  return derive({ m, publication, listing, head, shop, seen }, ports);
}

type Loaded = Pick<Situation, "m" | "publication" | "listing" | "head" | "shop" | "seen">;

async function derive(loaded: Loaded, ports: Ports): Promise<Situation | Ending> {
  const { m, publication, listing, head, shop, seen } = loaded;
  const now = ports.clock.now();
  const judge = { now, tries: publication.tries, settle: "idempotent", readLagMs: 0 } as const;
  const catalog = await catalogOf(shop, ports);
  if (catalog.kind !== "done") return endingOf(catalog, judge) ?? { state: "done" };
  const leaf = leafOf(listing, shop, catalog.value);
  if ("finding" in leaf) return blocked([leaf.finding]);
  const category = await categoryOf(leaf.id, shop, ports);
  if (category.kind !== "done") return endingOf(category, judge) ?? { state: "done" };
  const skus = skusOf(listing, { today: dayOf(now), holidays: HOLIDAYS, shopId: shop.row.id });
  const made = draftOf(listing, skus, { shop, catalog: catalog.value, category: category.value });
  if (!made.ok) return blocked([made.finding]);
  const stock = { m, s: shop.row.id, skus: skus.map((sku) => stockSku(sku, now)) };
  const wishes =
    publication.want === "on" && !seen.listedOnce ? (await raiseLeft(stock, ports)).wishes : new Map<string, number>();
  const pictures = await picturesThere(m, shop.row.id, picturesIn(made.draft), ports);
  const wish: Wish = {
    revision: head.rev,
    presence: listing.season?.state === "dormant" && publication.want === "on" ? "off" : publication.want,
    parts: partsOf(made.draft),
    pictures: picturesIn(made.draft),
    findings: made.findings,
    skus: wishedSkus(made.draft, wishes, epochMs(now)),
  };
  const uploaded = wish.pictures.filter((hash) => pictures.has(hash));
  // A ware that was adopted stands as it is there: only what is changed here from now on is sent.
  const adopted = publication.bound && Object.keys(seen.applied).length === 0;
  const known = { ...seen, uploaded, applied: adopted ? wish.parts : seen.applied };
  return { ...loaded, can: capabilitiesOf(shop), draft: made.draft, stock, wish, seen: known, pictures, adopted };
}

function stockSku(sku: CanonicalSku, now: Observation["at"]): StockOf["skus"][number] {
  return { merchantKey: sku.merchantKey, draws: sku.draws, closed: !onSale(sku, now) };
}

/** What an adapter can do, as the planner reads it. */
export function capabilitiesOf({ adapter, row }: OpenShop): Capabilities {
  const { stock, ship, createSets, editGroups, goesOnSaleBy, auditMinutes, find, effects } = adapter;
  const withoutPrice = { absent: { zh: "这家店的价格不由系统管理", en: "prices of this shop are not ours to write" } };
  return {
    ...effects,
    ...(row.manages.price ? {} : { setPrice: withoutPrice }),
    stock,
    ship,
    createSets,
    editGroups,
    goesOnSaleBy,
    auditMinutes,
    find,
  };
}

async function picturesThere(
  m: string,
  s: string,
  hashes: readonly string[],
  ports: Ports,
): Promise<Map<string, string>> {
  const rows = await ports.table.batchGet(hashes.map((hash) => keys.picture(m, s, hash)));
  return new Map(rows.map((row) => [row.SK.slice("PIC#".length), String(row["address"])]));
}

function gateOf({ head, shop, seen }: Pick<Situation, "head" | "shop" | "seen">): Ending | null {
  if (!shop.row.adopted) return blocked([gate("shop.not_adopted", ADOPT)]);
  if (!shop.row.manages.listing) return { state: "done" };
  const needed = head.approval === "every" ? head.rev : head.approval === "first" ? 1 : 0;
  if (head.approvedRev < needed) return blocked([gate("revision.not_approved", APPROVE)], "operator");
  if (seen.ours === "on" && seen.shelf === "off" && seen.listedOnce && seen.audit.state !== "pending")
    return blocked([gate("taken_down_by_person", TAKEN_DOWN)]);
  return null;
}

function blocked(findings: readonly Finding[], who: "merchant" | "operator" = "merchant"): Ending {
  return { state: "blocked", who, findings };
}

interface GateText {
  say: Finding["say"];
  remedy: Finding["remedy"];
}
const ADOPT: GateText = {
  say: { zh: "店里原有的商品还没有核对", en: "the wares already in the shop were not gone through yet" },
  remedy: {
    zh: "在“认领商品”里逐个绑定、导入或忽略，或确认店铺是空的",
    en: "bind, import or ignore each, or say that the shop is empty",
  },
};
const APPROVE: GateText = {
  say: { zh: "这一版还没有审批", en: "this revision was not approved yet" },
  remedy: { zh: "请审批人审批", en: "ask whoever approves" },
};
const TAKEN_DOWN: GateText = {
  say: {
    zh: "有人在平台后台下架了这件商品，系统不会自动重新上架",
    en: "a person took it off the shelf there; a machine never lists it again",
  },
  remedy: { zh: "点“重新上架”或改为下架", en: "list it again by hand, or set it to off" },
};

function gate(rule: string, text: GateText): Finding {
  return { rule, severity: "block", pointer: "", ...text, platformCode: null };
}
