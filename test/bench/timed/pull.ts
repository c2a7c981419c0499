import { performance } from "node:perf_hooks";
import * as z from "zod";
import { letPass } from "../../../local/demo/world.ts";
import type { Figure, Measure } from "../figure.ts";
import { keyOf } from "../goods.ts";
import { closeStage, openStage, saveListing, type Stage } from "./stage.ts";

const ORDERS = 1_000;
/** Whole orders in the list; where it gives ids only, 900. */
const GOAL = 2_000;

/** A thousand orders that lie at a platform, read into the queue by one function; each platform by itself, the slowest counts. */
export const pull: Measure = {
  names: ["pull.orders_per_second"],
  counted: false,
  run: async () => {
    const stage = await openStage();
    try {
      const listing = await saveListing(stage, 1);
      for (const { id } of stage.world.shops)
        await stage.world.api.send("PUT", `/listings/${listing}/publications/${id}`, { want: "on" });
      for (let n = 0; n < 6; n++) await letPass(stage.world, 6);
      const lines: Figure[] = [];
      for (const shop of stage.world.shops) lines.push(await pullFrom(shop, stage));
      const slowest = Math.min(...lines.map(({ value }) => value));
      return [{ name: "pull.orders_per_second", value: slowest, unit: "orders/s", goal: GOAL }, ...lines];
    } finally {
      await closeStage(stage);
    }
  },
};

async function pullFrom(shop: Stage["world"]["shops"][number], { world }: Stage): Promise<Figure> {
  const { stack, api } = world;
  const body = { shop: shop.platformShop, lines: [{ merchantKey: `${keyOf(1)}-500`, quantity: 1 }], pay: true };
  for (let n = 0; n < ORDERS; n++) await shop.control.post(z.unknown(), "/orders", body);
  await letPass(world, 3);
  await stack.clock.advance(60_000);
  const began = performance.now();
  await api.send("POST", `/shops/${shop.id}/pull`);
  await stack.idle({ timeoutMs: 300_000 });
  const seconds = (performance.now() - began) / 1_000;
  return { name: `pull.orders_per_second.${shop.platform}`, value: ORDERS / seconds, unit: "orders/s", goal: null };
}
