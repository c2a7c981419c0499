/** What merchants ask of our API about their goods and stock; whether it was answered or died, people go on. */
import { pick, type Act, type Town } from "./people.ts";
import { walnuts } from "./setup.ts";

/** Something asked of our API, noted as a deed of the merchant. */
export function ask(town: Town, line: string, body?: unknown): void {
  const shop = /(?:shops|publications)\/(\w+)/.exec(line)?.[1] ?? null;
  town.deeds.push({ at: town.world.time.now(), who: "merchant", shop, what: line, order: null, sku: null });
  void town.world.api(town.county.m, line, body);
}

/** Saves the listing with another title and another price. */
export const save: Act = (town, random) => {
  const change = { title: `成县薄皮核桃 一级果 第${random.int(90) + 10}批`, fenPerGram: 3.6 + random.int(9) / 10 };
  ask(town, `PUT /listings/${town.county.listing}`, walnuts(town.pictures, change));
};

/** Puts the listing up in a shop, or takes it down. */
export const want =
  (wish: "on" | "off"): Act =>
  (town, random) => {
    const shop = pick(town.county.shops, random);
    if (shop !== undefined) ask(town, `PUT /listings/${town.county.listing}/publications/${shop.id}`, { want: wish });
  };

/** Says "go on" to what waits for a person. */
export const retry: Act = (town, random) => {
  const shop = pick(town.county.shops, random);
  if (shop !== undefined) ask(town, `POST /listings/${town.county.listing}/publications/${shop.id}/retry`);
};

/** Counts the heap: some is missing, or more is there. */
export const count: Act = (town, random) => {
  const change = (random.int(9) - 5) * 1_000;
  ask(town, `POST /pools/${town.county.pool}/corrections`, { change: change === 0 ? 500 : change, reason: "盘点" });
};

/** Moves stock to the other merchant, or back to whom it came from. */
export const lend: Act = (town, random) => {
  const { neighbour, county } = town;
  if (neighbour === null) return;
  const move = { qty: 1_000 * (1 + random.int(6)), reason: "邻家卖得快" };
  const to = county.lends ? { to: "merchant", merchant: neighbour.m, pool: neighbour.pool } : { to: "lender" };
  ask(town, `POST /pools/${county.pool}/allotments`, { ...move, ...to });
};
