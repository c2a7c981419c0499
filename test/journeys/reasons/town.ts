import * as z from "zod";
import { facts } from "../../../adapters/facts.ts";
import { HOUR_MS } from "../../../domain/time.ts";
import { merchantRound } from "../../../functions/tick/clock/rounds.ts";
import { tick } from "../../../functions/tick/tick.ts";
import type { TrueProduct } from "../../../sandbox/kit/types.ts";
import { openCounty, type BenchShop } from "../../bench/counted/county.ts";
import { M, openWorld } from "../../bench/counted/world.ts";
import { keyOf, walnuts } from "../../bench/goods.ts";

const Say = z.looseObject({ zh: z.string() });
const Publication = z.looseObject({
  shop: z.string(),
  state: z.string(),
  shelf: z.string(),
  findings: z.array(z.looseObject({ rule: z.string(), say: Say })),
});
const Placed = z.looseObject({ orderNo: z.string() });

/** One merchant with a shop on every platform, the people in its back offices and its buyers; audits pass at once. */
export async function openTown() {
  const world = await openWorld();
  for (const { sandbox, scene } of world.platforms.values()) sandbox.acts.setAuditPolicy({ afterMs: 0 }, scene());
  const county = await openCounty(world, [...world.platforms.keys()]);
  const { shops } = county;
  const actsAt = ({ platform }: BenchShop) => {
    const host = world.platforms.get(platform);
    if (host === undefined) throw new Error(`nobody imitates ${platform}`);
    return { ...host.sandbox, scene: host.scene() };
  };
  const productsAt = (shop: BenchShop): readonly TrueProduct[] => {
    const { truth, scene } = actsAt(shop);
    return truth.products(scene.world);
  };
  const productAt = (shop: BenchShop): TrueProduct => {
    const found = productsAt(shop).find(({ merchantKey }) => merchantKey === keyOf(1));
    if (found === undefined) throw new Error(`${keyOf(1)} is not at ${shop.platform}`);
    return found;
  };
  return {
    world,
    county,
    shops,
    productsAt,
    productAt,
    /** How the first listing stands in a shop, as our API tells it. */
    async publicationAt({ id }: BenchShop) {
      const told = z
        .object({ items: z.array(Publication) })
        .parse(await world.api("GET /listings/walnut-1/publications"));
      const found = told.items.find(({ shop }) => shop === id);
      if (found === undefined) throw new Error(`walnut-1 has no publication in ${id}`);
      return found;
    },
    /** A person changes the first listing's product in the shop's back office. */
    editByHand(shop: BenchShop, change: { priceFen?: number; shelf?: "off" }): void {
      const { acts, scene } = actsAt(shop);
      must(acts.editProduct(productAt(shop).productId, change, scene), shop);
    },
    takenDown(shop: BenchShop): void {
      const { acts, scene } = actsAt(shop);
      must(acts.forceOff(productAt(shop).productId, { reason: "违规" }, scene), shop);
    },
    /** Wares without codes, typed there long ago under the titles of our listings. */
    typeByHand(shop: BenchShop, count: number): void {
      for (let n = 1; n <= count; n++) {
        const { acts, scene } = actsAt(shop);
        const skus = [{ name: "500g", priceFen: 2_900, stock: 5 }];
        const title = walnuts(n, []).titleLong;
        must(acts.addProduct({ shop: shop.platformShop, title, skus, onSale: true }, scene), shop);
      }
    },
    /** A buyer pays one pack. */
    order(shop: BenchShop): string {
      const { acts, scene } = actsAt(shop);
      const lines = [{ merchantKey: `${keyOf(1)}-500`, quantity: 1 }];
      return Placed.parse(must(acts.placeOrder({ shop: shop.platformShop, lines, pay: true }, scene), shop)).orderNo;
    },
    /** Hours go by with what our clock does in them. Streams have their own minutes: here every step is theirs. */
    async pass(hours: number, stepHours: number): Promise<void> {
      for (let hour = 0; hour < hours; hour += stepHours) {
        world.pass(stepHours * HOUR_MS);
        await tick(facts, world.ports);
        await merchantRound(M, world.ports);
        for (const { id } of shops) await world.api(`POST /shops/${id}/pull`);
        await world.settle();
      }
    },
  };
}
export type Town = Awaited<ReturnType<typeof openTown>>;

type Done = { ok: true; value: unknown } | { ok: false; refusal: { message: string } };
function must(done: Done, { platform }: BenchShop): unknown {
  if (!done.ok) throw new Error(`${platform}: ${done.refusal.message}`);
  return done.value;
}
