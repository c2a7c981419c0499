import { beforeEach, describe, expect, it } from "vitest";
import { CallError } from "../../adapters/runtime/call.ts";
import { DAY_MS, HOUR_MS, plus, SECOND_MS } from "../../domain/time.ts";
import { keys } from "../shared/store/keys.ts";
import { publish } from "./publish.ts";
import { M, publishing, SHOP, walnuts } from "./fixtures.ts";

const unanswered = () => Promise.reject(new CallError({ kind: "lost", why: "no_answer", requestId: "r" }));
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

  it("goes out again after three clear looks, no two of them sooner than the platform shows things", async () => {
    lane.there.adapter.find.readLagMs = 10 * SECOND_MS;
    lane.there.adapter.look = async () => [];
    lane.there.unanswered.splice(0);
    const often = async () => {
      for (let n = 0; n < 5; n++) {
        await lane.run();
        lane.pass(SECOND_MS);
      }
    };
    await often();
    expect(creations()).toBe(1);
    lane.pass(10 * SECOND_MS);
    await often();
    expect(creations()).toBe(1);
    lane.pass(10 * SECOND_MS);

    await lane.run();

    expect(creations()).toBe(2);
  });

  it("is a person's while no look gives an answer, and is looked for again each hour", async () => {
    const { look } = lane.there.adapter;
    lane.there.adapter.look = unanswered;
    expect(await lane.run()).toMatchObject({
      state: "unknown",
      who: "operator",
      next: plus(lane.ports.clock.now(), HOUR_MS),
      findings: [{ rule: "unknown.unsettled", say: { zh: expect.stringContaining("创建商品") } }],
    });
    expect((await lane.table.get(keys.publication(M, "g-1", SHOP)))?.["WPK"]).toBe(`M#${M}#TODO`);
    lane.there.adapter.look = look;
    lane.pass(HOUR_MS);

    expect(await lane.run()).toMatchObject({ state: "waiting", waitFor: "audit", who: null, findings: [] });
    expect(creations()).toBe(1);
  });

  it("is a person's alone after a day", async () => {
    lane.there.adapter.look = unanswered;
    lane.pass(DAY_MS);
    expect(await lane.run()).toMatchObject({ state: "unknown", who: "operator", next: null });
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

it("a creation that nothing can look up is a person's at once, and goes out again only when he says so", async () => {
  lane = await publishing();
  Object.assign(lane.there.adapter.effects.create, { settle: "blind" });
  lane.there.unanswered.push("create");
  await lane.want("on");
  await lane.save(walnuts());
  const open = { state: "unknown", who: "operator", next: null, findings: [{ rule: "unknown.unsettled" }] };
  expect(await lane.run()).toMatchObject(open);
  expect((await lane.table.get(keys.publication(M, "g-1", SHOP)))?.["WPK"]).toBe(`M#${M}#TODO`);
  await lane.save(walnuts({ titleLong: "成县薄皮核桃 新货" }));
  lane.pass(HOUR_MS);
  expect(await lane.run()).toMatchObject(open);
  expect(creations()).toBe(1);
  lane.pass(SECOND_MS);

  await publish({ v: 1, hop: 0, m: M, l: "g-1", s: SHOP, checked: true }, lane);

  expect(creations()).toBe(2);
});
