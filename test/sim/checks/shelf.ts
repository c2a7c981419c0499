import { adapters } from "../../../adapters/registry.ts";
import { keys } from "../../../functions/shared/store/keys.ts";
import { seenOf } from "../../../functions/shared/store/rows.ts";
import type { TrueProduct } from "../../../sandbox/kit/types.ts";
import { productsOf, type Deed } from "../people.ts";
import type { SimShop } from "../setup.ts";
import type { MakeCheck } from "./check.ts";

type Seen = Pick<TrueProduct, "shelf" | "audit">;

/** I14: a listing that comes back is the product it was. I3: at most one live product of a listing in a shop, ever. I13: what a person or the platform took down, no call of ours puts up again before a person asks. */
export const shelf: MakeCheck = (town, broken) => {
  const { world, county, deeds } = town;
  const was = new Map<string, Seen>();
  const reported = new Set<string>();
  const shown = new Map<string, Set<string>>();

  const shopOf = (platform: string) => county.shops.find((shop) => shop.platform === platform);
  world.beforeExchange((platform) => {
    const shop = shopOf(platform);
    if (shop !== undefined) look(shop, null);
  });
  world.onExchange(({ life, platform }) => {
    const shop = shopOf(platform);
    if (shop !== undefined) look(shop, life);
  });

  function look(shop: SimShop, life: string | null): void {
    const products = productsOf(town, shop);
    const live = products.filter((product) => product.shelf === "on");
    if (live.length > 1) once(`I3 ${shop.id}`, "I3", `${shop.id} shows ${live.length} products of one listing`);
    for (const { productId } of live) {
      const ever = shown.get(shop.id) ?? new Set();
      shown.set(shop.id, ever.add(productId));
      if (ever.size > 1)
        once(`I14 ${shop.id}`, "I14", `${shop.id} has shown ${[...ever].join(" and ")} for one listing`);
    }
    for (const product of products) {
      const id = `${shop.id}/${product.productId}`;
      const before = was.get(id);
      was.set(id, product);
      if (before === undefined || life === null || !putUp(shop, before, product)) continue;
      const down = last(shop, ({ who, what }) => who === "platform" || (who === "clerk" && what === "shelf"));
      const asked = last(shop, ({ who, what }) => who === "merchant" && /\/retry$|^PUT .*publications/.test(what));
      const bornAt = world.bornAt(life);
      if (down?.who === "clerk" && mayBeOurs(shop)) continue;
      if (down !== undefined && down.at > (asked?.at ?? 0) && down.at < bornAt && before.shelf !== "on")
        once(`I13 ${id} ${down.at}`, "I13", `${id} was taken down by the ${down.who}, and ${life} puts it up again`);
    }
  }

  /** After an edit of ours the platform itself may take it off until the audit has passed: nobody can tell a person's hand from that. */
  function mayBeOurs({ id }: SimShop): boolean {
    return seenOf(world.table.get(keys.publicationDetail(county.m, county.listing, id)))?.ours !== "on";
  }

  /** On the shelf by this call, or on the way there where passing the audit is what lists. */
  function putUp(shop: SimShop, before: Seen, now: Seen): boolean {
    const listed = now.shelf === "on" && before.shelf !== "on";
    const bySubmit = adapters[shop.platform]?.goesOnSaleBy === "submit";
    return listed || (bySubmit && now.audit === "pending" && before.audit !== "pending");
  }

  function once(name: string, invariant: string, what: string): void {
    if (!reported.has(name)) broken(invariant, what);
    reported.add(name);
  }

  const last = (shop: SimShop, fits: (deed: Deed) => boolean) =>
    deeds.findLast((deed) => deed.shop === shop.id && fits(deed));
  return {};
};
