import { beforeEach, describe, expect, it } from "vitest";
import { fen } from "../../domain/money.ts";
import { HOUR_MS } from "../../domain/time.ts";
import { publishing, walnuts } from "./fixtures.ts";

let lane: Awaited<ReturnType<typeof publishing>>;
beforeEach(async () => {
  lane = await publishing();
  await lane.want("on");
});

const option = (id: string, sellFen: number) => ({
  id,
  merchantKey: `HT-${id}`,
  name: `${id}kg`,
  netContent: { value: 1_000 * Number(id), unit: "g" as const },
  price: { sellFen },
  draws: [{ poolId: "heap", qty: 1_000 * Number(id) }],
});
const refusal = (merchantKey: string) => ({
  merchantKey,
  failure: { kind: "needs_merchant" as const, code: "life", message: "", say: { zh: "没开通", en: "off" } },
});

describe("a creation that was taken in part", () => {
  const none = { merchantKey: "HT", platformId: null, ticket: null };

  it("and gave no number waits for whoever can mend it, then looks, and goes on with what lies there", async () => {
    const { create } = lane.there.adapter.effects;
    if ("absent" in create) throw new Error("the market makes products");
    lane.there.adapter.effects.create = {
      ...create,
      async send(body, x) {
        await create.send(body, x);
        return { kind: "partly", value: none, failed: [refusal("HT-s")] };
      },
    };
    await lane.save(walnuts());
    const blocked = { state: "blocked", who: "merchant", findings: [{ platformCode: "life" }], seen: { ref: null } };
    expect(await lane.run()).toMatchObject(blocked);
    expect(await lane.run()).toMatchObject(blocked);
    expect(lane.there.asked).toEqual(["create"]);
    lane.there.adapter.effects.create = create;
    await lane.save(walnuts({ titleLong: "成县薄皮核桃 新货" }));

    await lane.run();

    expect(lane.there.asked).toEqual(["create", "update", "submit"]);
    expect(lane.there.products.size).toBe(1);
  });

  it("and left nothing there is made anew", async () => {
    const { create } = lane.there.adapter.effects;
    if ("absent" in create) throw new Error("the market makes products");
    const refused = async () => ({ kind: "partly" as const, value: none, failed: [refusal("HT-s")] });
    lane.there.adapter.effects.create = { ...create, send: refused };
    await lane.save(walnuts());
    await lane.run();
    lane.there.adapter.effects.create = create;
    await lane.save(walnuts({ titleLong: "成县薄皮核桃 新货" }));

    expect(await lane.run()).toMatchObject({ state: "waiting", waitFor: "audit" });
    expect(lane.there.products.size).toBe(1);
  });
});

it("of prices taken in part only those count as there that were", async () => {
  await lane.save(walnuts({ options: [option("1", 4_000), option("2", 8_000)] }));
  await lane.run();
  lane.pass(2 * HOUR_MS);
  expect(await lane.run()).toMatchObject({ state: "done", findings: [] });
  const { setPrice } = lane.there.adapter.effects;
  if ("absent" in setPrice) throw new Error("the market sets prices");
  lane.there.adapter.effects.setPrice = {
    ...setPrice,
    async send({ ref, skus }, x) {
      await setPrice.send({ ref, skus: skus.filter(({ merchantKey }) => merchantKey !== "HT-2") }, x);
      return { kind: "partly", value: null, failed: [refusal("HT-2")] };
    },
  };
  await lane.save(walnuts({ options: [option("1", 4_500), option("2", 8_500)] }));

  const { state, seen } = await lane.run();

  expect(state).toBe("blocked");
  expect(seen?.skus.map(({ priceFen }) => priceFen)).toEqual([4_500, 8_000]);
  lane.pass(HOUR_MS);
  expect((await lane.run()).seen?.byOthers).toEqual([]);
});

it("a price of ours that a reading does not show yet is nobody else's", async () => {
  await lane.save(walnuts());
  await lane.run();
  lane.pass(2 * HOUR_MS);
  await lane.run();
  const { adapter } = lane.there;
  const { read } = adapter;
  adapter.read = async (ref, x) => {
    const reading = await read(ref, x);
    return reading && { ...reading, skus: reading.skus.map((sku) => ({ ...sku, priceFen: fen(4_900) })) };
  };
  const { merchantKey: _, ...own } = { ...option("2.5", 4_500), id: "s" };
  await lane.save(walnuts({ options: [own] }));

  expect(await lane.run()).toMatchObject({ state: "done", findings: [], seen: { byOthers: [] } });
  adapter.read = read;
  lane.pass(HOUR_MS);

  expect(await lane.run()).toMatchObject({ state: "done", findings: [], seen: { byOthers: [] } });
  expect(lane.there.asked.filter((kind) => kind === "setPrice")).toHaveLength(1);
});

it("what lies there under our code before the first creation is somebody else's: nothing is made", async () => {
  lane.there.adapter.look = async () => [{ merchantKey: "HT", platformId: "n9", ticket: null }];
  await lane.save(walnuts());

  expect(await lane.run()).toMatchObject({ state: "blocked", who: "merchant", findings: [{ rule: "twin_found" }] });

  expect(lane.there.asked).toEqual([]);
});
