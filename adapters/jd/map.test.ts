import { describe, expect, it } from "vitest";
import { fromBeijing } from "../../domain/time.ts";
import type { Body, PlatformOrder } from "../contract.ts";
import { fen } from "../../domain/money.ts";
import adapter from "./adapter.ts";
import { answering } from "./fixtures/replies.ts";
import { toReading } from "./map/index.ts";
import { WireWare } from "./wire/index.ts";

const facts = {
  app: { appKey: "k", appSecret: "s" },
  shop: { venderId: "80200111", operatePin: "p", operateNick: "县域客服" },
  token: "t",
  baseUrl: "https://api.jd.com",
  now: fromBeijing("2026-11-22 10:30:00"),
  key: "intent-1",
};
const context = (...names: readonly string[]) => {
  const { sent, call } = answering(...names);
  return { sent, x: { ...facts, call } };
};
const ref = { merchantKey: "WAL-1", platformId: "10023456789", ticket: null };

async function ordersOf(fixture: string, stream = 0) {
  const { sent, x } = context(fixture);
  const window = { from: fromBeijing("2026-11-21 00:00:00"), to: fromBeijing("2026-11-22 00:00:00"), at: null };
  const page = await adapter.orders.streams[stream]?.page(window, x);
  if (page === undefined) throw new TypeError("no such stream");
  return { ...page, sent: sent[0]?.body };
}
async function orderOf(fixture: string): Promise<PlatformOrder> {
  const row = (await ordersOf(fixture)).rows[0];
  if (!row?.ok || !("lines" in row.value)) throw new TypeError("no order in the first row");
  return row.value;
}

describe("orders", () => {
  it("reads a paid order with its receiver as mask and token", async () => {
    const order = await orderOf("order-two-lines");

    expect(order).toMatchObject({
      orderNo: "287901234567",
      pay: "paid",
      recognised: true,
      ended: false,
      placedAt: "2026-11-21T12:01:15.000Z",
      paidAt: "2026-11-21T12:01:40.000Z",
      updatedAt: "2026-11-21T12:01:41.000Z",
      holds: [],
      parcels: [],
      receiver: { form: "token", name: "李**", token: "OAID_EXAMPLE_1" },
    });
    expect(order.lines.map((line) => [line.lineNo, line.merchantKey, line.quantity, line.shipped])).toEqual([
      ["100012345678", "YB-WALNUT-01-500G", 1, 0],
      ["100012345679", "YB-WALNUT-01-1KG", 1, 0],
    ]);
  });

  it("spreads money of the order over its lines to the last fen", async () => {
    const { lines } = await orderOf("order-two-lines");
    const sum = (pick: (money: PlatformOrder["lines"][number]["money"]) => number | null) =>
      lines.reduce((total, line) => total + (pick(line.money) ?? 0), 0);

    expect([sum((m) => m.listFen), sum((m) => m.sellerDiscountFen), sum((m) => m.freightFen)]).toEqual([
      11190, 500, 800,
    ]);
    expect([sum((m) => m.buyerPaidFen), sum((m) => m.receivableFen)]).toEqual([11490, 10690]);
    for (const { money } of lines) {
      expect(money.buyerPaidFen).toBe(money.listFen - money.sellerDiscountFen + money.freightFen);
      expect(money.funders).toMatchObject([{ code: "100", payer: "seller" }]);
    }
  });

  it("keeps what JD ships from its own warehouse at home, and a telephone that is told masked only", async () => {
    const { rawState, holds, receiver } = await orderOf("order-jd-warehouse");

    expect(rawState).toBe("WAIT_SELLER_STOCK_OUT");
    expect(holds).toEqual([{ kind: "other", until: null, raw: "京仓订单" }]);
    expect(receiver).toMatchObject({ form: "token", phone: "138****5678" });
  });

  it("takes a local-life order in PAUSE as codes that are out, not as locked", async () => {
    const order = await orderOf("order-local-life");

    expect(order).toMatchObject({ orderNo: "9007199254740993123", rawState: "PAUSE", recognised: true, holds: [] });
    expect(order.lines[0]).toMatchObject({
      shipped: 1,
      money: { listFen: 29900, buyerPaidFen: 29900, receivableFen: null },
    });
    expect(order.receiver).toBeNull();
  });

  it("keeps what is new to it: state, coupon, absent times, the same sku twice", async () => {
    const order = await orderOf("order-odd");

    expect(order).toMatchObject({
      rawState: "SOME_NEW_STATE",
      recognised: false,
      ended: false,
      pay: "unpaid",
      paidAt: null,
      updatedAt: null,
      parentOrderNo: null,
      invoice: false,
    });
    expect(order.lines.map((line) => line.lineNo)).toEqual(["100012345678", "100012345678-2", "100012345679"]);
    expect(order.lines.map((line) => line.gift)).toEqual([false, true, false]);
    const funders = order.lines.flatMap((line) => line.money.funders);
    expect(funders).toContainEqual({ code: "39", payer: "platform", amountFen: 100 });
    expect(funders.filter((funder) => funder.payer === "unknown").reduce((sum, f) => sum + f.amountFen, 0)).toBe(200);
    expect(funders.filter((funder) => funder.payer === "seller").reduce((sum, f) => sum + f.amountFen, 0)).toBe(501);
  });

  it("tells parcels of several carriers apart, and their content only where there is one", async () => {
    const { parcels } = await orderOf("order-odd");

    expect(parcels).toEqual([
      { carrier: "yuantong", waybill: "YT1", lines: [] },
      { carrier: "yuantong", waybill: "YT2", lines: [] },
      { carrier: "shunfeng", waybill: "SF3", lines: [] },
    ]);
  });

  it("sets a broken row aside and goes on with its page", async () => {
    const { rows } = await ordersOf("order-broken-row");

    expect(rows.map((row) => row.ok)).toEqual([false, true]);
  });

  it.each([
    [0, 0, "ALL"],
    [1, 0, "PAUSE,WAIT_SEND_CODE"],
    [2, 1, "ALL"],
  ])("asks stream %i by its own clock and states", async (stream, dateType, order_state) => {
    const { sent, next, pages } = await ordersOf("order-two-lines", stream);

    expect(sent).toMatchObject({
      start_date: "2026-11-21 00:00:00",
      end_date: "2026-11-22 00:00:00",
      page: "1",
      page_size: "100",
      dateType,
      order_state,
    });
    expect([next, pages]).toEqual([null, 1]);
  });

  it("answers null for an order that is not this shop's", async () => {
    expect(await adapter.orders.read("1", context("order-absent").x)).toBeNull();
  });
});

