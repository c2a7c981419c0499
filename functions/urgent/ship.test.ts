import { beforeEach, describe, expect, it } from "vitest";
import { facts } from "../../adapters/facts.ts";
import { HOUR_MS, plus } from "../../domain/time.ts";
import { M, orderDesk, orderMessage, S, type OrderDesk } from "../../test/factories/order-desk.ts";
import { lineOf, reading } from "../../test/factories/order-arbitraries.ts";
import { orderShop, platformOrder, refused, UNKNOWN, type OrderShop } from "../../test/factories/order-shop.ts";
import { ingest } from "../shared/orders/ingest.ts";
import { keys } from "../shared/store/keys.ts";
import { ShipRow } from "../shared/orders/shipment.ts";
import { whyNot } from "./held.ts";
import { ship } from "./ship.ts";

const [platform = ""] = Object.keys(facts);
const KEY = keys.shipment(M, S, "9001", "n1");
const MESSAGE = { v: 1, m: M, hop: 0, kind: "ship", s: S, orderNo: "9001", n: "n1" } as const;
const OURS = { carrier: "yuantong", waybill: "YT1", lines: [{ lineNo: "1", quantity: 3 }] };
let desk: OrderDesk;
let shop: OrderShop;

const here = (more: object = {}, minute = 2) => reading([lineOf("1", 3)], more, minute);
const gone = (waybill: string, minute = 3) =>
  reading([lineOf("1", 3, { shipped: 3 })], { parcels: [{ ...OURS, waybill }] }, minute);
const row = () => desk.table.get(KEY);
const run = () => ship(MESSAGE, shop.services);

async function start(how: Parameters<typeof orderShop>[1] = {}): Promise<void> {
  desk = await orderDesk(platform);
  shop = await orderShop(desk, how);
  await ingest([orderMessage(here({}, 1))], desk.ports);
  await desk.change("9001", (order) => ({
    ...order,
    shipments: ["n1"],
    consignments: order.consignments.map((one) => ({ ...one, state: "handed_over" as const, parcels: [OURS] })),
  }));
  const planned = { state: "planned", parcels: [OURS], consignments: ["odd-loc"], receiverVersion: null, changes: 0 };
  await desk.table.batchPut([{ ...KEY, ...planned, WPK: "W#due#0", WSK: "x" }]);
  shop.order = platformOrder(here());
}
beforeEach(() => start());

describe("telling a platform of a parcel", () => {
  it("sends product and quantity of its lines once, and reads the order again", async () => {
    await run();
    await run();
    expect(shop.sent.map(({ kind, input }) => [kind, input])).toEqual([
      [
        "ship",
        {
          orderNo: "9001",
          parcels: [{ ...OURS, lines: [{ ...OURS.lines[0], platformId: "p", platformSkuId: "s1" }] }],
        },
      ],
    ]);
    expect(await row()).toMatchObject({ state: "done" });
    expect((await row())?.["WPK"]).toBeUndefined();
    expect(desk.sent.at(-1)).toMatchObject({ queue: `pull:${platform}`, message: { body: { order: "9001" } } });
  });

  it("has nothing to do where our number is shown already, and adopts another's", async () => {
    shop.order = platformOrder(gone("YT1"));
    await run();
    expect([shop.sent, (await row())?.["state"]]).toEqual([[], "done"]);
    await start();
    shop.order = platformOrder(gone("SF9"));
    await run();
    expect(shop.sent).toEqual([]);
    expect(await row()).toMatchObject({ state: "done", adopted: true });
    const [consignment] = (await desk.orderAt("9001"))?.consignments ?? [];
    expect(consignment).toMatchObject({ state: "confirmed", parcels: [{ waybill: "SF9" }] });
  });

  it.each([
    ["a hold", { holds: [{ kind: "refund_review", until: null, raw: "R" }] }, "refund_review"],
    ["a line that was cancelled in part", { lines: [lineOf("1", 3, { cancelled: 1 })] }, "not_shippable"],
  ])("stays home for %s that only the fresh reading shows", async (_what, more, why) => {
    shop.order = platformOrder(here(more));
    await run();
    expect(shop.sent).toEqual([]);
    expect(await row()).toMatchObject({ state: "held", heldFor: [why] });
    expect(desk.notices()).toEqual(expect.arrayContaining(["odd: stop_parcel", "merchant: stop_parcel"]));
  });

  it("stays home for another receiver than the label's", async () => {
    const to = { form: "plain", name: "李", phone: "1", region: "甘肃", address: "新址", token: null } as const;
    shop.order = { ...platformOrder(here()), receiver: to };
    await run();
    expect(shop.sent).toEqual([]);
    expect(await row()).toMatchObject({ state: "held", heldFor: ["receiver_changed"] });
  });

  it("takes a refusal as final, unless the order was shipped in between", async () => {
    shop.answers = [refused("no")];
    await run();
    expect(await row()).toMatchObject({ state: "blocked", who: "merchant", WPK: `M#${M}#TODO` });
    await run();
    expect(shop.sent).toHaveLength(1);
    await start();
    shop.answers = [refused("shipped")];
    const { open } = shop.shops;
    shop.shops.open = async (...who) => {
      const opened = await open(...who);
      const sendMarked: typeof opened.door.sendMarked = async (...what) => {
        shop.order = platformOrder(gone("SF9"));
        return opened.door.sendMarked(...what);
      };
      return { ...opened, door: { ...opened.door, sendMarked } };
    };
    await run();
    expect(await row()).toMatchObject({ state: "done", adopted: true });
  });

  it("says what the platform can't do", async () => {
    await start({ absent: ["ship"] });
    await run();
    expect(await row()).toMatchObject({ state: "blocked", findings: [{ say: { zh: "不支持" } }] });
  });
});

