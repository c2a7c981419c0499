import { beforeEach, describe, expect, it } from "vitest";
import { keys, work } from "../shared/store/keys.ts";
import { orderBody, orderOf } from "../shared/store/rows.ts";
import { connectShop, SHOP, testApi, type TestApi } from "./fixtures.ts";
import { line, order, PLACED } from "./order-fixtures.ts";

const at = `POST /shops/${SHOP}/orders/9001`;
let api: TestApi;
const stay = () => {
  const sold = line("1", "self", "voucher");
  const binding =
    sold.binding === null ? null : { ...sold.binding, band: "weekday", nights: 2, draws: [{ poolId: "room", qty: 1 }] };
  return { ...sold, binding };
};
beforeEach(async () => {
  api = await testApi();
  await connectShop(api);
  await api.ask("PUT /pools/room", { name: "双床房", unit: "piece", kind: "night", onHand: 2 });
  const sold = order({ lines: [stay()], consignments: [] });
  const row = { ver: 3, body: orderBody(sold), open: true, ...work.orderDue("m1", PLACED) };
  await api.ports.table.write({ put: { ...keys.order("m1", SHOP, "9001"), ...row } });
});
const book = (day: string, units: number) => api.ask(`${at}/bookings`, { lineNo: "1", day, units });
const reserved = async (day: string) => (await api.ports.table.get(keys.pool("m1", `room@${day}`)))?.["reserved"] ?? 0;
const bookedOf = async () => {
  const row = await api.ports.table.get(keys.order("m1", SHOP, "9001"));
  return row === null ? undefined : orderOf(row).lines[0]?.booked;
};

describe("a night", () => {
  it("is booked with every night of the stay, and given back", async () => {
    expect((await book("2026-12-01", 2)).body).toEqual({ booked: [{ day: "2026-12-01", units: 2, used: 0 }] });
    expect([await reserved("2026-12-01"), await reserved("2026-12-02"), await reserved("2026-12-03")]).toEqual([
      2, 2, 0,
    ]);
    expect((await book("2026-12-01", -1)).body.booked).toEqual([{ day: "2026-12-01", units: 1, used: 0 }]);
    expect(await reserved("2026-12-02")).toBe(1);
  });

  it("is refused when it is full, over, or nobody has a voucher left for it", async () => {
    await api.ports.table.write({ update: keys.pool("m1", "room@2026-12-02"), add: { reserved: 2 } });
    expect((await book("2026-12-01", 1)).body).toMatchObject({ detail: expect.stringContaining("2026-12-02 已满") });
    expect((await book("2026-11-24", 1)).body.errors[0].pointer).toBe("/day");
    await book("2026-12-05", 2);
    expect((await book("2026-12-08", 1)).body.type).toContain("no_voucher_left");
    expect((await book("2026-12-08", -1)).body.type).toContain("not_booked");
    expect(await bookedOf()).toEqual([{ day: "2026-12-05", units: 2, used: 0 }]);
  });

  it("is what a guest redeems, if he booked it", async () => {
    const redeem = (day: string) => api.ask(`${at}/redeem`, { lineNo: "1", code: "ABC123", key: "phone-key-1", day });
    expect((await redeem("2026-12-01")).body.errors[0].pointer).toBe("/day");
    await book("2026-12-01", 1);
    const { body } = await redeem("2026-12-01");
    expect(await api.ports.table.get(keys.voucher("m1", SHOP, "9001", body.id))).toMatchObject({ day: "2026-12-01" });
  });
});
