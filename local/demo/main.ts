import { connect } from "./connect.ts";
import { importWorkbooks } from "./import.ts";
import { buy, redeemOne, shipAll } from "./orders.ts";
import { publishAll } from "./publish.ts";
import { poolsNow, report } from "./report.ts";
import { closeWorld, openWorld } from "./world.ts";

const ORDERS_PER_SHOP = 6;

/** The main job on real wires, from nothing to the table: ends by itself, exit 0 only when every order is here exactly once. */
async function main(): Promise<boolean> {
  const began = performance.now();
  const say = (text: string): void =>
    console.log(`${((performance.now() - began) / 1_000).toFixed(1).padStart(6)}  ${text}`);
  say(
    "profile fast: rates × 50 on our side, audits and delays at the imitations' own times on a moved clock; unkindness at its defaults",
  );
  const world = await openWorld(say);
  say(`stack at ${world.stack.apiUrl}; ${world.boxes.map(({ platform, url }) => `${platform} ${url}`).join(", ")}`);
  try {
    await connect(world);
    const listings = await importWorkbooks(world);
    const { faults, stay } = await publishAll(listings, world);
    const before = await poolsNow(world);
    await buy(world, { perShop: ORDERS_PER_SHOP, stay });
    const { shipped, stayedHome } = await shipAll(world);
    const redeemed = await redeemOne(world);
    const refund = { kind: "refund asked between packing and shipping", ending: stayedHome ?? "not tried" };
    return await report(world, { began, before, faults: [...faults, refund], shipped, redeemed });
  } finally {
    await closeWorld(world);
  }
}

process.exitCode = (await main()) ? 0 : 1;