describe("states of a ware", () => {
  it.each([
    [1, "never", "none"],
    [513, "never", "pending"],
    [2, "off", "none"],
    [514, "off", "pending"],
    [4, "forced_off", "none"],
    [516, "off", "pending"],
    [1028, "off", "refused"],
    [8, "on", "passed"],
    [520, "on", "pending"],
    [1032, "on", "refused"],
    [-1, "gone", "none"],
    [64, "off", "none"],
  ] as const)("%i is %s, audit %s", (wareStatus, shelf, state) => {
    const wire = WireWare.parse({ wareId: 1, wareStatus });

    const reading = toReading(wire, null, []);

    expect([reading.shelf, reading.audit.state]).toEqual([shelf, state]);
  });
});

const body: Body = {
  merchantKey: "WAL-1",
  kind: "goods",
  title: "成县薄皮核桃",
  categoryId: "1595",
  brandId: "238411",
  freightTemplateId: "551236",
  returnAddressId: null,
  attributes: { "878": ["11034"], "879:unit": ["2500 g"], "1107": ["甘肃省陇南市成县"] },
  pictures: ["jfs/t1/1/1.jpg", "jfs/t1/1/2.jpg"],
  detailPictures: ["jfs/t1/1/3.jpg"],
  detailHtml: "<p>核桃</p>",
  certificates: [],
  shipWithinHours: 48,
  returns: "seven_days",
  weightGrams: 550,
  voucher: null,
  skus: [
    {
      merchantKey: "WAL-1-A",
      name: "500g",
      attributes: { "20001": "500g" },
      priceFen: fen(3990),
      stock: 20,
      picture: null,
    },
    {
      merchantKey: "WAL-1-B",
      name: "1kg",
      attributes: { "20001": "1kg" },
      priceFen: fen(7200),
      stock: 0,
      picture: null,
    },
  ],
};

