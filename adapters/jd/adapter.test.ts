import { describe, expect, it } from "vitest";
import { fen } from "../../domain/money.ts";
import type { Body } from "../contract.ts";
import adapter from "./adapter.ts";
import { context } from "./fixtures/replies.ts";
import { toReading } from "./map/index.ts";
import * as wire from "./wire/index.ts";

const ref = { merchantKey: "WAL-1", platformId: "10023456789", ticket: null };

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
    const ware = wire.WireWare.parse({ wareId: 1, wareStatus });

    const reading = toReading(ware, null, []);

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

  it("takes nothing for an answer but an answer", () => {
    const call = wire.ship({ orderId: "287901234567" });

    for (const reply of [{}, [], null, { jingdong_pop_order_shipment_responce: {} }]) {
      expect(call.reply.safeParse(adapter.unwrap(reply, call)).success).toBe(false);
    }
  });

  it("redeems under the intent's key, by card and password, or by a code that is both", async () => {
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
    expect(second.sent[0]?.body).toMatchObject({ codeNum: "8801234567", pwdNumber: "8801234567" });
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
