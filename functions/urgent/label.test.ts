import { beforeEach, describe, expect, it } from "vitest";
import { facts } from "../../adapters/facts.ts";
import { lineOf, reading } from "../../test/factories/order-arbitraries.ts";
import { M, orderDesk, orderMessage, S, type OrderDesk } from "../../test/factories/order-desk.ts";
import {
  numbered,
  orderShop,
  platformOrder,
  refused,
  UNKNOWN,
  type OrderShop,
} from "../../test/factories/order-shop.ts";
import { ingest } from "../shared/orders/ingest.ts";
import { openSheets } from "../shared/orders/label.ts";
import { keys } from "../shared/store/keys.ts";
import { label } from "./label.ts";

const [platform = ""] = Object.keys(facts);
const KEY = keys.label(M, S, "9001", "b1");
const AT = { m: M, s: S, orderNo: "9001", n: "b1" };
const MESSAGE = { v: 1, hop: 0, kind: "label", ...AT } as const;
const HOLD = { kind: "refund_review", until: null, raw: "R" } as const;
const sender = { name: "李", phone: "138", province: "湖南省", city: "永州市", county: "江华", address: "一号库" };
let desk: OrderDesk;
let shop: OrderShop;

const seen = (more: object = {}, minute = 2) => reading([lineOf("1", 3)], more, minute);
const row = () => desk.table.get(KEY);
const run = () => label(MESSAGE, shop.services);
const kinds = () => shop.sent.map(({ kind }) => kind);
const labelOf = async () => (await desk.orderAt("9001"))?.consignments[0]?.label;
const want = (set: object) => desk.table.write({ update: KEY, set: { ...set, WPK: "W#due#0", WSK: "x" } });
/** A later reading of the order, as from the queue. */
const comes = (more: object, minute = 3) => ingest([orderMessage(seen(more, minute))], desk.ports);

async function start(how: Parameters<typeof orderShop>[1] = {}): Promise<void> {
  desk = await orderDesk(platform);
  shop = await orderShop(desk, how);
  await ingest([orderMessage(seen({}, 1))], desk.ports);
  await desk.change("9001", (order) => ({
    ...order,
    consignments: order.consignments.map((one) => ({ ...one, label: "b1" })),
  }));
  const account = { id: "a", carrier: "yunda", site: null, owner: null };
  const asked = { consignment: "odd-loc", account, templateId: "t1", sender, note: "", effectKey: "k1" };
  const lines = [{ lineNo: "1", quantity: 3 }];
  const counts = { wantParcels: 0, prints: 0, plannedAt: "2026-11-24T01:00:00.000Z", receiverVersion: null };
  await desk.table.batchPut([{ ...KEY, state: "planned", ...asked, lines, ...counts, WPK: "W#due#0", WSK: "x" }]);
  shop.order = platformOrder(seen());
  shop.answers = [numbered("43001")];
}
beforeEach(() => start());

