import { beforeEach, describe, expect, it } from "vitest";
import { MINUTE_MS } from "../../domain/time.ts";
import { caseMessage } from "../../test/factories/order-desk.ts";
import { caseWrite } from "../shared/orders/cases.ts";
import { keys } from "../shared/store/keys.ts";
import { connectShop, SHOP, testApi, type TestApi } from "./fixtures.ts";
import { PLACED } from "./order-fixtures.ts";

const KEY = keys.afterSale("m1", SHOP, "9001", "7001");
const path = `POST /shops/${SHOP}/orders/9001/cases/7001/answer`;
const agree = { answer: "agree_refund", amountFen: 4_900 };
let api: TestApi;
beforeEach(async () => {
  api = await testApi();
  await connectShop(api);
  await api.ports.table.write(caseWrite({ ...caseMessage(PLACED), m: "m1", s: SHOP }, undefined));
  api.sent.length = 0;
});
const row = () => api.ports.table.get(KEY);
const answer = (body: object = agree, more: object = {}) => api.ask(path, body, more);

describe("an after-sale case", () => {
  it("is listed by the time until which somebody must act, with whose turn it is", async () => {
    const { body } = await api.ask("GET /cases");
    expect(body.items).toMatchObject([{ caseNo: "7001", turn: "merchant", amountFen: 4_900, answerState: null }]);
    expect((await api.ask(`GET /shops/${SHOP}/orders/9001/cases`)).body.items).toHaveLength(1);
    expect((await api.ask(`GET /shops/${SHOP}/orders/900/cases`)).body.items).toEqual([]);
  });

  it("is answered in two steps: the first says the amount and sends nothing", async () => {
    const first = await answer();
    expect(first.body).toMatchObject({ state: "to_confirm", say: { zh: expect.stringContaining("¥49.00") } });
    expect([api.sent, (await row())?.["answerState"]]).toEqual([[], undefined]);
    expect((await answer({ ...agree, confirm: first.body.confirm })).body).toEqual({ state: "planned" });
    expect(await row()).toMatchObject({ answerState: "planned", given: { ...agree, by: "li" } });
    expect(String((await row())?.["WPK"])).toMatch(/^W#due#/);
    expect(api.sent).toMatchObject([
      { queue: "urgent:market", message: { body: { kind: "case", orderNo: "9001", n: "7001" } } },
    ]);
    expect((await answer({ ...agree, confirm: first.body.confirm })).body).toEqual({ state: "planned" });
    expect(api.sent).toHaveLength(1);
  });

  it("takes a confirmation for what it was given for alone, by who got it, and not for long", async () => {
    const { confirm } = (await answer()).body;
    expect((await answer({ ...agree, answer: "refuse", confirm })).body.type).toContain("confirm_again");
    api.pass(11 * MINUTE_MS);
    expect((await answer({ ...agree, confirm })).body.type).toContain("confirm_again");
    expect(api.sent).toEqual([]);
  });

  it("is not answered over another amount, nor with an answer that is not possible now", async () => {
    expect((await answer({ ...agree, amountFen: 4_800 })).body.type).toContain("amount_changed");
    expect((await answer({ ...agree, answer: "return_received" })).body.errors[0].pointer).toBe("/answer");
  });

  it("is the owner's to answer, in a shop whose after-sale is ours", async () => {
    const clerk = await api.token({ merchant: "m1", roles: ["clerk", "operator"] });
    expect((await answer(agree, { token: clerk })).status).toBe(403);
    const manages = { listing: true, price: true, stock: true, orders: true, ship: true, after_sale: false };
    await api.ports.table.write({ update: keys.shop("m1", SHOP), set: { manages } });
    expect((await answer()).body.type).toContain("not_managed");
  });
});