it("a parcel whose label names another receiver than the order may not be told of", async () => {
  const order = await desk.orderAt("9001");
  if (order == null) throw new Error("the order is here");

  expect(whyNot({ ...order, receiverVersion: "another" }, ShipRow.parse(await row()))).toEqual(["receiver_changed"]);
});

describe("a worker that dies", () => {
  it("while it waits for the limiter has sent nothing, and nothing is looked for", async () => {
    const { open } = shop.shops;
    const dying = async () => Promise.reject(new Error("killed"));
    shop.shops.open = async (...who) => {
      const opened = await open(...who);
      return { ...opened, door: { ...opened.door, sendMarked: dying } };
    };
    await expect(run()).rejects.toThrow("killed");
    expect(await row()).toMatchObject({ turnPhase: "run" });
    shop.shops.open = open;
    desk.pass(HOUR_MS);

    await run();

    expect(await row()).toMatchObject({ state: "done" });
    expect(shop.sent).toHaveLength(1);
  });
});

describe("an answer that was lost", () => {
  it("is looked for, not sent again, and found", async () => {
    shop.answers = [UNKNOWN];
    await run();
    expect(await row()).toMatchObject({ turnPhase: "sent" });
    desk.pass(6_000);
    shop.order = platformOrder(gone("YT1"));
    await run();
    expect(await row()).toMatchObject({ state: "done" });
    expect(shop.sent).toHaveLength(1);
  });

  it("is sent again with its key after three looks that clearly do not show it", async () => {
    shop.answers = [UNKNOWN];
    await run();
    for (let look = 0; look < 3; look++) {
      expect(shop.sent).toHaveLength(1);
      desk.pass(10 * 60_000);
      await run();
    }
    expect(shop.sent).toHaveLength(2);
    expect(shop.sent[1]?.key).toBe(shop.sent[0]?.key);
    expect(await row()).toMatchObject({ state: "done" });
  });

  it("is not forgotten while the order can't be read", async () => {
    shop.answers = [UNKNOWN];
    await run();
    shop.order = null;
    for (let look = 0; look < 5; look++) {
      desk.pass(HOUR_MS);
      await run();
    }
    expect(await row()).toMatchObject({ turnPhase: "sent" });
    expect(shop.sent).toHaveLength(1);
  });

  it("is a person's after a quarter of an hour without a clear look, and is looked for each hour of a day", async () => {
    shop.answers = [UNKNOWN];
    await run();
    const { order } = shop;
    shop.order = null;
    desk.pass(10 * 60_000);
    await run();
    expect((await row())?.["WPK"]).toMatch(/^W#due/);
    desk.pass(5 * 60_000);
    await run();

    expect(await row()).toMatchObject({
      turnPhase: "sent",
      turnLookAt: plus(desk.ports.clock.now(), HOUR_MS),
      WPK: `M#${M}#TODO`,
      who: "operator",
      findings: [{ rule: "unknown.unsettled", say: { zh: expect.stringContaining("发货") } }],
    });
    desk.pass(24 * HOUR_MS);
    shop.order = order;
    await run();
    expect(await row()).toMatchObject({ state: "blocked", who: "operator" });
    expect(shop.sent).toHaveLength(1);
  });

  it("is not clearly absent for looks that come sooner than the platform shows things", async () => {
    shop.answers = [UNKNOWN];
    await run();
    desk.pass(6_000);
    for (let look = 0; look < 4; look++) {
      await run();
      desk.pass(1_000);
    }
    expect(await row()).toMatchObject({ turnPhase: "sent", turnLooks: 1 });
    expect(shop.sent).toHaveLength(1);
  });

  it("is never sent again over a hold", async () => {
    shop.answers = [UNKNOWN];
    await run();
    shop.order = platformOrder(here({ holds: [{ kind: "refund_review", until: null, raw: "R" }] }, 5));
    for (let look = 0; look < 4; look++) {
      desk.pass(10 * 60_000);
      await run();
    }
    expect(shop.sent).toHaveLength(1);
    expect(await row()).toMatchObject({ state: "held" });
  });

  it("is a person's where nothing can look", async () => {
    await start({ settle: "blind" });
    shop.answers = [UNKNOWN];
    await run();
    expect(await row()).toMatchObject({ state: "blocked", who: "operator" });
  });
});

describe("a number that was wrong", () => {
  const correct = async () => {
    const change = { from: "YT1", carrier: "shunfeng", waybill: "SF2", key: "k1" };
    await desk.table.write({ update: KEY, set: { state: "changing", change } });
    shop.order = platformOrder(gone("YT1"));
  };

  it("is corrected there once, with the key made at planning", async () => {
    await correct();
    await run();
    await run();
    expect(shop.sent).toEqual([
      {
        kind: "changeWaybill",
        input: { orderNo: "9001", from: "YT1", carrier: "shunfeng", waybill: "SF2" },
        key: "k1",
      },
    ]);
    expect(await row()).toMatchObject({ state: "done", changes: 1, parcels: [{ waybill: "SF2" }] });
    shop.order = platformOrder(gone("SF2", 6));
    await ingest([orderMessage(gone("SF2", 6))], desk.ports);
    expect((await desk.orderAt("9001"))?.consignments[0]?.parcels).toMatchObject([{ waybill: "SF2" }]);
  });

  it("is found corrected after a lost answer", async () => {
    await correct();
    shop.answers = [UNKNOWN];
    await run();
    desk.pass(6_000);
    shop.order = platformOrder(gone("SF2", 6));
    await run();
    expect(shop.sent).toHaveLength(1);
    expect(await row()).toMatchObject({ state: "done", changes: 1 });
  });
});
