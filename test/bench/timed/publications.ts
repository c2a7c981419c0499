import { performance } from "node:perf_hooks";
import { letPass } from "../../../local/demo/world.ts";
import { publicationsOf } from "../../../local/demo/publish.ts";
import type { Measure } from "../figure.ts";
import { closeStage, cpuMs, openStage, saveListing, usedSince, type Stage } from "./stage.ts";

const LISTINGS = Number(process.env["BENCH_LISTINGS"] ?? "1000");
const ROUNDS = 60;

/** Every listing in every shop, from the wish to the shelf, pictures there already; one merchant, since an imitation holds one shop. */
export const publications: Measure = {
  names: ["publications_per_second", "publication.cpu_ms"],
  counted: false,
  run: async () => {
    const stage = await openStage();
    try {
      const first = await saveListing(stage, 0);
      await want([first], stage);
      await settle(stage, 1);
      const ids: string[] = [];
      for (let n = 1; n <= LISTINGS; n++) ids.push(await saveListing(stage, n));
      await stage.world.stack.idle({ timeoutMs: 600_000 });
      const [before, began] = [cpuMs(stage), performance.now()];
      await want(ids, stage);
      const on = (await settle(stage, LISTINGS + 1)) - stage.world.shops.length;
      const seconds = (performance.now() - began) / 1_000;
      const used = usedSince(before, stage);
      console.error(`${on} of ${LISTINGS * stage.world.shops.length} publications are on sale`);
      return [
        { name: "publications_per_second", value: on / seconds, unit: "publications/s", goal: 250 },
        { name: "publication.cpu_ms", value: used / on, unit: "ms", goal: 8 },
      ];
    } finally {
      await closeStage(stage);
    }
  },
};

async function want(listings: readonly string[], { world }: Stage): Promise<void> {
  for (const listing of listings)
    for (const { id } of world.shops)
      await world.api.send("PUT", `/listings/${listing}/publications/${id}`, { want: "on" });
}

/** Lets audits pass until all are on sale, or nothing moves any more; gives how many are. */
async function settle({ world }: Stage, listings: number): Promise<number> {
  let on = 0;
  await world.stack.idle({ timeoutMs: 600_000 });
  for (let round = 0; round < ROUNDS; round++) {
    await letPass(world, 2);
    const all = (await Promise.all(world.shops.map((shop) => publicationsOf(shop, world)))).flat();
    const ours = all.filter(({ listing }) => listing.startsWith("walnut-"));
    on = ours.filter(({ shelf }) => shelf === "on").length;
    const open = ours.filter(({ state }) => ["due", "waiting", "unknown"].includes(state)).length;
    if (on === listings * world.shops.length || open === 0) return on;
  }
  return on;
}
