import { beforeEach, describe, expect, it } from "vitest";
import { keepSheets } from "../shared/orders/label.ts";
import { keys, work } from "../shared/store/keys.ts";
import { orderBody, orderOf } from "../shared/store/rows.ts";
import { connectShop, SHOP, testApi, type TestApi } from "./fixtures.ts";
import { order, PLACED } from "./order-fixtures.ts";
import { ROUTES } from "./routes/index.ts";

const LOCATION = { divisionCode: "621221", address: "城关镇", contactName: "李仓管", phone: "13800000001" };
const ACCOUNT = { id: "acct1", carrier: "yuantong", name: "网点", site: "S1", owner: "secret-owner", left: 9 };
let api: TestApi;
let token: string;
let link: string;

beforeEach(async () => {
  api = await testApi("line");
  await connectShop(api);
  await api.ask("PUT /pools/heap", { name: "核桃", unit: "g", onHand: 50_000 });
  for (const id of ["loc", "far"]) await api.ask(`PUT /locations/${id}`, { ...LOCATION, name: id });
  const accounts = [{ ...ACCOUNT, templates: [] }];
  await api.ports.table.batchPut([{ ...keys.labelAccounts("m1", SHOP), accounts, readAt: PLACED }]);
  const whole = order();
  const [near, away] = whole.consignments;
  if (near === undefined || away === undefined) throw new Error("the order has two parts");
  const split = { ...whole, consignments: [near, { ...away, locationId: "far" }] };
  const row = { ver: 3, body: orderBody(split), open: true, ...work.orderDue("m1", PLACED) };
  await api.ports.table.write({ put: { ...keys.order("m1", SHOP, "9001"), ...row } });
  const sealed = await api.services.sealer.seal("m1", `receiver|${SHOP}|9001`, { receiver: "隐私甲 13900000001" });
  await api.ports.receivers.batchPut([{ ...keys.order("m1", SHOP, "9001"), sealed, ttl: 4_000_000_000 }]);
  const made = await api.ask("POST /locations/loc/packer-links", { hours: 24 });
  token = made.body.token;
  link = made.body.id;
  api.sent.length = 0;
});

const asks = (line: string, body?: object) => api.ask(line, body, { token });
const own = `/packer/consignments/${SHOP}/9001/self`;
const others = `/packer/consignments/${SHOP}/9001/sup-1`;
const part = async (n = 0) => {
  const row = await api.ports.table.get(keys.order("m1", SHOP, "9001"));
  return row === null ? undefined : orderOf(row).consignments[n];
};

