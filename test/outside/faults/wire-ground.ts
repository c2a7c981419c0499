import * as z from "zod";
import { importWorkbooks } from "../../../local/demo/import.ts";
import type { World } from "../../../local/demo/world.ts";
import { saveWalnuts, LISTING } from "../../journeys/walnuts.ts";
import { connectShops, openJourney } from "../../journeys/world.ts";
import type { Ground } from "./ground.ts";

const PATIENCE_MS = 120_000;
/** Longer than a queue hides what a worker gave back. */
const HELD_MS = 45 * 60_000;
const Saved = z.looseObject({ listing: z.record(z.string(), z.unknown()) });

/** The embedded stack and the imitations as processes, over HTTP. */
export async function wireGround(say: (text: string) => void): Promise<Ground> {
  const journey = await openJourney();
  const world: World = { ...journey.world, say };
  const rejected: string[] = [];
  try {
    await connectShops(world);
    await saveWalnuts(world);
    const stay = (await importWorkbooks({ ...world, say: () => undefined })).find(({ kind }) => kind === "homestay");
    const listing = async (id: string) => (await world.api.call(Saved, "GET", `/listings/${id}`)).listing;
    return {
      world,
      patterns: { goods: await listing(LISTING), stay: await listing(stay?.id ?? "") },
      rejected,
      async pass(minutes) {
        await rest(world, rejected);
        await world.stack.clock.advance(minutes * 60_000);
        await world.stack.tick();
        await rest(world, rejected);
      },
      async disarm(platform) {
        const box = world.boxes.find((one) => one.platform === platform);
        await fetch(`${box?.control}/faults`, { method: "DELETE" });
      },
      close: journey.close,
    };
  } catch (error) {
    await journey.close();
    throw error;
  }
}

async function rest({ stack }: World, rejected: string[]): Promise<void> {
  for (let tries = 0; tries < 3; tries++) {
    const why = await stack.idle({ timeoutMs: PATIENCE_MS }).then(
      () => null,
      (error: unknown) => String(error).slice(0, 200),
    );
    if (why === null) return;
    rejected.push(why);
    await stack.clock.advance(HELD_MS);
  }
}
