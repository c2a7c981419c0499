import { beforeEach, expect, it, vi } from "vitest";
import { HOUR_MS } from "../../domain/time.ts";
import { M, publishing, SHOP, walnuts } from "./fixtures.ts";
import { publish } from "./publish.ts";

const release = vi.hoisted(() => ({ template: "" }));
vi.mock("../../domain/listing/detail.ts", async (original) => {
  const { detailHtmlOf } = await original<typeof import("../../domain/listing/detail.ts")>();
  return { detailHtmlOf: (listing: ReturnType<typeof walnuts>) => `${detailHtmlOf(listing)}${release.template}` };
});

let lane: Awaited<ReturnType<typeof publishing>>;
beforeEach(async () => {
  release.template = "";
  lane = await publishing();
  await lane.want("on");
  await lane.save(walnuts());
  await lane.run();
  lane.pass(2 * HOUR_MS);
  expect(await lane.run()).toMatchObject({ state: "done", seen: { shelf: "on" } });
});

/** A save goes out at once, and not with what is saved after it. */
const saved = async (listing: ReturnType<typeof walnuts>) => {
  await lane.save(listing);
  await publish({ v: 1, hop: 0, m: M, l: "g-1", s: SHOP, held: true }, lane);
  lane.pass(2 * HOUR_MS);
  return lane.run();
};
/** A new release of ours: another template, another mapper, another rule. */
const upgrade = () => {
  release.template = "<p>新版</p>";
  const { mapping } = lane.there.adapter;
  Object.assign(mapping, { attributes: { 产地: { from: "origin" } } });
  lane.there.rules.attributes = [
    { id: "a", name: "产地", required: false, sale: false, type: "text", units: [], options: [] },
  ];
  lane.there.finds.push({
    rule: "market.new",
    severity: "block",
    pointer: "/title",
    say: { zh: "新规则", en: "new rule" },
    remedy: { zh: "改", en: "change" },
    platformCode: null,
  });
};
const live = () => [...lane.there.products.values()].map(({ live: body }) => body?.detailHtml);

it("a new release alone sends nothing, however it would render what stands there", async () => {
  const before = live();
  upgrade();
  lane.pass(HOUR_MS);

  expect(await lane.run()).toMatchObject({ state: "done", findings: [] });
  lane.pass(HOUR_MS);
  await lane.run();

  expect(lane.there.asked).toEqual(["create", "submit"]);
  expect(live()).toEqual(before);
});

it("a merchant's save sends it as it is rendered then", async () => {
  upgrade();
  lane.there.finds.splice(0);

  expect(await saved(walnuts({ titleLong: "成县薄皮核桃 新货" }))).toMatchObject({ state: "done" });

  expect(lane.there.asked).toEqual(["create", "submit", "update", "submit"]);
  expect(live()).toEqual([expect.stringContaining("新版")]);
});

it("what a save did not touch is pinned to it, too", async () => {
  await saved(walnuts({ options: [{ ...option, price: { sellFen: 4_700 } }] }));
  expect(lane.there.asked.at(-1)).toBe("setPrice");
  upgrade();
  lane.pass(HOUR_MS);

  expect(await lane.run()).toMatchObject({ state: "done", findings: [] });
  expect(lane.there.asked.at(-1)).toBe("setPrice");
});

const option = {
  id: "s",
  name: "2.5kg",
  netContent: { value: 2500, unit: "g" as const },
  draws: [{ poolId: "heap", qty: 2500 }],
};
