import { beforeEach, describe, expect, it } from "vitest";
import { facts } from "../../adapters/facts.ts";
import { instantFrom } from "../../domain/time.ts";
import { lineOf, reading } from "../../test/factories/order-arbitraries.ts";
import { M, orderDesk, orderMessage, S, type OrderDesk } from "../../test/factories/order-desk.ts";
import { orderShop, refused, UNKNOWN, type OrderShop } from "../../test/factories/order-shop.ts";
import { ingest } from "../shared/orders/ingest.ts";
import { keys } from "../shared/store/keys.ts";
import { later } from "./later.ts";

const [platform = ""] = Object.keys(facts);
const KEY = keys.later(M, S, "9001", "d1");
const MESSAGE = { v: 1, m: M, hop: 0, kind: "later", s: S, orderNo: "9001", n: "d1" } as const;
const SHIP_BY = instantFrom("2026-12-01T00:00:00.000Z");
let desk: OrderDesk;
let shop: OrderShop;
const row = () => desk.table.get(KEY);
const run = () => later(MESSAGE, shop.services);

beforeEach(async () => {
  desk = await orderDesk(platform);
  shop = await orderShop(desk);
  await ingest([orderMessage(reading([lineOf("1", 3)]))], desk.ports);
  const asked = { state: "planned", shipBy: SHIP_BY, reason: "short_of_stock", note: "晚熟", by: "li", at: SHIP_BY };
  await desk.table.batchPut([{ ...KEY, ...asked, effectKey: "k1", WPK: "W#due#0", WSK: "x" }]);
});

describe("asking a buyer for a later ship date", () => {
  it("asks once with its key, and comes back for the answer", async () => {
    await run();
    expect(shop.sent).toEqual([
      {
        kind: "askLaterShipping",
        key: "k1",
        input: { orderNo: "9001", shipBy: SHIP_BY, reason: "short_of_stock", note: "晚熟" },
      },
    ]);
    expect(await row()).toMatchObject({ state: "asked", WPK: expect.stringContaining("W#due") });
    shop.later = [{ shipBy: SHIP_BY, state: "waiting" }];
    await run();
    expect(await row()).toMatchObject({ state: "asked", WPK: expect.stringContaining("W#due") });
    shop.later = [{ shipBy: SHIP_BY, state: "agreed" }];
    await run();
    expect(await row()).toMatchObject({ state: "agreed" });
    expect((await row())?.["WPK"]).toBeUndefined();
    expect(desk.sent.at(-1)).toMatchObject({ queue: `pull:${platform}`, message: { body: { order: "9001" } } });
    expect(shop.sent).toHaveLength(1);
  });

  it("tells the merchant of a no", async () => {
    await run();
    shop.later = [{ shipBy: SHIP_BY, state: "refused" }];
    await run();
    expect(await row()).toMatchObject({ state: "refused" });
    expect(desk.notices()).toContain("merchant: later_refused");
  });

  it("looks after a lost answer, and asks no second time", async () => {
    shop.answers = [UNKNOWN];
    await run();
    desk.pass(6_000);
    shop.later = [{ shipBy: SHIP_BY, state: "waiting" }];
    await run();
    expect(shop.sent).toHaveLength(1);
    expect(await row()).toMatchObject({ state: "asked" });
  });

  it("takes a refusal of the platform as final", async () => {
    shop.answers = [refused("101100")];
    await run();
    await run();
    expect(shop.sent).toHaveLength(1);
    expect(await row()).toMatchObject({ state: "blocked", who: "merchant" });
  });
});
