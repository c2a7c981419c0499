/** “I was fined because it was late”, “I still print elsewhere and type numbers twice”, “100 kg in the shed, 4 boxes in the shop”: reasons to stop after a week. */
import { beforeEach, expect, it } from "vitest";
import * as z from "zod";
import { adapters } from "../../../adapters/registry.ts";
import type { Client } from "../../../cli/client.ts";
import { explain } from "../../../cli/commands/explain.ts";
import { shopsOf } from "../../../functions/shared/shops.ts";
import { publishOne } from "../../bench/counted/county.ts";
import { M } from "../../bench/counted/world.ts";
import { keyOf, PACK_G, POOL } from "../../bench/goods.ts";
import { openTown, type Town } from "./town.ts";

const Say = z.looseObject({ zh: z.string() });
const Notices = z.object({ items: z.array(z.looseObject({ kind: z.string(), say: Say })) });
const Line = z.looseObject({ lineNo: z.string(), platformId: z.string(), platformSkuId: z.string() });
const Parcel = z.looseObject({ waybill: z.string() });
const Order = z.looseObject({
  lines: z.array(Line),
  consignments: z.array(z.looseObject({ state: z.string(), parcels: z.array(Parcel) })),
});
const Pool = z.looseObject({ places: z.array(z.looseObject({ say: Say })) });

let town: Town;
beforeEach(async () => {
  town = await openTown();
  await publishOne(town.world, 1, town.county);
});

it("tells twelve, four and one hour before a parcel is due, once each, also where the platform tells no term", async () => {
  for (const shop of town.shops) town.order(shop);

  await town.pass(50, 0.5);

  const { items } = Notices.parse(await town.world.api("GET /notices/merchant"));
  const due = items.filter(({ kind }) => kind === "due").map(({ say }) => say.zh);
  for (const hours of [12, 4, 1])
    expect(due.filter((text) => text.includes(`不足 ${hours} 小时`))).toHaveLength(town.shops.length);
});

it("sees what another system shipped, and ships it no second time", async () => {
  const { world, shops } = town;
  for (const [n, shop] of shops.entries()) {
    const order = `/shops/${shop.id}/orders/${town.order(shop)}`;
    await town.pass(1, 0.5);
    const read = Order.parse(await world.api(`GET ${order}`));
    const lines = read.lines.map(({ lineNo, platformId, platformSkuId }) => {
      return { lineNo, platformId, platformSkuId, quantity: 1 };
    });
    const waybill = `7312345678900${n}`;
    const elsewhere = await shopsOf(world.ports, adapters).open(M, shop.id, "ship");
    const orderNo = order.split("/").at(-1) ?? "";
    const parcels = [{ carrier: "zhongtong", waybill, lines }];
    expect(await elsewhere.door.send("ship", { orderNo, parcels }, `elsewhere-${n}`)).toMatchObject({ kind: "done" });

    await town.pass(8, 1);

    const { consignments } = Order.parse(await world.api(`GET ${order}`));
    expect(consignments, shop.platform).toMatchObject([{ state: "confirmed", parcels: [{ waybill }] }]);
    expect(await world.api(`GET ${order}/shipments`)).toEqual({ items: [] });
  }
});

it("says how what is shown comes from what is there", async () => {
  const count = { count: 66 * PACK_G, cause: "counted", reason: "盘点" };
  await town.world.api(`POST /pools/${POOL}/corrections`, count);
  await town.world.settle();

  const { places } = Pool.parse(await town.world.api(`GET /pools/${POOL}`));
  expect(places.map(({ say }) => say.zh)).toEqual(town.shops.map(() => "66 份 = 33 kg ÷ 500 g"));
  const lines: string[] = [];
  const client: Client = { ask: (method, path, body) => town.world.api(`${method} ${path}`, body) };
  expect(await explain("walnut-1", client, { print: (line) => void lines.push(line) })).toBe(true);
  for (const { id } of town.shops) {
    expect(lines).toContainEqual(expect.stringMatching(`^  ${id}  wanted on, there on .*: done$`));
    expect(lines).toContainEqual(`    ${id}  ${keyOf(1)}-500  at most 66: 66 份 = 33 kg ÷ 500 g`);
  }
});
