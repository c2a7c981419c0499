import * as z from "zod";
import { connect } from "../../../local/demo/connect.ts";
import { closeWorld, openWorld, type World } from "../../../local/demo/world.ts";
import { LOCATION, pictures, POOL, walnuts } from "../goods.ts";
import { cpuMsOf } from "./processes.ts";

/** Below what any platform takes as the stock of one sku. */
const ON_HAND_G = 100_000_000;
/** The merchant whose shops the stage holds. */
export const MERCHANT = "m00000000001";
const Picture = z.looseObject({ hash: z.string(), type: z.string() });

/** The embedded stack with a shop on each imitation: real processes, profile `fast`. */
export interface Stage {
  world: World;
  pictures: readonly object[];
}

/** Starts everything, connects, stores pictures. Says on the error output what it is. */
export async function openStage(): Promise<Stage> {
  console.error("embedded stack: real processes, profile fast, rates of both sides 50 times the platforms' own");
  const world = await openWorld(() => undefined);
  await connect(world);
  await world.api.send("PUT", `/locations/${LOCATION.id}`, LOCATION);
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

/** The heap of the n-th listing. */
export function poolOf(n: number): string {
  return `${POOL}-${n}`;
}

/** Saves the n-th listing with a heap of its own. */
export async function saveListing({ world, pictures: stored }: Stage, n: number): Promise<string> {
  const pool = poolOf(n);
  await world.api.send("PUT", `/pools/${pool}`, { name: "核桃", unit: "g", onHand: ON_HAND_G, policy: "shared" });
  const listing = walnuts(n, stored, { pool });
  await world.api.send("PUT", `/listings/${listing.id}`, listing);
  return listing.id;
}

/** CPU time of all processes of ours so far by their ids, this one's (the mappings' and gateway's) too, imitations left out. */
export function cpuMs({ world }: Stage): Map<number, { kind: string; ms: number }> {
  const all = [...world.stack.processes(), { kind: "local", pid: process.pid }];
  return new Map(all.map(({ kind, pid }) => [pid, { kind, ms: cpuMsOf(pid) }]));
}
