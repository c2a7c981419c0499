import { beforeEach, describe, expect, it } from "vitest";
import { HOUR_MS } from "../../domain/time.ts";
import { keys } from "../shared/store/keys.ts";
import { M, publishing, SHOP, walnuts } from "./fixtures.ts";

let lane: Awaited<ReturnType<typeof publishing>>;
beforeEach(async () => {
  lane = await publishing();
  const { create } = lane.there.adapter.effects;
  if ("absent" in create) throw new Error("the market makes products");
  lane.there.adapter.effects.create = { ...create, settle: "lookup" };
  await lane.want("on");
  await lane.save(walnuts());
  lane.there.unanswered.push("create");
  expect(await lane.run()).toMatchObject({ state: "unknown" });
  lane.pass(HOUR_MS);
});
const head = (set: object) => lane.table.write({ update: keys.head(M, "g-1"), set: { ...set } });
const creations = () => lane.there.asked.filter((kind) => kind === "create").length;

it("a creation that died with its worker before it had leave to go is sent at once, not looked for", async () => {
  lane = await publishing();
  await lane.want("on");
  await lane.save(walnuts());
  const opened = await lane.shops.open(M, SHOP, "content");
  const { sendMarked } = opened.door;
  opened.door.sendMarked = async () => Promise.reject(new Error("killed"));
  await expect(lane.run()).rejects.toThrow("killed");
  opened.door.sendMarked = sendMarked;
  lane.pass(HOUR_MS);

  expect(await lane.run()).toMatchObject({ state: "waiting", waitFor: "audit" });
});

describe("a creation whose answer was lost", () => {
  it("is found and taken as sent", async () => {
    expect(await lane.run()).toMatchObject({ state: "waiting", waitFor: "audit" });

    expect(lane.there.asked).toEqual(["create", "submit"]);
  });

  it("confirms nothing else than what was sent: what was saved before the look goes out", async () => {
    await lane.save(walnuts({ titleLong: "成县薄皮核桃 新货" }));

    await lane.run();

    expect(lane.there.asked).toEqual(["create", "update", "submit"]);
    lane.pass(2 * HOUR_MS);
    expect(await lane.run()).toMatchObject({ state: "done" });
    expect([...lane.there.products.values()].map(({ live }) => live?.title)).toEqual(["成县薄皮核桃 新货"]);
  });

  it("is looked up though its revision now needs an approval, and is never sent a second time", async () => {
    await head({ approval: "every" });

    expect(await lane.run()).toMatchObject({ state: "blocked", who: "operator", seen: { ref: { platformId: "n1" } } });
    await head({ approvedRev: 1 });
    await lane.run();

    expect(creations()).toBe(1);
    expect(lane.there.products.size).toBe(1);
  });

  it("is looked up though our own rules now stop the listing, and what was mended meanwhile is sent to the same product", async () => {
    await lane.save(walnuts({ promiseCert: undefined }));

    expect(await lane.run()).toMatchObject({ state: "blocked", who: "merchant", seen: { ref: { platformId: "n1" } } });
    await lane.save(walnuts({ titleShort: "成县薄皮核桃" }));
    for (let n = 0; n < 3; n++) {
      await lane.run();
      lane.pass(2 * HOUR_MS);
    }

    expect(creations()).toBe(1);
    const [product] = lane.there.products.values();
    expect(product?.live?.title).toContain("薄皮");
  });
});
