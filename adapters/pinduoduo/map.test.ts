import { describe, expect, it } from "vitest";
import { fromBeijing, instantFrom } from "../../domain/time.ts";
import type { PlatformOrder } from "../contract.ts";
import adapter from "./adapter.ts";
import { answering } from "./fixtures/replies.ts";
import { toShipment } from "./map.ts";

const facts = {
  app: { clientId: "c", clientSecret: "secret-of-sixteen" },
  shop: { mallId: "1001" },
  token: "t",
  baseUrl: "https://gw-api.pinduoduo.com",
  now: instantFrom("2026-11-25T06:00:00Z"),
  key: "intent-1",
};

async function orderOf(fixture: string): Promise<PlatformOrder> {
  const row = await adapter.orders.read("251125-100200300400", { ...facts, ...answering(fixture) });
  if (!row?.ok) throw new TypeError(`no order: ${row?.why}`);
  return row.value;
}
describe("orders", () => {
  it("reads one that waits, with its receiver as masks and ciphers", async () => {
    expect(await orderOf("order-waiting")).toMatchObject({
      pay: "paid",
      recognised: true,
      ended: false,
      placedAt: fromBeijing("2026-11-25 10:00:00"),
      shipBy: { at: fromBeijing("2026-11-27 10:01:00"), basis: "platform" },
      holds: [],
      parcels: [],
      buyerNote: "请尽快",
      sellerNote: null,
      receiver: { form: "masked", name: "李**", region: "甘肃省 陇南市 成县", token: expect.stringContaining("AgA1b") },
      lines: [
        { merchantKey: "WAL-1-500", platformSkuId: "900700800901", quantity: 2, shipped: 0 },
        { merchantKey: "WAL-1-1KG", platformSkuId: "900700800902", quantity: 1, shipped: 0 },
      ],
    });
  });

  it("shares every amount over the lines to the last fen", async () => {
    const money = (await orderOf("order-waiting")).lines.map((line) => line.money);

    const sum = (pick: (one: (typeof money)[number]) => number) => money.reduce((all, one) => all + pick(one), 0);
    expect(money.map(({ listFen }) => listFen)).toEqual([5_980, 5_500]);
    expect(sum(({ buyerPaidFen }) => buyerPaidFen)).toBe(10_981);
    expect(sum(({ freightFen }) => freightFen)).toBe(500);
    expect(sum(({ sellerDiscountFen }) => sellerDiscountFen)).toBe(300);
    expect(sum(({ platformDiscountFen }) => platformDiscountFen)).toBe(499);
    expect(sum(({ funders }) => funders[0]?.amountFen ?? 0)).toBe(200);
    expect(money[0]?.funders).toMatchObject([{ code: "capital_free_discount", payer: "unknown" }]);
  });

  it("has every parcel, and no receiver once it has left", async () => {
    const order = await orderOf("order-sent");

    expect(order.parcels).toMatchObject([
      { carrier: "zhongtong", waybill: "7811", lines: [{ quantity: 2 }, { quantity: 1 }] },
      { carrier: "yuantong", waybill: "YT2", lines: [] },
    ]);
    expect(order.receiver).toBeNull();
    expect(order.lines.map(({ shipped, money }) => [shipped, money.funders])).toEqual([
      [2, []],
      [1, []],
    ]);
  });

  it.each([
    ["order-refund-asked", ["refund_review", "risk"], false],
    ["order-group", ["group_unformed"], false],
    ["order-refunded", [], true],
  ])("%s holds for %j, ended: %s", async (fixture, kinds, ended) => {
    const order = await orderOf(fixture);

    expect(order.holds.map(({ kind }) => kind).sort()).toEqual(kinds);
    expect(order.ended).toBe(ended);
  });

  it("gives units back that were refunded before they left", async () => {
    const { lines } = await orderOf("order-refunded");

    expect(lines.map(({ refunded, cancelled, shipped }) => [refunded, cancelled, shipped])).toEqual([
      [2, 2, 0],
      [1, 1, 0],
    ]);
  });

  it("keeps a state that is new to us with its numbers", async () => {
    expect(await orderOf("order-new-state")).toMatchObject({
      recognised: false,
      ended: false,
      rawState: "order 7, refund 1, confirm 1",
    });
  });

  it.each([
    ["orders-broken-row", 1, [true, false], 2, "2"],
    ["orders-changed", 0, [true], 1, null],
  ])("%s: a row that can't be read does not keep the others back", async (fixture, stream, ...[ok, pages, next]) => {
    const window = { from: fromBeijing("2026-11-25 10:00:00"), to: fromBeijing("2026-11-25 10:29:59"), at: null };
    const page = await adapter.orders.streams[stream]?.page(window, { ...facts, ...answering(fixture) });

    expect(page?.rows.map((row) => row.ok)).toEqual(ok);
    expect(page).toMatchObject({ pages, next });
  });

  it("sends a carrier by its number, and one without a number as it is", () => {
    const parcel = { orderNo: "1", waybill: "7811" };

    expect(toShipment({ ...parcel, carrier: "zhongtong" }).logistics_id).toBe("115");
    expect(toShipment({ ...parcel, carrier: "nobody" }).logistics_id).toBe("nobody");
  });
});
