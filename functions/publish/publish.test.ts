import { beforeEach, describe, expect, it } from "vitest";
import { HOUR_MS } from "../../domain/time.ts";
import { keys } from "../shared/store/keys.ts";
import { poolOf } from "../shared/store/pool-row.ts";
import { M, publishing, walnuts } from "./fixtures.ts";

let lane: Awaited<ReturnType<typeof publishing>>;
beforeEach(async () => {
  lane = await publishing();
  await lane.want("on");
});

const uncertified = () => walnuts({ promiseCert: undefined });
const risky = () => walnuts({ titleShort: "成县核桃第一" });
/** Published, audited and on sale. */
async function live(): Promise<void> {
  await lane.save(walnuts());
  await lane.run();
  lane.pass(2 * HOUR_MS);
  expect(await lane.run()).toMatchObject({ state: "done", seen: { shelf: "on" } });
}

describe("what our own rules find", () => {
  it("stops a publication before any call, and promises no stock to the shop", async () => {
    await lane.save(uncertified());

    expect(await lane.run()).toMatchObject({
      state: "blocked",
      who: "merchant",
      findings: [{ rule: "class.promise_certificate", pointer: "/promiseCert", platformCode: null }],
    });
    expect(lane.there.asked).toEqual([]);
    const heap = await lane.table.get(keys.pool(M, "heap"));
    expect(heap && poolOf(heap)?.places).toEqual([]);
  });

  it("goes by itself once its cause is gone", async () => {
    await lane.save(uncertified());
    await lane.run();
    await lane.save(walnuts());

    expect(await lane.run()).toMatchObject({ state: "waiting", waitFor: "audit", who: null, findings: [] });
    expect(lane.there.asked).toEqual(["create", "submit"]);
  });

  it("stands together with what the platform's rules find, and with a category that can't be had", async () => {
    const code = "10020042";
    lane.there.finds.push({ ...FINDING, platformCode: code });
    await lane.save(uncertified());
    expect((await lane.run()).findings.map(({ rule }) => rule)).toEqual(["class.promise_certificate", "market.title"]);

    await lane.save(walnuts({ promiseCert: undefined, categoryCode: "F-bean" }));
    expect((await lane.run()).findings.map(({ rule }) => rule)).toEqual([
      "category.unmapped",
      "class.promise_certificate",
    ]);
  });

  it("waits for a person where it is for a person to decide, until the revision is approved", async () => {
    await lane.save(risky());
    expect(await lane.run()).toMatchObject({
      state: "blocked",
      who: "merchant",
      findings: [{ rule: "word.superlative", severity: "review" }],
    });

    await lane.save(risky(), { approvedRev: 2 });
    expect(await lane.run()).toMatchObject({ state: "waiting", findings: [] });
    await lane.save(walnuts({ titleShort: "成县核桃第一名" }), { approvedRev: 2 });
    lane.pass(2 * HOUR_MS);
    expect(await lane.run()).toMatchObject({ state: "blocked" });
  });

  it("leaves a product alone that stands as it is wished, and stops its next change", async () => {
    await live();
    lane.there.finds.push(FINDING);
    expect(await lane.run()).toMatchObject({ state: "done", findings: [] });

    await lane.save(walnuts({ titleShort: "成县薄皮核桃" }));
    expect(await lane.run()).toMatchObject({ state: "blocked", findings: [{ rule: "market.title" }] });
    expect(lane.there.asked).toEqual(["create", "submit"]);
  });

  it("lets a new price through to a product that stands, but never a wrong one", async () => {
    await live();
    lane.there.finds.push(FINDING);
    const priced = (sellFen: number) => walnuts({ options: [{ ...option(), price: { sellFen, floorFen: 4_000 } }] });
    await lane.save(priced(4_500));
    expect(await lane.run()).toMatchObject({ state: "done" });
    expect(lane.there.asked.at(-1)).toBe("setPrice");

    await lane.save(priced(3_900));
    const { state, findings } = await lane.run();
    expect([state, ...findings.map(({ rule }) => rule)]).toEqual(["blocked", "price.below_floor", "market.title"]);
    expect(lane.there.asked.filter((kind) => kind === "setPrice")).toHaveLength(1);
  });

  it("never stands in the way of taking a product off the shelf, not even when its category is gone", async () => {
    await live();
    await lane.save(walnuts({ promiseCert: undefined, categoryCode: "F-bean" }));
    await lane.want("off");

    expect(await lane.run()).toMatchObject({ state: "done", seen: { shelf: "off" } });
    expect(lane.there.asked).toEqual(["create", "submit", "delist"]);
  });
});

const option = () => ({
  id: "s",
  name: "2.5kg",
  netContent: { value: 2500, unit: "g" as const },
  draws: [{ poolId: "heap", qty: 2500 }],
});
const FINDING = {
  rule: "market.title",
  severity: "block",
  pointer: "/title",
  say: { zh: "标题不行", en: "bad title" },
  remedy: { zh: "改标题", en: "change it" },
  platformCode: null,
} as const;
