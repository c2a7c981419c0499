/** “It listed everything again and I had two of each”: a reason to stop after a week. */
import { beforeEach, expect, it } from "vitest";
import * as z from "zod";
import { HOUR_MS } from "../../../domain/time.ts";
import { mustBeOn } from "../../bench/counted/county.ts";
import { keyOf, walnuts } from "../../bench/goods.ts";
import { openTown, type Town } from "./town.ts";

const HAND_MADE = 40;
const Ware = z.looseObject({ platformId: z.string(), state: z.string(), proposal: z.string().nullable() });

let town: Town;
beforeEach(async () => {
  town = await openTown();
});

const saveAndRead = async (listings: readonly number[], typed: number): Promise<number[]> => {
  const { world, county, shops } = town;
  for (const n of listings) await world.api(`PUT /listings/walnut-${n}`, walnuts(n, county.pictures));
  for (const shop of shops) town.typeByHand(shop, typed);
  world.pass(HOUR_MS);
  for (const { id } of shops) await world.api(`POST /shops/${id}/wares/read`);
  await world.settle();
  return shops.map((shop) => town.productsAt(shop).length);
};
const wantAll = async (listings: readonly number[]): Promise<void> => {
  const { world, shops } = town;
  for (const { id } of shops)
    for (const n of listings) await world.api(`PUT /listings/walnut-${n}/publications/${id}`, { want: "on" });
  await world.settle();
};

it("makes nothing in shops full of hand-made wares that nobody has answered for", async () => {
  const before = await saveAndRead([1, 2, 3], HAND_MADE);

  await wantAll([1, 2, 3]);

  expect(town.shops.map((shop) => town.productsAt(shop).length)).toEqual(before);
  for (const shop of town.shops) {
    const blocked = { state: "blocked", findings: [{ rule: "likely_twin" }] };
    expect(await town.publicationAt(shop), shop.platform).toMatchObject(blocked);
  }
});

it("goes on once a ware is bound, and makes what was told to be something else", async () => {
  const before = await saveAndRead([1, 2], 2);
  for (const { id, platform } of town.shops) {
    const { items } = z.object({ items: z.array(Ware) }).parse(await town.world.api(`GET /shops/${id}/wares`));
    const like = items.filter(({ state, proposal }) => state === "found" && proposal !== null);
    expect(like.map(({ proposal }) => proposal).sort(), platform).toEqual(["walnut-1", "walnut-2"]);
    for (const { platformId, proposal } of like) {
      const answer = proposal === "walnut-1" ? { answer: "bind", listing: proposal } : { answer: "ignore" };
      await town.world.api(`POST /shops/${id}/wares/${platformId}`, answer);
    }
  }

  await wantAll([1, 2]);

  expect(town.shops.map((shop) => town.productsAt(shop).length)).toEqual(before.map((count) => count + 1));
  for (const shop of town.shops) {
    expect(await town.publicationAt(shop), shop.platform).toMatchObject({ state: "done", shelf: "on" });
    mustBeOn(town.world, shop, keyOf(2));
  }
});