describe("drawing a label", () => {
  it("reserves an id, keeps it with the intent, draws once, and lays the printer's sheets ready, sealed", async () => {
    await run();
    await run();

    expect(shop.sent).toEqual([
      {
        kind: "createLabel",
        key: "T1",
        input: {
          orderNo: "9001",
          ticket: "T1",
          account: { id: "a", carrier: "yunda", site: null, owner: null },
          templateId: "t1",
          sender,
          note: "",
          lines: [{ lineNo: "1", quantity: 3, platformId: "p", platformSkuId: "s1", name: "核桃" }],
        },
      },
    ]);
    expect(await row()).toMatchObject({ state: "made", waybill: "43001", ticket: "T1", sheets: { boxes: 1 } });
    expect((await row())?.["WPK"]).toBeUndefined();
    expect(await openSheets(AT, { ports: desk.ports, sealer: shop.shops.sealer })).toEqual(["sheet of 43001"]);
    const stored = await desk.ports.receivers.get(KEY);
    expect(JSON.stringify([stored, await row()])).not.toContain("sheet of");
    expect(Number(stored?.["ttl"])).toBeGreaterThan(0);
  });

  it.each([
    ["a hold", { holds: [HOLD] }, ["refund_review"]],
    ["units that were cancelled", { lines: [lineOf("1", 3, { cancelled: 1 })] }, ["quantity_changed"]],
  ])("draws nothing for %s that only the fresh reading shows", async (_what, more, stop) => {
    shop.order = platformOrder(seen(more, 4));
    await run();
    expect(shop.sent).toEqual([]);
    expect(await row()).toMatchObject({ state: "cancelled", stop });
    expect(await labelOf()).toBeUndefined();
  });

  it("draws nothing for another receiver than the one it was asked for", async () => {
    const to = { form: "plain", name: "李", phone: "1", region: "甘肃", address: "新址", token: null } as const;
    shop.order = { ...platformOrder(seen()), receiver: to };
    await run();
    expect(shop.sent).toEqual([]);
    expect(await row()).toMatchObject({ state: "cancelled", stop: ["receiver_changed"] });
  });

  it("takes a refusal as final and says it", async () => {
    shop.answers = [refused("10025014")];
    await run();
    await run();
    expect(kinds()).toEqual(["createLabel"]);
    expect(await row()).toMatchObject({ state: "blocked", who: "merchant", WPK: `M#${M}#TODO` });
  });

  it("comes again with the same id while the platform slows us down", async () => {
    const failure = {
      kind: "throttled",
      code: "x",
      message: "",
      say: { zh: "慢", en: "slow" },
      requestId: "",
    } as const;
    shop.answers = [{ kind: "failed", failure }, numbered("43002")];
    await run();
    expect(await row()).toMatchObject({ state: "planned", ticket: "T1" });
    await run();
    expect(shop.reserved).toBe(1);
    expect(shop.sent.map(({ key }) => key)).toEqual(["T1", "T1"]);
    expect(await row()).toMatchObject({ state: "made", waybill: "43002" });
  });

  it("says what the platform can't do", async () => {
    await start({ absent: ["createLabel"] });
    await run();
    expect(await row()).toMatchObject({ state: "blocked", findings: [{ say: { zh: "不支持" } }] });
  });
});

describe("an answer that was lost", () => {
  beforeEach(() => void (shop.answers = [UNKNOWN]));

  it("is looked up by the reserved id, and the number is taken from there: no second waybill", async () => {
    await run();
    expect(await row()).toMatchObject({ state: "planned", turnPhase: "sent", ticket: "T1" });
    desk.pass(6_000);
    shop.labels.set("T1", { state: "drawn", waybill: "43007", parcels: [] });
    await run();
    expect([kinds(), shop.reserved]).toEqual([["createLabel"], 1]);
    expect(await row()).toMatchObject({ state: "made", waybill: "43007" });
  });

  it("is sent again with that id after three looks that clearly do not show it", async () => {
    await run();
    shop.answers = [numbered("43008")];
    for (let look = 0; look < 3; look++) {
      expect(shop.sent).toHaveLength(1);
      desk.pass(10 * 60_000);
      shop.labels.set("T1", { state: "reserved", waybill: null, parcels: [] });
      await run();
    }
    expect(shop.sent.map(({ key }) => key)).toEqual(["T1", "T1"]);
    expect(await row()).toMatchObject({ state: "made", waybill: "43008" });
  });

  it("is found and taken back where a hold came meanwhile; never sent again over it", async () => {
    await run();
    await comes({ holds: [HOLD] });
    desk.pass(6_000);
    shop.labels.set("T1", { state: "drawn", waybill: "43009", parcels: [] });
    shop.answers = [{ kind: "done", value: null }];
    await run();
    expect(kinds()).toEqual(["createLabel", "cancelLabel"]);
    expect(await row()).toMatchObject({ state: "cancelled", waybill: "43009" });
  });

  it("is never sent again over a hold where the looks do not show it", async () => {
    await run();
    await comes({ holds: [HOLD] });
    for (let look = 0; look < 4; look++) {
      desk.pass(10 * 60_000);
      await run();
    }
    expect(kinds()).toEqual(["createLabel"]);
    expect(await row()).toMatchObject({ state: "cancelled" });
  });

  it("is a person's where nothing can look", async () => {
    await start({ settle: "blind" });
    shop.answers = [UNKNOWN];
    await run();
    expect(await row()).toMatchObject({ state: "blocked", who: "operator", findings: [{ rule: "unknown.unsettled" }] });
  });
});

