import { beforeEach, describe, expect, it } from "vitest";
import { HOUR_MS, SECOND_MS } from "../../domain/time.ts";
import { publishing, walnuts } from "./fixtures.ts";

let lane: Awaited<ReturnType<typeof publishing>>;
beforeEach(async () => {
  lane = await publishing();
  await lane.want("on");
  await lane.save(walnuts());
});

/** Published, audited and on sale. */
async function live(): Promise<void> {
  await lane.run();
  lane.pass(2 * HOUR_MS);
  await lane.run();
}

describe("a shelf effect that is refused", () => {
  it("blocks nothing where the product stands as wished: its first answer was lost", async () => {
    lane.there.unanswered.push("submit");
    expect(await lane.run()).toMatchObject({ state: "waiting", waitFor: "retry" });
    lane.pass(10 * SECOND_MS);

    expect(await lane.run()).toMatchObject({ state: "waiting", waitFor: "audit", findings: [] });

    expect(lane.there.asked).toEqual(["create", "submit", "submit"]);
    lane.pass(2 * HOUR_MS);
    expect(await lane.run()).toMatchObject({ state: "done", seen: { shelf: "on", ours: "on", refused: null } });
  });

  it("waits where a try before may have gone through and is not visible yet", async () => {
    await live();
    const { adapter } = lane.there;
    const read = adapter.read;
    lane.there.unanswered.push("delist");
    await lane.want("off");
    await lane.run();
    adapter.read = async (ref, x) => {
      const reading = await read(ref, x);
      return reading && { ...reading, shelf: "on" };
    };
    lane.pass(10 * SECOND_MS);
    expect(await lane.run()).toMatchObject({ state: "waiting", waitFor: "retry" });
    adapter.read = read;
    lane.pass(10 * SECOND_MS);

    expect(await lane.run()).toMatchObject({ state: "done", seen: { shelf: "off" } });
  });

  it("blocks nothing where the product is off the shelf already", async () => {
    await live();
    lane.there.unanswered.push("delist");
    await lane.want("off");
    await lane.run();
    lane.pass(10 * SECOND_MS);

    expect(await lane.run()).toMatchObject({ state: "done", findings: [], seen: { shelf: "off", ours: "off" } });

    expect(lane.there.asked.filter((kind) => kind === "delist")).toHaveLength(2);
  });

  it("blocks where the product does not stand as wished, and is not sent again", async () => {
    await live();
    lane.there.refusal = "locked";
    await lane.want("off");
    const blocked = {
      state: "blocked",
      who: "merchant",
      findings: [{ platformCode: "locked" }],
      seen: { shelf: "on" },
    };
    expect(await lane.run()).toMatchObject(blocked);

    expect(await lane.run()).toMatchObject(blocked);

    expect(lane.there.asked.filter((kind) => kind === "delist")).toHaveLength(1);
  });
});
