import type { Row, Ware } from "../../adapters/contract.ts";
import { isAbsent } from "../../domain/plan/effect.ts";
import { endingOf } from "../shared/endings.ts";
import { healthOf } from "./health.ts";
import { pack } from "../shared/pack.ts";
import type { Ports } from "../shared/ports.ts";
import type { OpenShop } from "../shared/shops.ts";
import { liftShopBlock } from "../shared/shop-block.ts";
import { keys, work } from "../shared/store/keys.ts";
import { seenOf } from "../shared/store/rows.ts";

/** Tests a connection: who is it there, and is it nobody else's shop here? The answer stands in the shop's row. */
export async function identify(shop: OpenShop, ports: Ports): Promise<void> {
  const { merchant: m, id: s, platform, name } = shop.row;
  const key = keys.shop(m, s);
  const asked = await shop.door.ask((x) => shop.adapter.identify(x));
  const seen = { testedAt: ports.clock.now(), health: await healthOf(shop, asked, ports) };
  if (asked.kind !== "done") {
    const failure = asked.kind === "failed" ? asked.failure : null;
    const problem = { code: failure?.code ?? "unknown", zh: failure?.say.zh ?? "", en: failure?.say.en ?? "" };
    await ports.table.write({ update: key, set: { testProblem: problem, ...seen } });
    return;
  }
  const { platformShopId } = asked.value;
  const holder = { ...keys.platformShop(platform, platformShopId), m, s, name };
  const mine = { any: [[["PK", "absent"]], [["s", "=", s]]] } as const;
  const held = await ports.table.write({ put: holder, if: mine });
  if (!held.ok) {
    const zh = `这个店铺已经以“${String(held.old?.["name"])}”连接过`;
    const en = `this shop is connected already as ${String(held.old?.["name"])}`;
    await ports.table.write({
      update: key,
      set: {
        testProblem: { code: "shop_taken", zh, en },
        ...seen,
        health: { ...seen.health, ok: false, say: { zh, en } },
      },
    });
    return;
  }
  const set = { state: "tested", platformShopId, platformName: asked.value.name, ...seen };
  await ports.table.write({ update: key, set, remove: ["testProblem"] });
  await liftShopBlock(shop, ports);
}

/** Reads what lies in a shop into rows that wait for a person: what was answered stays, what we made is passed by, and a second product under our codes is told as a twin. */
export async function readWares(shop: OpenShop, ports: Ports): Promise<void> {
  const judge = { now: ports.clock.now(), tries: 0, settle: "idempotent", readLagMs: 0 } as const;
  let at: string | null = null;
  do {
    const page = await waresFrom(at, shop);
    if (page.kind !== "done") {
      const ending = endingOf(page, judge);
      throw new Error(`wares of ${shop.row.id} could not be read: ${ending?.state ?? "unknown"}`);
    }
    for (const row of page.value.rows) await keep(row, shop, ports);
    at = page.value.next;
  } while (at !== null);
  await ports.table.write({
    update: keys.shop(shop.row.merchant, shop.row.id),
    set: { waresReadAt: ports.clock.now() },
  });
}

function waresFrom(at: string | null, shop: OpenShop) {
  return shop.door.ask((x) => shop.adapter.wares(at, x));
}

async function keep(row: Row<Ware>, shop: OpenShop, ports: Ports): Promise<void> {
  if (!row.ok) {
    ports.log.warn("a ware could not be read", { shop: shop.row.id, why: row.why });
    return;
  }
  const { merchant: m, id: s, platform } = shop.row;
  const { platformId, title } = row.value;
  const owner = await ownerOf(row.value, shop, ports);
  if (owner?.platformId === platformId) return;
  const now = ports.clock.now();
  const body = { ware: pack(row.value), title, state: "found", at: now };
  const proposal = owner === null ? {} : { proposal: owner.listing };
  const twin = owner === null || owner.platformId === null ? {} : { twinOf: owner.platformId };
  const kept = await ports.table.write({
    put: { ...keys.ware(m, s, platformId), ...body, ...proposal, ...twin, ...work.todo(m, now) },
    if: { all: [["PK", "absent"]] },
  });
  if (kept.ok && "twinOf" in twin) ports.log.metric("LateTwins", 1, { platform });
}

/** The listing of ours that a ware's codes name, and the product that we know it by in this shop. */
async function ownerOf(ware: Ware, { row: { merchant: m, id: s } }: OpenShop, { table }: Ports) {
  const codes = [ware.merchantKey, ...ware.skus.map(({ merchantKey }) => merchantKey)];
  const known = [...new Set(codes.filter((code) => code !== null))].map((code) => keys.sku(m, code));
  const [row] = await table.batchGet(known);
  if (row === undefined) return null;
  const listing = String(row["listingId"]);
  const seen = seenOf(await table.get(keys.publicationDetail(m, listing, s)));
  return { listing, platformId: seen?.ref?.platformId ?? null };
}

/** Reads the stores at which vouchers may be redeemed, so that a clerk chooses from them; nothing where a platform lists none. */
export async function readStores(shop: OpenShop, ports: Ports): Promise<void> {
  const { vouchers } = shop.adapter;
  if (isAbsent(vouchers) || vouchers.stores === undefined) return;
  const { stores } = vouchers;
  const read = await shop.door.ask((x) => stores(x));
  if (read.kind !== "done") throw new Error(`stores of ${shop.row.id} could not be read: ${read.kind}`);
  const key = keys.stores(shop.row.merchant, shop.row.id);
  await ports.table.write({ update: key, set: { stores: read.value, readAt: ports.clock.now() } });
}
