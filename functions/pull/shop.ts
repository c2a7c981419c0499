import { isAbsent } from "../../domain/plan/effect.ts";
import type { Unread } from "./again.ts";
import { healthOf } from "./health.ts";
import type { Ports } from "../shared/ports.ts";
import type { OpenShop } from "../shared/shops.ts";
import { liftShopBlock } from "../shared/shop-block.ts";
import { keys } from "../shared/store/keys.ts";

/** Tests a connection: who is it there, and is it nobody else's shop here? The answer stands in the shop's row, and so does that there was none, which comes back. */
export async function identify(shop: OpenShop, ports: Ports): Promise<Unread | null> {
  const { merchant: m, id: s, platform, name } = shop.row;
  const key = keys.shop(m, s);
  const asked = await shop.door.ask((x) => shop.adapter.identify(x));
  const seen = { testedAt: ports.clock.now(), health: await healthOf(shop, asked, ports) };
  if (asked.kind !== "done") {
    const failure = asked.kind === "failed" ? asked.failure : null;
    const problem = { code: failure?.code ?? "unknown", zh: failure?.say.zh ?? "", en: failure?.say.en ?? "" };
    await ports.table.write({ update: key, set: { testProblem: problem, ...seen } });
    return asked;
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
    return null;
  }
  const set = { state: "tested", platformShopId, platformName: asked.value.name, ...seen };
  await ports.table.write({ update: key, set, remove: ["testProblem"] });
  await liftShopBlock(shop, ports);
  return null;
}

/** Reads the accounts from which labels may be drawn; nothing where a platform gives none. */
export async function readLabelAccounts(shop: OpenShop, ports: Ports): Promise<Unread | null> {
  const { labels } = shop.adapter;
  if (isAbsent(labels)) return null;
  const read = await shop.door.ask((x) => labels.accounts(x));
  if (read.kind !== "done") return read;
  const key = keys.labelAccounts(shop.row.merchant, shop.row.id);
  await ports.table.write({ update: key, set: { accounts: read.value, readAt: ports.clock.now() } });
  return null;
}

/** Reads the stores at which vouchers may be redeemed, so that a clerk chooses from them; nothing where a platform lists none. */
export async function readStores(shop: OpenShop, ports: Ports): Promise<Unread | null> {
  const { vouchers } = shop.adapter;
  if (isAbsent(vouchers) || vouchers.stores === undefined) return null;
  const { stores } = vouchers;
  const read = await shop.door.ask((x) => stores(x));
  if (read.kind !== "done") return read;
  const key = keys.stores(shop.row.merchant, shop.row.id);
  await ports.table.write({ update: key, set: { stores: read.value, readAt: ports.clock.now() } });
  return null;
}
