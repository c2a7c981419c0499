import { beforeEach, expect, it } from "vitest";
import { instantFrom } from "../../domain/time.ts";
import { keys, work } from "../shared/store/keys.ts";
import { orderBody } from "../shared/store/rows.ts";
import { connectShop, SHOP, testApi, type TestApi } from "./fixtures.ts";
import { order, PLACED } from "./order-fixtures.ts";

const PATH = `POST /shops/${SHOP}/orders/9001/later-shipping`;
const wish = (shipBy: string) => ({ shipBy, reason: "short_of_stock", note: "晚熟" });
const LATER = wish("2026-12-01T00:00:00.000Z");
let api: TestApi;

async function start(latest: string | null = "2026-11-26T00:00:00.000Z"): Promise<void> {
  api = await testApi();
  await connectShop(api);
  const shipBy = latest === null ? null : { at: instantFrom(latest), basis: "platform" };
  const row = { ver: 3, body: orderBody(order({ shipBy })), open: true, ...work.orderDue("m1", PLACED) };
  await api.ports.table.write({ put: { ...keys.order("m1", SHOP, "9001"), ...row } });
  api.sent.length = 0;
}
beforeEach(() => start());
const set = (id: string, state: string) =>
  api.ports.table.write({ update: keys.later("m1", SHOP, "9001", id), set: { state } });

it("plans one question for a date, however often it is asked, and shows it", async () => {
  const { status, body } = await api.ask(PATH, LATER);
  expect([status, body.state]).toEqual([202, "planned"]);
  expect((await api.ask(PATH, LATER)).body).toEqual(body);
  expect(api.sent.map(({ message }) => message.body)).toEqual([
    { v: 1, m: "m1", s: SHOP, kind: "later", orderNo: "9001", n: body.id },
  ]);
  const { items } = (await api.ask(`GET /shops/${SHOP}/orders/9001/later-shipping`)).body;
  expect(items).toMatchObject([{ id: body.id, state: "planned", shipBy: LATER.shipBy, by: "li" }]);
});

it("asks one question at a time, and no more than the platform allows", async () => {
  const first = (await api.ask(PATH, LATER)).body.id;
  expect((await api.ask(PATH, wish("2026-12-02T00:00:00.000Z"))).body.type).toContain("asked_already");
  await set(first, "refused");
  const second = (await api.ask(PATH, wish("2026-12-02T00:00:00.000Z"))).body.id;
  await set(second, "refused");
  expect((await api.ask(PATH, wish("2026-12-03T00:00:00.000Z"))).body.type).toContain("asked_too_often");
});

it("refuses what is not later, and what comes too late, before any call", async () => {
  expect((await api.ask(PATH, wish("2026-11-25T23:00:00.000Z"))).body.errors[0].pointer).toBe("/shipBy");
  await start("2026-11-25T04:00:00.000Z");
  expect((await api.ask(PATH, LATER)).body.type).toContain("too_late");
  expect(api.sent).toEqual([]);
});

it("says why where a platform has no such thing; another merchant and a viewer may not ask", async () => {
  const viewer = await api.token({ merchant: "m1", roles: ["viewer"] });
  expect((await api.ask(PATH, LATER, { token: viewer })).status).toBe(403);
  const stranger = await api.token({ merchant: "m2", roles: ["owner"] });
  expect((await api.ask(PATH, LATER, { token: stranger })).status).toBe(404);
  const absent = { absent: { zh: "没有协商接口", en: "no such call" } };
  Object.assign(api.services.adapters["market"]?.effects ?? {}, { askLaterShipping: absent });
  expect((await api.ask(PATH, LATER)).body.detail).toBe("没有协商接口");
});
