/** “It changed back my price, and listed again what was taken down”: a reason to stop after a week. */
import { beforeEach, expect, it } from "vitest";
import { publishOne } from "../../bench/counted/county.ts";
import { walnuts } from "../../bench/goods.ts";
import { openTown, type Town } from "./town.ts";

const OURS_FEN = 2_900;
const THEIRS_FEN = 3_300;

let town: Town;
beforeEach(async () => {
  town = await openTown();
  await publishOne(town.world, 1, town.county);
});

const night = () => town.pass(26, 2);
const priceAt = (shop: Town["shops"][number]) => town.productAt(shop).skus[0]?.priceFen;

it("leaves a price alone that a clerk changed there, and asks", async () => {
  for (const shop of town.shops) town.editByHand(shop, { priceFen: THEIRS_FEN });
  await night();
  await night();

  for (const shop of town.shops) {
    expect(priceAt(shop), shop.platform).toBe(THEIRS_FEN);
    const { state, findings } = await town.publicationAt(shop);
    expect({ state, rules: findings.map(({ rule }) => rule) }, shop.platform).toEqual({
      state: "blocked",
      rules: ["price.changed_there"],
    });
    expect(findings[0]?.say.zh).toContain("33.00 / 29.00");
  }
});

it.each([
  ["theirs", THEIRS_FEN],
  ["ours", OURS_FEN],
  ["leave", THEIRS_FEN],
])("does with it what the merchant answers: %s", async (answer, priceFen) => {
  for (const shop of town.shops) town.editByHand(shop, { priceFen: THEIRS_FEN });
  await night();
  for (const { id } of town.shops) await town.world.api(`POST /listings/walnut-1/publications/${id}/price`, { answer });
  await town.world.settle();
  await night();

  for (const shop of town.shops) {
    expect(priceAt(shop), shop.platform).toBe(priceFen);
    expect(await town.publicationAt(shop), shop.platform).toMatchObject({ state: "done", findings: [] });
  }
});

it("does not list again what a person or the platform took down, not even with an edit, and says so", async () => {
  for (const [n, shop] of town.shops.entries())
    if (n % 2 === 0) town.editByHand(shop, { shelf: "off" });
    else town.takenDown(shop);
  await night();
  const edited = walnuts(1, town.county.pictures, { title: "成县薄皮核桃 一级果 新包装" });
  await town.world.api("PUT /listings/walnut-1", edited);
  await town.world.settle();
  await night();

  for (const [n, shop] of town.shops.entries()) {
    expect(town.productAt(shop).shelf, shop.platform).toBe(n % 2 === 0 ? "off" : "forced_off");
    // Some platforms show what they took down themselves as nothing but off the shelf.
    const rule: unknown = expect.stringMatching(/^taken_down/);
    expect(await town.publicationAt(shop), shop.platform).toMatchObject({ state: "blocked", findings: [{ rule }] });
  }
});
