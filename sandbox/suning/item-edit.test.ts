import { describe, expect, it } from "vitest";
import sandbox from "./index.ts";
import { bench, type Bench, categoryCode, list, published, saleParCode } from "./test-client.ts";

const GET = "suning.custom.item.get";
const truths = (b: Bench) => sandbox.truth.products(b.host.scene().world);

describe("editing", () => {
  it("waits for its review while the old content stays on sale, and empties picture slots", () => {
    const b = bench();
    const { productCode, children } = published(b, { saleSet: "1", supplierImg2Url: b.picture() });
    const picture = b.picture();
    const change = { productCode, cmTitle: "新标题", supplierImg1Url: picture };
    b.call("suning.custom.itemcontents.modify", {
      ...change,
      childItem: [{ productCode: children[0], itemCode: "WN-500-B" }],
    });

    expect(b.call(GET, { productCode })).toMatchObject({ status: "1" });
    expect(truths(b).at(-1)).toMatchObject({ title: "成县薄皮核桃 当季新果", shelf: "on" });
    b.clock.advance(60_000);
    const detail = b.call("suning.custom.itemdetail.query", { productCode });
    expect(detail).toMatchObject({ status: "2", cmTitle: "新标题", supplierImg1Url: picture });
    expect(detail["supplierImg2Url"]).toBeUndefined();
    expect(list(detail["childItem"])[0]).toMatchObject({ itemCode: "WN-500-B" });
  });

  it("keeps what was on sale when it is refused", () => {
    const b = bench();
    const { productCode } = published(b, { saleSet: "1" });
    b.call("suning.custom.itemcontents.modify", { productCode, freightTemplateId: "0".repeat(32) });
    b.clock.advance(60_000);

    expect(b.call(GET, { productCode })).toMatchObject({ status: "3" });
    expect(truths(b).at(-1)).toMatchObject({ shelf: "on", audit: "refused" });
  });

  it("knows no price, stock or name, and no child as the item", () => {
    const b = bench();
    const { productCode, children } = published(b);
    const code = (params: Record<string, unknown>) =>
      b.code("suning.custom.itemcontents.modify", { productCode, ...params });

    expect(code({ price: "1.00" })).toBe("biz.custom.item.invalid-biz:price");
    expect(code({ productName: "别的" })).toBe("biz.custom.item.invalid-biz:productName");
    expect(code({ productCode: children[0] })).toBe("biz.custom.itemContents.invalid-biz:productCode");
  });

  it("adds a child, which has its code after the review", () => {
    const b = bench();
    const { productCode } = published(b);
    const parCode = saleParCode(b, categoryCode(b, "核桃"));
    const child = { parentProductCode: productCode, itemCode: "WN-2500", price: "120.00", invQty: "5" };
    b.call("suning.custom.childitem.add", { ...child, pars: [{ parCode, parValue: "2.5千克" }] });
    const children = () => list(b.call(GET, { productCode })["childItem"]);

    expect(children()).toHaveLength(2);
    b.clock.advance(60_000);
    expect(children()[2]).toMatchObject({ itemCode: "WN-2500", productCode: expect.stringMatching(/^\d{11}$/) });
    expect(b.code("suning.custom.childitem.add", { ...child, pars: [] })).toBe(
      "biz.custom.childItem.itemCode-value:existence",
    );
  });
});