describe("a label that has its number", () => {
  beforeEach(run);

  it("is taken back when a hold comes, and whoever packs hears of it at once", async () => {
    await comes({ holds: [HOLD] });
    expect(await row()).toMatchObject({
      state: "made",
      stop: ["refund_review"],
      WPK: expect.stringContaining("W#due"),
    });
    expect(await labelOf()).toBeUndefined();
    expect(desk.notices()).toEqual(expect.arrayContaining(["odd: stop_parcel", "merchant: stop_parcel"]));
    shop.answers = [{ kind: "done", value: null }];
    await run();
    expect(shop.sent.at(-1)).toMatchObject({ kind: "cancelLabel", input: { ticket: "T1", waybill: "43001" } });
    expect(await row()).toMatchObject({ state: "cancelled" });
    expect((await row())?.["WPK"]).toBeUndefined();
  });

  it("is taken back once where the answer to that was lost", async () => {
    await comes({ holds: [HOLD] });
    shop.answers = [UNKNOWN];
    await run();
    desk.pass(6_000);
    shop.labels.set("T1", { state: "cancelled", waybill: "43001", parcels: [] });
    await run();
    expect(kinds()).toEqual(["createLabel", "cancelLabel"]);
    expect(await row()).toMatchObject({ state: "cancelled" });
  });

  it("that the platform won't take back waits for a person", async () => {
    await comes({ holds: [HOLD] });
    shop.answers = [refused("no")];
    await run();
    expect(await row()).toMatchObject({ state: "made", trouble: "blocked", who: "merchant" });
  });

  it("stays with a consignment that was handed over before the hold came", async () => {
    await desk.change("9001", (order) => ({
      ...order,
      consignments: order.consignments.map((one) => ({ ...one, state: "handed_over" as const })),
    }));
    await comes({ holds: [HOLD] });
    expect((await row())?.["stop"]).toBeUndefined();
    expect(await labelOf()).toBe("b1");
  });

  it("gets one further box, also where the answer was lost, and sheets for both", async () => {
    await want({ wantParcels: 1 });
    shop.answers = [UNKNOWN];
    await run();
    desk.pass(6_000);
    shop.labels.set("T1", { state: "drawn", waybill: "43001", parcels: ["43001-1"] });
    await run();
    expect(kinds()).toEqual(["createLabel", "addLabelParcel"]);
    expect(await row()).toMatchObject({ parcels: ["43001-1"], sheets: { boxes: 2 } });
    expect(await openSheets(AT, { ports: desk.ports, sealer: shop.shops.sealer })).toHaveLength(2);
  });

  it("tells the platform of each print, the second as a reprint; printing ships nothing", async () => {
    await want({ prints: 1 });
    await run();
    await want({ prints: 2 });
    await run();
    expect(shop.printed).toEqual([false, true]);
    expect(shop.sheets).toHaveLength(1);
    expect((await desk.orderAt("9001"))?.consignments[0]?.state).toBe("sent");
  });

  it("leaves no sheets of an erased buyer", async () => {
    await desk.change("9001", (order) => ({ ...order, erased: true }));
    await want({ templateId: "t2" });
    await run();
    expect(shop.sheets).toHaveLength(1);
  });

  it("sees a hold that comes while it is worked on", async () => {
    await want({ prints: 1 });
    const open = shop.shops.open;
    shop.shops.open = async (...who) => {
      await comes({ holds: [HOLD] });
      return open(...who);
    };
    shop.answers = [{ kind: "done", value: null }];
    await run();
    expect(kinds()).toEqual(["createLabel", "cancelLabel"]);
    expect(await row()).toMatchObject({ state: "cancelled" });
  });
});