describe("a packer's link", () => {
  it("shows what is to be packed at its place: names and numbers, no receiver, no price, nothing of another place", async () => {
    const { status, body } = await asks("GET /packer/pack-list");
    expect(status).toBe(200);
    expect(body.items).toMatchObject([{ id: "self", locationId: "loc", lines: [{ name: "核桃", quantity: 2 }] }]);
    expect(body.items).toHaveLength(1);
    expect(JSON.stringify(body)).not.toMatch(/Fen|隐私|1390|receiver/);
  });

  it("draws, prints and hands over there, and what it does bears its name", async () => {
    const { accounts } = (await asks(`GET /packer/label-accounts/${SHOP}`)).body;
    expect(accounts).toEqual([{ id: "acct1", carrier: "yuantong", name: "网点", templates: [] }]);
    const drawn = await asks(`POST ${own}/label`, { carrier: "yuantong", account: "acct1" });
    expect([drawn.status, drawn.body.state]).toEqual([202, "planned"]);
    const n = drawn.body.id;
    const set = { state: "made", waybill: "YT90001", sheets: { templateId: null, boxes: 1 } };
    await api.ports.table.write({ update: keys.label("m1", SHOP, "9001", n), set });
    await keepSheets({ m: "m1", s: SHOP, orderNo: "9001", n }, ["<sheet>"], api.services);
    expect((await asks(`POST /packer/labels/${SHOP}/9001/${n}/print`, {})).body.sheets).toEqual(["<sheet>"]);
    expect(api.lines.at(-1)).toContain(`packer ${link}`);
    expect((await asks(`POST ${own}/packed`)).body).toEqual({ state: "packed" });
    expect((await asks(`POST ${own}/handover`, {})).body).toEqual({ state: "handed_over" });
    expect((await part())?.parcels).toMatchObject([{ waybill: "YT90001" }]);
  });

  it("finds nothing of another place, nor a label of it", async () => {
    const lines: [string, object?][] = [
      [`POST ${others}/label`, { carrier: "yuantong", account: "acct1" }],
      [`POST ${others}/packed`],
      [`POST ${others}/handover`, { parcels: [{ carrier: "yuantong", waybill: "YT90002" }] }],
    ];
    for (const [line, body] of lines) expect([line, (await asks(line, body)).status]).toEqual([line, 404]);
    const whole = `POST /shops/${SHOP}/orders/9001/consignments/sup-1/label`;
    const { id } = (await api.ask(whole, { carrier: "yuantong", account: "acct1" })).body;
    expect((await asks(`POST /packer/labels/${SHOP}/9001/${id}/print`, {})).status).toBe(404);
    expect((await part(1))?.state).toBe("sent");
  });

  it("opens no other path of the API, and no path of its own is open to others", async () => {
    const owner = await api.token({ merchant: "m1", roles: ["owner", "clerk", "operator"] });
    for (const { method, path } of ROUTES) {
      const line = `${method} ${path.replaceAll(/\{\w+\}/g, SHOP)}`;
      if (path.startsWith("/packer/"))
        expect([line, (await api.ask(line, {}, { token: owner })).status]).toEqual([line, 403]);
      else expect([line, (await asks(line, method === "GET" ? undefined : {})).status]).toEqual([line, 403]);
    }
  });

  it("ends with its time, or when it is taken back", async () => {
    expect((await api.ask(`POST /packer-links/${link}/revoke`)).body).toEqual({ revoked: true });
    expect((await asks("GET /packer/pack-list")).status).toBe(401);
    const fresh = (await api.ask("POST /locations/loc/packer-links", { hours: 2 })).body.token;
    expect((await api.ask("GET /packer/pack-list", undefined, { token: fresh })).status).toBe(200);
    api.pass(2 * 3_600_000);
    expect((await api.ask("GET /packer/pack-list", undefined, { token: fresh })).status).toBe(401);
  });

  it("is good for its merchant alone: renamed, changed or made up it is nothing, and leaves no key behind", async () => {
    const [, , sealed = ""] = token.split(".");
    const flipped = `${sealed.slice(0, 30)}${sealed[30] === "A" ? "B" : "A"}${sealed.slice(31)}`;
    const forged = [`packer.m2.${sealed}`, `packer.m1.${flipped}`, `packer.nobody.${sealed}`, "packer.m1.x"];
    for (const one of forged)
      expect([one, (await api.ask("GET /packer/pack-list", undefined, { token: one })).status]).toEqual([one, 401]);
    expect(await api.ports.table.get(keys.dataKey("nobody", 1))).toBeNull();
  });

  it("is made by who packs, for a place that is there; no token of the issuer can claim to be one", async () => {
    const viewer = await api.token({ merchant: "m1", roles: ["viewer"] });
    const line = "POST /locations/loc/packer-links";
    expect((await api.ask(line, {}, { token: viewer })).status).toBe(403);
    expect((await api.ask("POST /locations/nowhere/packer-links", {})).status).toBe(404);
    const stranger = await api.token({ merchant: "m2", roles: ["owner"] });
    expect((await api.ask(line, {}, { token: stranger })).status).toBe(404);
    expect((await api.ask(`POST /packer-links/${link}/revoke`, {}, { token: stranger })).status).toBe(404);
    const claimed = await api.token({ merchant: "m1", roles: ["packer"] });
    expect((await api.ask("GET /packer/pack-list", undefined, { token: claimed })).status).toBe(403);
  });
});
