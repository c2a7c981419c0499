import { expect, it } from "vitest";
import { HOUR_MS, SECOND_MS } from "../../domain/time.ts";
import { publishing, walnuts } from "./fixtures.ts";

async function lostCreate() {
  const lane = await publishing();
  Object.assign(lane.there.adapter.effects.create, { settle: "lookup" });
  lane.there.unanswered.push("create");
  await lane.want("on");
  await lane.save(walnuts());
  expect(await lane.run()).toMatchObject({ state: "unknown" });
  lane.there.unanswered.splice(0);
  lane.pass(10 * SECOND_MS);
  return lane;
}

it("a create whose answer was lost is found and taken as sent", async () => {
  const lane = await lostCreate();

  expect(await lane.run()).toMatchObject({ state: "waiting", waitFor: "audit" });

  expect(lane.there.asked).toEqual(["create", "submit"]);
});

it("what was saved between a lost create and its look still goes out", async () => {
  const lane = await lostCreate();
  await lane.save(walnuts({ titleLong: "成县薄皮核桃 新货" }));

  await lane.run();

  expect(lane.there.asked).toEqual(["create", "update", "submit"]);
  lane.pass(2 * HOUR_MS);
  expect(await lane.run()).toMatchObject({ state: "done" });
  expect([...lane.there.products.values()].map(({ live }) => live?.title)).toEqual(["成县薄皮核桃 新货"]);
});
