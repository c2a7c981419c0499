import { beforeEach, describe, expect, it } from "vitest";
import { facts } from "../../adapters/facts.ts";
import { fen } from "../../domain/money.ts";
import { plus } from "../../domain/time.ts";
import { caseMessage, M, orderDesk, orderMessage, S, type OrderDesk } from "../../test/factories/order-desk.ts";
import { lineOf, PLACED, reading } from "../../test/factories/order-arbitraries.ts";
import { orderShop, refused, UNKNOWN, type OrderShop } from "../../test/factories/order-shop.ts";
import { ingest } from "../shared/orders/ingest.ts";
import { keys } from "../shared/store/keys.ts";
import { answerCase } from "./after-sale.ts";

const [platform = ""] = Object.keys(facts);
const KEY = keys.afterSale(M, S, "9001", "7001");
const MESSAGE = { v: 1, m: M, hop: 0, kind: "case", s: S, orderNo: "9001", n: "7001" } as const;
const asked = caseMessage(plus(PLACED, 60_000)).afterSale;
const answered = { ...asked, state: "refunding", answers: [], updatedAt: plus(PLACED, 120_000) } as const;
let desk: OrderDesk;
let shop: OrderShop;
const row = () => desk.table.get(KEY);
const run = () => answerCase(MESSAGE, shop.services);

async function start(how: Parameters<typeof orderShop>[1] = {}): Promise<void> {
  desk = await orderDesk(platform);
  shop = await orderShop(desk, how);
  await ingest([orderMessage(reading([lineOf("1", 3)])), caseMessage(plus(PLACED, 60_000))], desk.ports);
  const more = { reasonCode: null, note: "好的", addressId: null, amountFen: 4_900, by: "li", at: PLACED, key: "k1" };
  const given = { answer: "agree_refund", ...more };
  await desk.table.write({
    update: KEY,
    set: { answerState: "planned", given, WPK: "W#due#0", WSK: "x" },
    add: { ver: 1 },
  });
  shop.afterSale = asked;
}
beforeEach(() => start());

describe("answering a case", () => {
  it("sends the confirmed answer once, with its key, and reads the case again", async () => {
    await run();
    await run();
    expect(shop.sent).toEqual([
      {
        kind: "answerAfterSale",
        key: "k1",
        input: { caseNo: "7001", answer: "agree_refund", reasonCode: null, note: "好的", addressId: null },
      },
    ]);
    expect(await row()).toMatchObject({ answerState: "done", state: "asked", WPK: `M#${M}#DUE` });
    expect(desk.sent.at(-1)).toMatchObject({ queue: `pull:${platform}`, message: { body: { case: "7001" } } });
  });

  it("sends nothing for another amount than the person saw, or where somebody answered meanwhile", async () => {
    shop.afterSale = { ...asked, amountFen: fen(9_900), updatedAt: plus(PLACED, 90_000) };
    await run();
    expect(await row()).toMatchObject({ answerState: "blocked", findings: [{ rule: "case.amount_changed" }] });
    await start();
    shop.afterSale = answered;
    await run();
    expect(await row()).toMatchObject({ answerState: "blocked", findings: [{ rule: "case.answered" }] });
    expect(shop.sent).toEqual([]);
  });

  it("looks after a lost answer and finds it given", async () => {
    shop.answers = [UNKNOWN];
    await run();
    desk.pass(6_000);
    shop.afterSale = answered;
    await run();
    expect(shop.sent).toHaveLength(1);
    expect(await row()).toMatchObject({ answerState: "done", state: "refunding" });
    expect((await desk.orderAt("9001"))?.cases).toMatchObject([{ state: "refunding" }]);
  });

  it("is not repeated where the platform refused it", async () => {
    shop.answers = [refused("E")];
    await run();
    await run();
    expect(shop.sent).toHaveLength(1);
    expect(await row()).toMatchObject({ answerState: "blocked", state: "asked" });
  });

  it("survives a reading of the case that comes in between: the plan stays", async () => {
    await ingest(
      [{ ...caseMessage(plus(PLACED, 90_000)), afterSale: { ...asked, reason: "x", updatedAt: plus(PLACED, 80_000) } }],
      desk.ports,
    );
    expect(await row()).toMatchObject({ answerState: "planned", WPK: "W#due#0" });
  });
});
