import type { Row, Ware } from "../../adapters/contract.ts";
import { pack } from "../shared/pack.ts";
import type { Ports } from "../shared/ports.ts";
import type { OpenShop } from "../shared/shops.ts";
import { keys, work } from "../shared/store/keys.ts";
import { seenOf } from "../shared/store/rows.ts";
import type { Unread } from "./again.ts";
import { proposalsOf, type Proposals } from "./proposals.ts";

/** Reads what lies in a shop into rows that wait for a person: what was answered stays, what we made is passed by, and a second product under our codes is told as a twin. */
export async function readWares(shop: OpenShop, ports: Ports): Promise<Unread | null> {
  const proposals = proposalsOf(shop.row.merchant, ports);
  let at: string | null = null;
  do {
    const page = await waresFrom(at, shop);
    if (page.kind !== "done") return page;
    for (const row of page.value.rows) await keep(row, { shop, proposals, ports });
    at = page.value.next;
  } while (at !== null);
  await ports.table.write({
    update: keys.shop(shop.row.merchant, shop.row.id),
    set: { waresReadAt: ports.clock.now() },
  });
  return null;
}

function waresFrom(at: string | null, shop: OpenShop) {
  return shop.door.ask((x) => shop.adapter.wares(at, x));
}

interface Reading {
  shop: OpenShop;
  proposals: Proposals;
  ports: Ports;
}

async function keep(row: Row<Ware>, { shop, proposals, ports }: Reading): Promise<void> {
  if (!row.ok) {
    ports.log.warn("a ware could not be read", { shop: shop.row.id, why: row.why });
    return;
  }
  const ware = row.value;
  const owner = await ownerOf(ware, shop, ports);
  if (owner?.platformId === ware.platformId) return lookAgain(ware, owner, { shop, ports });
  const { merchant: m, id: s, platform } = shop.row;
  const key = keys.ware(m, s, ware.platformId);
  if (owner === null && (await ports.table.get(key)) !== null) return;
  const proposal = owner?.listing ?? (await proposals(ware));
  const now = ports.clock.now();
  const twinOf = owner?.platformId ?? null;
  const body = { ware: pack(ware), title: ware.title, state: "found", at: now };
  const about = { ...(proposal !== null && { proposal }), ...(twinOf !== null && { twinOf }) };
  const found = { put: { ...key, ...body, ...about, ...work.todo(m, now) }, if: { all: [["PK", "absent"]] } } as const;
  const like =
    proposal === null ? [] : [{ put: { ...keys.likelyTwin(m, s, proposal, ware.platformId), title: ware.title } }];
  const kept = await ports.table.transact([found, ...like]);
  if (kept.ok && twinOf !== null) ports.log.metric("LateTwins", 1, { platform });
}

/** The listing of ours that a ware's codes name, and the product that we know it by in this shop. */
async function ownerOf(ware: Ware, { row: { merchant: m, id: s } }: OpenShop, { table }: Ports) {
  const codes = [ware.merchantKey, ...ware.skus.map(({ merchantKey }) => merchantKey)];
  const known = [...new Set(codes.filter((code) => code !== null))].map((code) => keys.sku(m, code));
  const [row] = await table.batchGet(known);
  if (row === undefined) return null;
  const listing = String(row["listingId"]);
  const seen = seenOf(await table.get(keys.publicationDetail(m, listing, s)));
  return { listing, platformId: seen?.ref?.platformId ?? null, seen };
}
type Owner = NonNullable<Awaited<ReturnType<typeof ownerOf>>>;

/** A product of ours that is not as it was last seen: somebody was there, and whoever publishes it looks. */
async function lookAgain(
  ware: Ware,
  { listing: l, seen }: Owner,
  { shop, ports }: Omit<Reading, "proposals">,
): Promise<void> {
  const known = new Map(seen?.skus.map(({ platformSkuId, priceFen }) => [platformSkuId, priceFen]));
  const priced = ware.skus.every(({ platformSkuId, priceFen }) => {
    const before = known.get(platformSkuId) ?? null;
    return before === null || priceFen === null || priceFen === before;
  });
  if (priced && ware.shelf === seen?.shelf) return;
  const { merchant: m, id: s, platform } = shop.row;
  await ports.queues.send(`publish:${platform}`, [{ body: { v: 1, m, s, l, look: true }, group: s }]);
}
