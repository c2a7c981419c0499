import { loadavg } from "node:os";
import type { Measure } from "../figure.ts";
import { publish } from "./publishing.ts";
import { sharesText } from "./stopwatch.ts";
import { closeStage, openStage, saveListing, type Stage } from "./stage.ts";

/** More make no other rate, they only take longer; BENCH_LISTINGS=1000 is the whole county. */
const LISTINGS = Number(process.env["BENCH_LISTINGS"] ?? "60");
/** Put through before, so that every process has started and its code is compiled, and every shop has the pictures. */
const WARMING = 10;
const LIMIT_MS = 300_000;

/**
 * Every listing in every shop, from the message to the shelf, each with a heap of its own, pictures there already. One merchant
 * with a shop at each platform: an imitation shows the keys of one shop only, and a shop belongs to one merchant.
 */
export const publications: Measure = {
  names: ["publications_per_second", "publication.cpu_ms"],
  counted: false,
  run: async () => {
    const stage = await openStage();
    try {
      await publish(await saveListings({ from: 0, count: WARMING }, stage), stage);
      const { watch, on, all } = await publish(await saveListings({ from: WARMING, count: LISTINGS }, stage), stage);
      console.error(`${on} of ${all} publications are on sale; profile fast`);
      console.error(sharesText(watch, on, loadavg()));
      return [
        { name: "publications_per_second", value: on / watch.seconds(), unit: "publications/s", goal: 250 },
        { name: "publication.cpu_ms", value: watch.cpuMs() / on, unit: "ms", goal: 8 },
      ];
    } finally {
      await closeStage(stage);
    }
  },
};

async function saveListings({ from, count }: { from: number; count: number }, stage: Stage): Promise<string[]> {
  const ids: string[] = [];
  for (let n = from; n < from + count; n++) ids.push(await saveListing(stage, n));
  await stage.world.stack.idle({ timeoutMs: LIMIT_MS });
  return ids;
}
