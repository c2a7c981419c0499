import { describe, expect, it } from "vitest";
import sandbox from "./index.ts";
import { bench, type Bench, categoryCode, html, list, parsFor, published, walnuts } from "./test-client.ts";

const ADD = "suning.custom.item.add";
const GET = "suning.custom.item.get";
const truths = (b: Bench) => sandbox.truth.products(b.host.scene().world);
const itemStatus = (b: Bench, itemCode = "WN"): unknown => b.call(GET, { itemCode })["status"];

describe("a new item", () => {
  it("is an application first: no code, nothing to buy; the codes come later", () => {
    const b = bench();
    const receipt = b.call(ADD, walnuts(b));
    const applycode = String(receipt["applyCode"]);

    expect(applycode).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(receipt["applyTime"]).toBe("2026-11-22 10:15:30");
    expect(b.code("suning.custom.getproductcode.query", { applycode })).toBe("biz.handler.data-get:no-result");
    expect(b.code(GET, { itemCode: "WN" })).toBe("biz.handler.data-get:no-result");
    b.clock.advance(2_000);
    expect(b.call(GET, { itemCode: "WN" })).toMatchObject({ status: "1" });
    expect(truths(b).at(-1)).toMatchObject({
      productId: applycode,
      audit: "pending",
      shelf: "never",
      merchantKey: "WN",
    });
    b.clock.advance(60_000);
    const found = b.call(GET, { itemCode: "WN-1000" });
    expect(found).toMatchObject({ status: "2", productCode: expect.stringMatching(/^\d{11}$/) });
    expect(list(found["childItem"]).map((child) => child["itemCode"])).toEqual(["WN-500", "WN-1000"]);
    expect(truths(b).at(-1)).toMatchObject({ audit: "passed", shelf: "never" });
  });

  it("stays out of sight longer when that was ordered", () => {
    const b = bench();
    const params = walnuts(b);
    b.host.faults.order({ kind: "late-visibility", api: ADD, shop: null, times: 1, delayMs: null });
    b.call(ADD, params);
    b.clock.advance(30_000);

    expect(b.code(GET, { itemCode: "WN" })).toBe("biz.handler.data-get:no-result");
    b.clock.advance(32_001);
    expect(itemStatus(b)).toBe("2");
  });

  it("goes on sale by itself with saleSet 1, and on its day with saleSet 0", () => {
    const b = bench();
    published(b, { saleSet: "1" });
    expect(truths(b).at(-1)).toMatchObject({ shelf: "on" });

    published(b, { saleSet: "0", saleDate: "2026-11-24", productName: "另一种核桃", itemCode: "W2" });
    expect(truths(b).at(-1)).toMatchObject({ shelf: "never" });
    b.clock.advance(2 * 86_400_000);
    expect(truths(b).at(-1)).toMatchObject({ shelf: "on" });
  });

  it.each([
    ["productName", { productName: "" }, "biz.item.missing-parameter:productName"],
    ["a long name", { productName: "核".repeat(61) }, "biz.custom.item.productName-length:overlong"],
    ["a long title", { cmTitle: "核".repeat(61) }, "biz.custom.item.cmTitle-length:overlong"],
    ["a long selling point", { sellPoint: "核".repeat(41) }, "biz.custom.item.sellPoint-length:overlong"],
    ["no picture", { supplierImg1Url: "" }, "biz.item.missing-parameter:supplierImg1Url"],
    ["plain HTML", { introduction: "<p>核桃</p>" }, "biz.custom.item.introduction-format:error"],
    ["base64 twice", { introduction: html(html("<p>核桃仁</p>")) }, "biz.custom.item.introduction-format:error"],
    ["a script", { introduction: html("<script>1</script>") }, "biz.custom.item.invalid-biz:introduction"],
    ["a price beside children", { price: "9.90" }, "biz.custom.item.invalid-biz:price"],
    ["saleSet 3", { saleSet: "3" }, "biz.custom.item.saleSet-format:error"],
    ["a sale day of today", { saleSet: "0", saleDate: "2026-11-22" }, "biz.custom.item.invalid-biz:saleDate"],
    ["an unknown field", { listInfo: "x" }, "biz.custom.item.invalid-biz:listInfo"],
    ["no children and no price", { childItem: [], itemCode: "A" }, "biz.item.missing-parameter:price"],
    [
      "fen for a price",
      { childItem: [], itemCode: "A", price: "128", invQty: "1" },
      "biz.custom.item.price-format:error",
    ],
    ["price 0", { childItem: [], itemCode: "A", price: "0.00", invQty: "1" }, "biz.custom.item.price-format:error"],
    [
      "too much stock",
      { childItem: [], itemCode: "A", price: "1.00", invQty: "100000" },
      "biz.custom.item.invQty-format:error",
    ],
  ])("is refused at once for %s", (_, changes, code) => {
    const b = bench();

    expect(b.code(ADD, walnuts(b, changes))).toBe(code);
    expect(truths(b)).toHaveLength(2);
  });

  it("may have a title of exactly sixty signs", () => {
    const b = bench();

    expect(b.code(ADD, walnuts(b, { cmTitle: "核".repeat(60), productName: "桃".repeat(60) }))).toBe("");
  });

  it("is refused for a picture in two slots", () => {
    const b = bench();
    const picture = b.picture();

    const code = b.code(ADD, walnuts(b, { supplierImg1Url: picture, supplierImg2Url: picture }));

    expect(code).toBe("biz.custom.item.invalid-biz:supplierImgUrlRepeate");
  });

  it.each<[string, (b: Bench) => Record<string, unknown>]>([
    [
      "没有采购目录",
      (b) => ({ categoryCode: [...b.host.scene().world.categories.values()].find((c) => c.leaf && !c.granted)?.code }),
    ],
    ["不是最末级", (b) => ({ categoryCode: [...b.host.scene().world.categories.values()][0]?.code })],
    ["品牌编码", () => ({ brandCode: "0000" })],
    ["产地", () => ({ pars: [] })],
    [
      "不在该目录的参数模板",
      (b) => ({ pars: [...parsFor(b, categoryCode(b, "核桃")), { parCode: "1", parValue: "1" }] }),
    ],
    ["图片空间", () => ({ supplierImg1Url: "https://img.example.com/1.jpg" })],
    ["图片空间", () => ({ introduction: html('<img src="https://img.example.com/1.jpg">') })],
    ["主图小于800", (b) => ({ supplierImg1Url: b.picture(799) })],
    ["运费模板", () => ({ freightTemplateId: "0".repeat(32) })],
    ["重复", () => ({ productName: "成县核桃油 500ml" })],
    ["到店核销", () => ({ sellChannel: "01", extractMode: "10", effectiveDay: "30" })],
  ])("fails later, with a reason that says %s", (word, changes) => {
    const b = bench();
    b.call(ADD, walnuts(b, changes(b)));
    b.clock.advance(60_000);

    const item = b.call(GET, { itemCode: "WN" });

    expect(item).toMatchObject({ status: "3", failedReason: expect.stringContaining(word) });
    expect(truths(b).at(-1)).toMatchObject({ audit: "refused", shelf: "never" });
  });

  it("is not another shop's: its pictures don't serve there, its codes are unknown there", () => {
    const b = bench();
    const { productCode } = published(b);
    const other = [...b.host.scene().world.tokens].find(([, { shop }]) => shop === b.otherShop)?.[0] ?? "";

    expect(b.code(GET, { productCode }, other)).toBe("biz.handler.data-get:no-result");
    expect(b.code("suning.custom.shelves.add", { productCode }, other)).toBe(
      "biz.custom.shelves.invalid-biz:productCode",
    );
    b.call(ADD, walnuts(b, { productName: "别家的核桃" }), other);
    b.clock.advance(60_000);
    expect(b.call(GET, { itemCode: "WN" }, other)).toMatchObject({ status: "3" });
  });

  it("is refused by the review for a word of the policy, and goes through when mended", () => {
    const b = bench();
    sandbox.acts.setAuditPolicy({ refuseWords: ["最好"] }, b.host.scene());
    b.call(ADD, walnuts(b, { cmTitle: "最好的核桃" }));
    b.clock.advance(60_000);
    expect(b.call(GET, { itemCode: "WN" })).toMatchObject({
      status: "4",
      failedReason: expect.stringContaining("最好"),
    });

    const { productCode } = published(b);

    expect(b.call(GET, { itemCode: "WN" })).toMatchObject({ status: "2", productCode });
  });

  it("sent twice makes one: the second fails for its name", () => {
    const b = bench();
    const params = walnuts(b);
    b.call(ADD, params);
    b.call(ADD, params);
    b.clock.advance(60_000);

    expect(truths(b).slice(-2)).toMatchObject([{ audit: "passed" }, { audit: "refused" }]);
    expect(itemStatus(b)).toBe("2");
  });

  it("is decided by hand where somebody wants to", () => {
    const b = bench();
    const { applyCode } = b.call(ADD, walnuts(b));
    const decide = (decision: "pass" | "refuse") =>
      sandbox.acts.decideAudit(String(applyCode), { decision, reason: "图片不清" }, b.host.scene());

    expect(decide("refuse")).toMatchObject({ ok: true });
    expect(decide("pass")).toMatchObject({ ok: false, refusal: { status: 409 } });
    b.clock.advance(2_000);
    expect(b.call(GET, { itemCode: "WN" })).toMatchObject({ status: "4", failedReason: "图片不清" });
  });
});
