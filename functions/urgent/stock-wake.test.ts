import { expect, it } from "vitest";
import { M, publishing, SHOP, walnuts } from "../publish/fixtures.ts";
import { keys } from "../shared/store/keys.ts";
import { pushStock } from "./stock.ts";

/** A market that lists what has stock: with none, the publication comes to rest beside the shelf. */
async function resting(want: "on" | "off") {
  const lane = await publishing();
  Object.assign(lane.there.adapter, { goesOnSaleBy: "list" });
  await lane.table.write({ update: keys.pool(M, "heap"), set: { onHand: 0 } });
  await lane.save(walnuts());
  await lane.want("on");
  expect(await lane.run()).toMatchObject({ state: "done", seen: { shelf: "off" } });
  await lane.want(want);
  await lane.run();
  lane.sent.splice(0);
  await pushStock({ m: M, l: "g-1", s: SHOP }, lane);
  return lane.sent;
}

it("stock that comes for a product never on the shelf wakes its publication", async () => {
  expect(await resting("on")).toEqual([
    { queue: "publish:market", message: { body: { v: 1, m: M, l: "g-1", s: SHOP }, group: SHOP } },
  ]);
});

it("wakes nothing that is not wanted on the shelf", async () => {
  expect(await resting("off")).toEqual([]);
});