describe("price and stock", () => {
  it("belong to children, absolutely, by either code", () => {
    const b = bench();
    const { productCode, children } = published(b);
    b.call("suning.custom.price.update", { itemCode: "WN-500", price: "31.50" });
    b.call("suning.custom.inventory.modify", { productCode: children[1], destInvNum: "7" });

    expect(truths(b).at(-1)?.skus).toMatchObject([{ priceFen: 3_150, stock: 30 }, { stock: 7 }]);
    expect(b.call("suning.custom.inventory.get", { itemCode: "WN-1000", isNeedLockQty: "Y" })).toMatchObject({
      invNum: "7",
      lockQty: "0",
    });
    const stock = (params: Record<string, unknown>) =>
      b.code("suning.custom.inventory.modify", { destInvNum: "1", ...params });
    expect(stock({ productCode })).toBe("biz.custom.inventory.invalid-biz:productcode cannot be master productcode");
    expect(stock({})).toBe("biz.custom.inventory.invalid-biz:itemCode");
    expect(stock({ itemCode: "nobody" })).toBe("biz.custom.inventory.invalid-biz:productCode");
    expect(stock({ itemCode: "WN-500", destInvNum: "-1" })).toBe("biz.custom.inventory.destInvNum-format:error");
    expect(stock({ itemCode: "WN-500", destInvNum: "" })).toBe("biz.inventory.missing-parameter:destInvNum");
    expect(b.code("suning.custom.price.update", { productCode, price: "1.00" })).toBe(
      "biz.custom.price.invalid-biz:productCode",
    );
    expect(b.code("suning.custom.price.update", { itemCode: "WN-500", price: "1" })).toBe(
      "biz.custom.price.invalid-biz:price",
    );
  });

  it("refuses a target below what was sold a moment ago", () => {
    const b = bench();
    published(b, { saleSet: "1" });
    sandbox.acts.placeOrder({ shop: b.shop, lines: [{ merchantKey: "WN-500", quantity: 3 }] }, b.host.scene());
    const set = (destInvNum: string) => b.code("suning.custom.inventory.modify", { itemCode: "WN-500", destInvNum });

    expect(set("2")).toBe("biz.custom.inventory.invalid-biz:modify failed");
    expect(set("3")).toBe("");
    b.clock.advance(3_000);
    expect(set("0")).toBe("");
  });
});

describe("the shelf", () => {
  it("takes an item as a whole, with stock, once", () => {
    const b = bench();
    const { productCode, children } = published(b);
    const add = (code = productCode) => b.code("suning.custom.shelves.add", { productCode: code });
    const refused = "biz.custom.shelves.invalid-biz:productCode";
    const stock = (itemCode: string, destInvNum: string) =>
      b.call("suning.custom.inventory.modify", { itemCode, destInvNum });

    expect(add(children[0])).toBe(refused);
    stock("WN-500", "0");
    stock("WN-1000", "0");
    expect(add()).toBe(refused);
    stock("WN-500", "1");
    expect([add(), add()]).toEqual(["", refused]);
    expect(b.rows("suning.custom.itemsale.query", { productCode })[0]).toMatchObject({ saleStatus: "1" });
    expect(b.code("suning.custom.shelves.move", { productCode })).toBe("");
    expect(b.rows("suning.custom.itemsale.query", { productCode })[0]).toMatchObject({ saleStatus: "2" });
  });

  it("gives nothing back that the platform took down", () => {
    const b = bench();
    const { productCode } = published(b, { saleSet: "1" });
    sandbox.acts.forceOff(productCode, { reason: "投诉" }, b.host.scene());

    expect(b.code("suning.custom.shelves.add", { productCode })).toBe("biz.custom.shelves.invalid-biz:productCode");
    expect(truths(b).at(-1)).toMatchObject({ shelf: "forced_off" });
  });

  it("lets an item into the recycle bin and back, not from the shelf", () => {
    const b = bench();
    const { productCode } = published(b, { saleSet: "1" });
    const bin = (manageFlag: string) => b.code("suning.custom.item.delorres", { productCode, manageFlag });

    expect(bin("0")).toBe("biz.custom.item.invalid-biz:productCode");
    b.call("suning.custom.shelves.move", { productCode });
    expect(bin("0")).toBe("");
    expect(b.code(GET, { productCode })).toBe("biz.handler.data-get:no-result");
    expect(bin("1")).toBe("");
    expect(b.call(GET, { productCode })).toMatchObject({ productCode });
  });
});
