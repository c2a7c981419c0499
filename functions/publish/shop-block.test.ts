import { beforeEach, describe, expect, it } from "vitest";
import { HOUR_MS } from "../../domain/time.ts";
import { liftShopBlock } from "../shared/shop-block.ts";
import { keys } from "../shared/store/keys.ts";
import { M, publishing, SHOP, walnuts } from "./fixtures.ts";

let lane: Awaited<ReturnType<typeof publishing>>;
beforeEach(async () => {
  lane = await publishing();
  await lane.want("on");
  await lane.save(walnuts());
});
const shopRow = () => lane.table.get(keys.shop(M, SHOP));

describe("a refusal that concerns the whole shop", () => {
  it("is written into the shop, and the listing waits without being blocked itself", async () => {
    lane.there.refusal = "deposit.short";

    expect(await lane.run()).toMatchObject({ state: "waiting", waitFor: "shop", findings: [] });

    expect((await shopRow())?.["blocked"]).toMatchObject({ code: "deposit.short", zh: "平台拒绝：deposit.short" });
    expect((await lane.table.get(keys.publication(M, "g-1", SHOP)))?.["WPK"]).not.toMatch(/TODO/);
  });

  it("asks the platform once, not once a listing, until six hours are over", async () => {
    lane.there.refusal = "deposit.short";
    await lane.run();
    const asked = lane.there.asked.length;

    await lane.run();
    lane.pass(5 * HOUR_MS);
    await lane.run();
    expect(lane.there.asked.length).toBe(asked);
    lane.pass(1 * HOUR_MS);
    await lane.run();

    expect(lane.there.asked.length).toBe(asked + 1);
  });

  it("ends when a try goes well, or a test of the connection does; all listings are woken", async () => {
    lane.there.refusal = "deposit.short";
    await lane.run();
    lane.there.refusal = null;
    await liftShopBlock(await lane.shops.open(M, SHOP, "person"), lane.ports);

    expect(await shopRow()).not.toHaveProperty("blocked");
    expect((await shopRow())?.["WPK"]).toMatch(/^W#dirty#/);
    expect(lane.sent.at(-1)).toMatchObject({ queue: "fanout", message: { body: { source: "shop", id: SHOP } } });
    expect(await lane.run()).toMatchObject({ state: "waiting", waitFor: "audit" });
  });

  it("does not mark the content as refused: the same goes out again when the shop is in order", async () => {
    lane.there.refusal = "deposit.short";
    await lane.run();
    lane.there.refusal = null;
    lane.pass(6 * HOUR_MS);

    expect(await lane.run()).toMatchObject({ state: "waiting", waitFor: "audit" });
    expect(await shopRow()).not.toHaveProperty("blocked");
  });

  it("is told from one that concerns a listing: that one is blocked, and the shop is not", async () => {
    lane.there.refusal = "title.word";

    expect(await lane.run()).toMatchObject({ state: "blocked", who: "merchant" });
    expect((await shopRow())?.["blocked"]).toBeUndefined();
  });
});
