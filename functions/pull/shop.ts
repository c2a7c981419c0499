import type { Row, Ware } from "../../adapters/contract.ts";
import { endingOf } from "../shared/endings.ts";
import { healthOf } from "./health.ts";
import { pack } from "../shared/pack.ts";
import type { Ports } from "../shared/ports.ts";
import type { OpenShop } from "../shared/shops.ts";
import { keys, work } from "../shared/store/keys.ts";

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
}

/** Reads what already lies in a shop into rows that wait for a person; what was answered or made by us stays as it is. */
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
  const { merchant: m, id: s } = shop.row;
  const now = ports.clock.now();
  const body = { ware: pack(row.value), title: row.value.title, state: "found", at: now };
  const ours = row.value.merchantKey === null ? null : await ports.table.get(keys.sku(m, row.value.merchantKey));
  const proposal = ours === null ? {} : { proposal: String(ours["listingId"]) };
  await ports.table.write({
    put: { ...keys.ware(m, s, row.value.platformId), ...body, ...proposal, ...work.todo(m, now) },
    if: { all: [["PK", "absent"]] },
  });
}
