import * as z from "zod";
import { connect } from "../../../local/demo/connect.ts";
import { closeWorld, openWorld, type World } from "../../../local/demo/world.ts";
import { LOCATION, pictures, POOL, walnuts } from "../goods.ts";
import { cpuMsOf } from "./processes.ts";

const ON_HAND_G = 1_000_000_000;
const Picture = z.looseObject({ hash: z.string(), type: z.string() });

/** The embedded stack with a shop on each imitation: real processes, profile `fast`. */
export interface Stage {
  world: World;
  pictures: readonly object[];
}

/** Starts everything, connects, stores a heap and pictures. Says on the error output what it is. */
export async function openStage(): Promise<Stage> {
  console.error("embedded stack: real processes, profile fast, rates of both sides 50 times the platforms' own");
  const world = await openWorld(() => undefined);
  await connect(world);
  await world.api.send("PUT", `/locations/${LOCATION.id}`, LOCATION);
  await world.api.send("PUT", `/pools/${POOL}`, { name: "核桃", unit: "g", onHand: ON_HAND_G, policy: "shared" });
  const stored: object[] = [];
  for (const { facts, ...body } of await pictures()) {
    const { hash, type } = await world.api.call(Picture, "POST", "/pictures", body);
    stored.push({ hash, type, ...facts });
  }
  return { world, pictures: stored };
}

export async function closeStage({ world }: Stage): Promise<void> {
  await closeWorld(world);
}

/** Saves the n-th listing. */
export async function saveListing({ world, pictures: stored }: Stage, n: number): Promise<string> {
  const listing = walnuts(n, stored);
  await world.api.send("PUT", `/listings/${listing.id}`, listing);
  return listing.id;
}

/** CPU time of all processes of ours, imitations left out, milliseconds. */
export function cpuMs({ world }: Stage): Map<number, number> {
  return new Map(world.stack.processes().map(({ pid }) => [pid, cpuMsOf(pid)]));
}

/** What was used since `before`; processes that ended meanwhile are not in it. */
export function usedSince(before: ReadonlyMap<number, number>, stage: Stage): number {
  return [...cpuMs(stage)].reduce((sum, [pid, ms]) => sum + ms - (before.get(pid) ?? 0), 0);
}
