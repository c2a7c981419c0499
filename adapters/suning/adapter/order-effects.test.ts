import { describe, expect, it } from "vitest";
import type { Sent } from "../../contract.ts";
import * as orders from "./order-effects.ts";
import { aContext } from "./test-context.ts";

describe("shipping", () => {
  const line = (lineNo: string) => ({ lineNo, platformId: "1", platformSkuId: "1", quantity: 1 });
  const parcel = { carrier: "shunfeng", waybill: "SF1", lines: [line("01"), line("02")] };
  const shipment = { orderNo: "45116804512", parcels: [parcel] };

  it("names lines by number, their carrier code and Beijing's time", async () => {
    const { x, sent } = aContext({ "orderdelivery.add": { sendDetail: [{ orderLineNumber: "01", sendresult: "Y" }] } });

    const outcome = await orders.ship.send(shipment, x);

    expect(outcome).toEqual({ kind: "done", value: null });
    expect(sent[0]?.body).toEqual({
      orderCode: "45116804512",
      expressCompanyCode: "S02",
      expressNo: "SF1",
      deliveryTime: "2026-11-22 16:05:00",
      orderLineNumbers: { orderLineNumber: ["01", "02"] },
    });
  });

  it("says which line was not taken", async () => {
    const { x } = aContext({
      "orderdelivery.add": {
        sendDetail: [
          { orderLineNumber: "01", sendresult: "Y" },
          { orderLineNumber: "02", sendresult: "N" },
        ],
      },
    });

    const outcome: Sent<null> = await orders.ship.send(shipment, x);

    expect(outcome).toMatchObject({
      kind: "partly",
      failed: [{ merchantKey: "02", failure: { kind: "needs_merchant" } }],
    });
  });

  it("changes a number on the lines that carry the old one", async () => {
    const orderDetail = [
      { orderLineNumber: "01", productCode: "1", saleNum: "1.0", expressno: "SF1" },
      { orderLineNumber: "02", productCode: "1", saleNum: "1.0", expressno: "SF2" },
    ];
    const order = { orderCode: "45116804512", orderSaleTime: "2026-11-20 09:41:07", orderDetail };
    const { x, sent } = aContext({ "order.get": order, "orderdelivery.modify": {} });

    await orders.changeWaybill.send({ orderNo: "45116804512", from: "SF1", carrier: "yunda", waybill: "Y9" }, x);

    expect(sent[1]?.body).toMatchObject({ expressNo: "Y9", orderLineNumbers: { orderLineNumber: ["01"] } });
  });
});

describe("answers and vouchers", () => {
  const answer = { caseNo: "100", reasonCode: null, note: "", addressId: "100000218" } as const;
  const information = (onlyRefund: string) => ({
    returnFlag: "Y",
    data: { returnApplyId: "100", orderNo: "1", applyTime: "2026-11-21 08:00:00", onlyRefund },
  });

  it.each([
    ["refuse", "1", "rejectrefund.modify"],
    ["refuse", "0", "rejectreturn.modify"],
    ["agree_refund", "1", "agreerefund.confirm"],
    ["return_received", "0", "agreerefund.confirm"],
    ["agree_return", "0", "agreereturn.confirm"],
  ] as const)("%s of a case with onlyRefund %s is %s", async (kind, onlyRefund, api) => {
    const { x, sent } = aContext({ "refundinformation.query": information(onlyRefund) });

    await orders.answerAfterSale.send({ ...answer, answer: kind }, x);

    expect(sent.at(-1)).toMatchObject({ api, body: { returnApplyId: "100" } });
  });

  it.each([
    [[{ storeCode: "S1", storeName: "一店" }], "S1"],
    [[{ storeCode: "S1" }, { storeCode: "S2" }], ""],
  ])("redeems at the only store there is: %j", async (stores, storeCode) => {
    const { x, sent } = aContext({ "storegroup.query": stores });
    const codes = [{ code: "227859", secret: null, platformSkuId: "" }];

    await orders.redeem.send({ orderNo: "1", lineNo: "01", codes, store: null }, x);

    expect(sent.at(-1)).toMatchObject({ api: "code.modify", body: { eleCode: "227859", codeType: "1", storeCode } });
  });
});
