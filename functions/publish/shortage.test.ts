import { beforeEach, expect, it } from "vitest";
import type { EffectFacts } from "../../domain/plan/effect.ts";
import { HOUR_MS, MINUTE_MS } from "../../domain/time.ts";
import { keys } from "../shared/store/keys.ts";
import { poolOf } from "../shared/store/pool-row.ts";
import { publish } from "./publish.ts";
import { M, publishing, SHOP, walnuts } from "./fixtures.ts";

const facts: EffectFacts = {
  settle: "idempotent",
  needs: ["exists", "not_in_audit"],
  batch: 9,
  costsQuota: false,
  confidence: "shown",
};
const POOL = keys.pool(M, "heap");

let lane: Awaited<ReturnType<typeof publishing>>;
beforeEach(async () => {
  lane = await publishing();
  const { effects } = lane.there.adapter;
  effects.setStock = { ...facts, send: async () => ({ kind: "done", value: null }) };
  effects.withdraw = {
    ...facts,
    needs: ["exists"],
    async send({ platformId }) {
      lane.there.asked.push("withdraw");
      const product = lane.there.products.get(platformId ?? "");
      if (product !== undefined) product.audit = { state: "none", since: null, reason: null };
      return { kind: "done", value: null };
    },
  };
  await lane.want("on");
  await lane.save(walnuts());
  await lane.run();
  lane.pass(2 * HOUR_MS);
  expect(await lane.run()).toMatchObject({ state: "done", seen: { shelf: "on" } });
});

const soldOut = () => lane.table.write({ update: POOL, set: { onHand: 0 } });
/** What the stock flow does once it may write. */
async function lowered() {
  const heap = await lane.table.get(POOL);
  const places = heap === null ? [] : (poolOf(heap)?.places ?? []);
  const left = Object.fromEntries(places.map(({ merchantKey }) => [`left_${SHOP}_${merchantKey}`, 0]));
  await lane.table.write({ update: POOL, set: left });
}

it("what is sold out comes out of the audit that locks its stock, and goes in again once its stock was lowered", async () => {
  await lane.save(walnuts({ titleLong: "成县薄皮核桃 新货" }));
  await publish({ v: 1, hop: 0, m: M, l: "g-1", s: SHOP, held: true }, lane);
  expect(await lane.stands()).toMatchObject({ waitFor: "audit" });
  await soldOut();

  expect(await lane.run()).toMatchObject({ state: "waiting", waitFor: "stock" });

  expect(lane.there.asked).toEqual(["create", "submit", "update", "submit", "withdraw"]);
  await lowered();
  lane.pass(MINUTE_MS);
  await lane.run();
  expect(lane.there.asked.at(-1)).toBe("submit");
});

it("what is sold out comes off the shelf where the platform took no lower number", async () => {
  await soldOut();
  await lane.run();
  expect(lane.there.asked).not.toContain("delist");
  await lane.table.write({ put: { ...keys.stockTurn(M, "g-1", SHOP), state: "blocked" } });

  expect(await lane.run()).toMatchObject({ state: "waiting", waitFor: "stock", seen: { shelf: "off" } });

  expect(lane.there.asked.at(-1)).toBe("delist");
});

it("a second writer of stock takes nothing off the shelf, and keeps nobody waiting", async () => {
  await soldOut();
  await lane.table.write({ put: { ...keys.stockTurn(M, "g-1", SHOP), state: "blocked", drift: {} } });

  expect(await lane.run()).toMatchObject({ state: "done" });

  expect(lane.there.asked).not.toContain("delist");
});

it("stock that the shop has not given us is no shortage of ours", async () => {
  const opened = await lane.shops.open(M, SHOP, "content");
  opened.row.manages = { ...opened.row.manages, stock: false };
  await soldOut();
  await lane.table.write({ put: { ...keys.stockTurn(M, "g-1", SHOP), state: "blocked" } });

  await lane.run();

  expect(lane.there.asked).not.toContain("delist");
});
