import { expect, it } from "vitest";
import { facts } from "../../adapters/facts.ts";
import { tick } from "../../functions/tick/tick.ts";
import { openCounty, publishOne } from "../bench/counted/county.ts";
import { openWorld } from "../bench/counted/world.ts";
import { keyOf, walnuts } from "../bench/goods.ts";

const DEARER_FEN = 3_300;
const MINUTES = 90;

it("a new title and a new price that are saved together end on sale as saved, on every platform, though the edit waited in an audit with the old price", async () => {
  const world = await openWorld();
  const county = await openCounty(world, [...world.platforms.keys()]);
  for (const { sandbox, scene } of world.platforms.values()) sandbox.acts.setAuditPolicy({ afterMs: 0 }, scene());
  await publishOne(world, 1, county);
  for (const { sandbox, scene } of world.platforms.values())
    sandbox.acts.setAuditPolicy({ afterMs: 20 * 60_000 }, scene());
  const saved = walnuts(1, county.pictures, { title: "成县薄皮核桃 今年新果 五百克装" });

  const options = saved.options.map((option) => ({ ...option, price: { sellFen: DEARER_FEN } }));
  await world.api("PUT /listings/walnut-1", { ...saved, options });
  for (let minute = 0; minute < MINUTES; minute++) {
    world.pass(60_000);
    await tick(facts, world.ports);
    await world.drain();
  }

  const there = county.shops.map(({ platform }) => {
    const host = world.platforms.get(platform);
    const product = host?.sandbox.truth.products(host.scene().world).find((one) => one.merchantKey === keyOf(1));
    return [platform, product?.shelf, product?.title, product?.skus[0]?.priceFen];
  });
  expect(there).toEqual(county.shops.map(({ platform }) => [platform, "on", saved.titleLong, DEARER_FEN]));
});