describe("effects", () => {
  const { create, setStock, ship, redeem, answerAfterSale, issueVouchers } = adapter.effects;

  it("creates a ware that was never listed, findable by our key, with units apart", async () => {
    if ("absent" in create) throw new TypeError("absent");
    const { sent, x } = context("category-leaf", "ware-added");

    const outcome = await create.send(body, x);

    expect(outcome).toEqual({ kind: "done", value: { merchantKey: "WAL-1", platformId: "10023456789", ticket: null } });
    expect(sent[1]?.repeatable).toBe(false);
    expect(sent[1]?.body).toMatchObject({
      ware: {
        wareStatus: 1,
        itemNum: "WAL-1",
        outerId: "WAL-1",
        categoryId: "1500",
        multiCategoryId: "1595",
        weight: 0.55,
        multiCateProps: expect.arrayContaining([{ attrId: "879", attrValues: ["2500"], units: ["g"] }]),
        images: [
          { colorId: "0000000000", imgIndex: 1, imgUrl: "jfs/t1/1/1.jpg" },
          { colorId: "0000000000", imgIndex: 2, imgUrl: "jfs/t1/1/2.jpg" },
        ],
      },
      skus: [
        { outerId: "WAL-1-A", jdPrice: "39.90", stockNum: "20" },
        { outerId: "WAL-1-B", jdPrice: "72.00", stockNum: "0" },
      ],
    });
  });

  it("adds booked units, just read, to a stock target and names the sku that was refused", async () => {
    if ("absent" in setStock) throw new TypeError("absent");
    const { sent, x } = context("stock-read", "stock-read", "stock-partly");
    const skus = [
      { merchantKey: "WAL-1-A", platformSkuId: "100012345678", value: { target: 10, change: 2 } },
      { merchantKey: "WAL-1-B", platformSkuId: "100012345679", value: { target: 0, change: -5 } },
    ];

    const outcome = await setStock.send({ ref, skus }, x);

    expect(sent[2]?.body).toEqual({
      req: {
        updateModel: "fullStockIn",
        stockRfId: "intent-1",
        skuStocks: [
          { skuId: "100012345678", stockNum: 14 },
          { skuId: "100012345679", stockNum: 4 },
        ],
      },
    });
    expect(outcome).toMatchObject({
      kind: "partly",
      failed: [{ merchantKey: "WAL-1-B", failure: { kind: "needs_merchant", message: "sku不存在" } }],
    });
  });

  it("ships all parcels of an order in one call, carriers in JD's ids", async () => {
    if ("absent" in ship) throw new TypeError("absent");
    const { sent, x } = context("shipment-done");

    const parcels = [
      { carrier: "yuantong", waybill: "YT1", lines: [] },
      { carrier: "shunfeng", waybill: "SF3", lines: [] },
      { carrier: "yuantong", waybill: "YT2", lines: [] },
    ];
    await ship.send({ orderNo: "287901234567", parcels }, x);

    expect(sent[0]?.body).toEqual({ orderId: "287901234567", logiCoprId: "463|467", logiNo: "YT1,YT2|SF3" });
  });

  it("redeems under the intent's key, by card and password or by password alone", async () => {
    if ("absent" in redeem) throw new TypeError("absent");
    const code = (secret: string | null) => ({ code: "8801234567", secret, platformSkuId: "1" });
    const first = context("shipment-done");
    const second = context("shipment-done");
    const order = { orderNo: "1", lineNo: "1", store: { id: "77", name: "瑶寨" } };

    await redeem.send({ ...order, codes: [code("493021")] }, first.x);
    await redeem.send({ ...order, codes: [code(null)] }, second.x);

    expect(first.sent[0]?.body).toEqual({
      requestId: "intent-1",
      codeNum: "8801234567",
      pwdNumber: "493021",
      shopId: "77",
    });
    expect(second.sent[0]?.body).toEqual({ requestId: "intent-1", pwdNumber: "8801234567", shopId: "77" });
  });

  it("uploads codes without cards where some have no password", async () => {
    if ("absent" in issueVouchers) throw new TypeError("absent");
    const { sent, x } = context("shipment-done");
    const codes = [
      { code: "A1", secret: "p1", platformSkuId: "1" },
      { code: "A2", secret: null, platformSkuId: "1" },
    ];

    await issueVouchers.send({ orderNo: "1", lineNo: "1", codes }, x);

    expect(sent[0]?.body).toEqual({ order_id: "1", pwd_number: "p1,A2" });
  });

  it.each([
    ["agree_refund", null, { status: 1 }],
    ["refuse", null, { status: 2, rejectType: "5", outWareStatus: 2 }],
    ["refuse", "1", { status: 2, rejectType: "1", outWareStatus: 1 }],
  ] as const)("answers a refund: %s for reason %s", async (answer, reasonCode, expected) => {
    if ("absent" in answerAfterSale) throw new TypeError("absent");
    const { sent, x } = context("shipment-done");

    await answerAfterSale.send({ caseNo: "77001", answer, reasonCode, note: "", addressId: null }, x);

    expect(sent[0]?.body).toMatchObject({ id: "77001", checkUserName: "县域客服", ...expected });
  });
});

describe("cases and codes", () => {
  it.each([
    ["refund", "asked", ["agree_refund", "refuse"]],
    ["refund-2023", "refunded", []],
  ])("reads %s under either set of names", async (fixture, state, answers) => {
    if ("absent" in adapter.afterSale) throw new TypeError("absent");

    const row = await adapter.afterSale.read("77001", context(fixture).x);

    expect(row).toMatchObject({ ok: true, value: { caseNo: "77001", state, answers, amountFen: 11490 } });
  });

  it("maps every state of a code, and keeps a new one unrecognised", async () => {
    if ("absent" in adapter.vouchers) throw new TypeError("absent");

    const codes = await adapter.vouchers.read("287901234567", context("codes").x);

    expect(codes.map((code) => code.state)).toEqual([
      "refunded",
      "waiting_code",
      "active",
      "redeemed",
      "expired",
      "locked",
      "locked",
      "unrecognised",
    ]);
    expect(codes[0]).toMatchObject({
      code: "8801234567",
      lineNo: "100012349001",
      validUntil: "2027-02-28T15:59:59.000Z",
    });
  });
});
