import { beforeEach, expect, test } from "vitest";
import type { Ware } from "../../adapters/contract.ts";
import { fen } from "../../domain/money.ts";
import { pack } from "../shared/pack.ts";
import { keys } from "../shared/store/keys.ts";
import { marketWorld, M, S, type MarketWorld } from "./fixtures.ts";

let world: MarketWorld;
beforeEach(async () => {
  world = await marketWorld();
  await world.table.batchPut([
    { ...keys.sku(M, "K1"), listingId: "l1" },
    {
      ...keys.publicationDetail(M, "l1", S),
      body: pack({ ref: { merchantKey: "L1", platformId: "p1", ticket: null }, shelf: "off", skus: [] }),
    },
  ]);
});

function ware(platformId: string, code: string | null): Ware {
  const sku = { platformSkuId: `s${platformId}`, merchantKey: code, barcode: null, name: "袋" };
  const skus = [{ ...sku, priceFen: fen(100), shown: 1 }];
  return { platformId, merchantKey: null, title: "核桃", picture: null, shelf: "off", skus };
}

test("our own product is no finding, a second one under our codes is told as a twin, a stranger's waits for a person", async () => {
  world.market.wares = [ware("p1", "K1"), ware("p2", "K1"), ware("p3", null)];
  await world.run({ wares: true });
  await world.run({ wares: true });
  const found = world.table.rows().filter(({ SK }) => SK.startsWith("WARE#"));
  expect(found).toMatchObject([
    { SK: "WARE#p2", twinOf: "p1", proposal: "l1", WPK: `M#${M}#TODO` },
    { SK: "WARE#p3", state: "found" },
  ]);
  expect(world.metrics).toEqual(["LateTwins"]);
});

test.each([{ wares: true }, { stores: true }] as const)(
  "a platform that is away rejects no message: %j comes again, later each time",
  async (thing) => {
    world.market.shopFails = () => "retryable";
    await world.run({ ...thing, hop: 1 });
    const again = { body: { ...thing, hop: 2 }, delayMs: 30_000 };
    expect(world.sent).toMatchObject([{ queue: "pull:market", message: again }]);
  },
);

test("what a person must mend first is told, and not asked again by itself", async () => {
  world.market.shopFails = () => "needs_merchant";
  await world.run({ wares: true });
  expect(world.sent).toEqual([]);
  expect(world.metrics).toEqual(["HintGivenUp"]);
});
