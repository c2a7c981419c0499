import { describe, expect, it } from "vitest";
import { itemOf, replyTo } from "../fixtures.ts";
import * as wire from "../wire/index.ts";
import { applied, toCategories, toReading, toRef, toRules } from "./index.ts";

describe("a product", () => {
  const ref = { merchantKey: "HT-FC", platformId: null, ticket: "0d9c6a52" };

  it("is an application first: the receipt is the ticket", () => {
    const receipt = replyTo(wire.act("item.add", {}, wire.WireReceipt), "item-receipt");

    expect(receipt.applyCode).toBe("0d9c6a52-7c1e-4a5f-9f0b-1b7f1c2f9a10");
  });

  it("under way has no product code and waits", () => {
    const item = itemOf("item-processing");

    expect(toRef(item, "HT-FC")).toEqual({ merchantKey: "HT-FC", platformId: null, ticket: null });
    expect(applied(item, ref)).toMatchObject({ ref, audit: { state: "pending" }, shelf: "never", skus: [] });
  });

  it("refused shows its reason", () => {
    expect(applied(itemOf("item-refused"), ref).audit).toEqual({
      state: "refused",
      since: null,
      reason: "商品名称重复",
    });
  });

  it.each([
    ["0", "never", false],
    ["1", "on", true],
    ["2", "off", true],
    ["", "never", false],
  ])("with sale status %j is on the shelf: %s", (saleStatus, shelf, listedOnce) => {
    const item = replyTo(wire.ask("itemdetail.query", {}, wire.one(wire.WireItem)), "item-detail");

    const reading = toReading(item, { ref, saleStatus, shown: new Map([["12345678901", 7]]) });

    expect(reading).toMatchObject({ shelf, listedOnce, audit: { state: "passed" } });
    expect(reading.skus).toEqual([
      { merchantKey: "HT-FC-500G", platformSkuId: "12345678901", priceFen: 2_990, shown: 7, booked: null },
      { merchantKey: "HT-FC-1KG", platformSkuId: "12345678902", priceFen: 5_500, shown: 180, booked: null },
    ]);
  });

  it("gets its rules from the parameter template", () => {
    const { rows } = replyTo(wire.ask("itemparameters.query", {}, wire.many(wire.WireParameter)), "parameters");

    const { attributes } = toRules("R9010101", rows);

    expect(attributes[0]?.id).toBe("BRGEW:kg");
    expect(attributes.map(({ name, type, required, sale }) => [name, type, required, sale])).toEqual([
      ["毛重", "number", true, false],
      ["储存条件", "one", false, false],
      ["规格", "text", true, true],
    ]);
  });
});

describe("categories", () => {
  it("stand below inner nodes that the path of names tells, under whatever key", () => {
    const row = {
      categoryCode: "R2935603",
      categoryName: "核桃",
      someText: "x",
      namesOfPath: "食品生鲜>粮油干货>核桃",
    };

    const rows = toCategories([
      row,
      { ...row, categoryCode: "R2935604", categoryName: "香菇", namesOfPath: "食品生鲜>粮油干货>香菇" },
    ]);

    expect(rows.map(({ name, leaf, allowed }) => [name, leaf, allowed])).toEqual([
      ["食品生鲜", false, false],
      ["粮油干货", false, false],
      ["核桃", true, true],
      ["香菇", true, true],
    ]);
    expect(rows[2]?.parentId).toBe(rows[1]?.id);
    expect(rows[1]?.parentId).toBe(rows[0]?.id);
    expect(rows[0]?.parentId).toBeNull();
  });

  it("without a path are leaves of their own", () => {
    expect(toCategories([{ categoryCode: "R1", categoryName: "核桃" }])).toEqual([
      { id: "R1", name: "核桃", parentId: null, leaf: true, allowed: true, why: null },
    ]);
  });
});
