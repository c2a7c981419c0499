import type { TrueProduct } from "../../../sandbox/kit/types.ts";
import { productsOf, type Deed } from "../people.ts";
import type { SimShop } from "../setup.ts";
import type { MakeCheck } from "./check.ts";

/** I3: at most one live product of a listing in a shop, ever; I13: what a person or the platform took down, no machine puts up again. */
export const shelf: MakeCheck = (town, broken) => {
  const { world, county, deeds } = town;
  const was = new Map<string, TrueProduct["shelf"]>();
  const twins = new Set<string>();
  let moved = true;
  let seenDeeds = 0;

  world.onExchange(() => void (moved = true));
  world.onStep(() => {
    if (!moved && deeds.length === seenDeeds) return;
    moved = false;
    seenDeeds = deeds.length;
    for (const shop of county.shops) look(shop);
  });

  function look(shop: SimShop): void {
    const products = productsOf(town, shop);
    const live = products.filter((product) => product.shelf === "on");
    if (live.length > 1 && !twins.has(shop.id)) {
      twins.add(shop.id);
      broken("I3", `${shop.id} shows ${live.length} products of one listing`);
    }
    for (const product of products) {
      const id = `${shop.id}/${product.productId}`;
      const before = was.get(id);
      was.set(id, product.shelf);
      if (product.shelf !== "on" || before === undefined || before === "on" || before === "never") continue;
      const down = last(shop, (deed) => deed.what === "force-off" || (deed.what === "shelf" && deed.who === "clerk"));
      const asked = last(shop, ({ who, what }) => who === "merchant" && /\/retry$|^PUT .*publications/.test(what));
      const byHand = last(shop, ({ who, what }) => who === "clerk" && what === "shelf");
      const forced = before === "forced_off" || (down !== undefined && down.at > lastListed(shop));
      if (forced && byHand?.at !== world.time.now() && (asked?.at ?? 0) <= (down?.at ?? 0))
        broken("I13", `${id} was ${before} and is on again`);
      listed.set(shop.id, world.time.now());
    }
  }

  const listed = new Map<string, number>();
  const lastListed = (shop: SimShop) => listed.get(shop.id) ?? 0;
  const last = (shop: SimShop, fits: (deed: Deed) => boolean) =>
    deeds.findLast((deed) => deed.shop === shop.id && fits(deed));
  return {};
};
