import { describe, expect, it } from "vitest";
import sandbox from "./index.ts";
import {
  bench,
  type Bench,
  brandCode,
  categoryCode,
  html,
  list,
  parsFor,
  published,
  record,
  saleParCode,
  walnuts,
} from "./test-client.ts";

const ADD = "suning.custom.item.add";
const GET = "suning.custom.item.get";
const truths = (b: Bench) => sandbox.truth.products(b.host.scene().world);
const itemStatus = (b: Bench, itemCode = "WN"): unknown => b.call(GET, { itemCode })["status"];

describe("categories", () => {
  it("lists only what the shop was granted, with the way from the root", () => {
    const b = bench();
    const rows = b.rows("suning.custom.category.query", { categoryName: "核桃", pageNo: "1", pageSize: "50" });

    expect(rows.find((row) => row["categoryName"] === "核桃")).toMatchObject({
      categoryCode: expect.stringMatching(/^R\d{7}$/),
      grade: "3",
      isBottom: "X",
      descPath: "食品生鲜>粮油干货>核桃",
    });
    expect(b.code("suning.custom.category.query", { categoryName: "蛋白粉" })).toBe("biz.handler.data-get:no-result");
  });

  it("has other codes under another seed", () => {
    expect(categoryCode(bench({}, 1), "核桃")).not.toBe(categoryCode(bench({}, 2), "核桃"));
  });

  it("matches brand codes exactly: two differ by case only", () => {
    const b = bench();
    const category = categoryCode(b, "核桃");
    const code = brandCode(b, category, "成县核桃");
    const ask = (brand: string) =>
      b.rows("suning.custom.newbrand.query", { categoryCode: category, brandCode: brand, pageNo: "1", pageSize: "10" });

    expect(ask(code)[0]).toMatchObject({ brandName: "成县核桃" });
    expect(ask(code.toUpperCase())[0]).toMatchObject({ brandName: "瑶都优选" });
  });
});

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

describe("item lists", () => {
  const list = (b: Bench, params: Record<string, unknown> = {}) =>
    b.rows("suning.custom.item.query", { pageNo: "1", pageSize: "50", ...params });

  it("show what a person made, with and without a code of the merchant", () => {
    const rows = list(bench());

    expect(rows.map((row) => row["cmTitle"])).toEqual(["成县核桃油 500ml", "瑶乡腊肉 500g"]);
    expect(rows[0]).toMatchObject({ itemCode: "HAND-OIL-500", status: "2" });
    expect(rows[1]?.["itemCode"] ?? "").toBe("");
  });

  it("show what is worked on without a code, and filter by status", () => {
    const b = bench();
    b.call(ADD, walnuts(b));
    b.clock.advance(2_000);

    const [row] = list(b, { status: "1" });

    expect(row?.["productCode"] ?? "").toBe("");
    expect(row).toMatchObject({ itemCode: "WN" });
  });

  it.each([
    [{ startTime: "2026-11-01 00:00:00" }, "time"],
    [{ startTime: "2026-08-01 00:00:00", endTime: "2026-08-02 00:00:00" }, "startTime"],
    [{ startTime: "2026-10-01 00:00:00", endTime: "2026-11-02 00:00:00" }, "endTime"],
    [{ status: "5" }, "status"],
    [{ brandCode: "核桃" }, "brandCode"],
  ])("refuse %j", (params, field) => {
    expect(bench().code("suning.custom.item.query", params)).toBe(`biz.custom.item.invalid-biz:${field}`);
  });

  it("refuse a look-up by two keys, or by a Chinese code", () => {
    const b = bench();

    expect(b.code(GET, { itemCode: "a", productCode: "1" })).toBe("biz.custom.item.invalid-biz:productCode");
    expect(b.code(GET, { itemCode: "核桃" })).toBe("biz.custom.item.invalid-biz:itemCode");
    expect(b.code("suning.custom.itemdetail.query", { productCode: published(b).children[0] })).toBe(
      "biz.itemDetail.invalid-biz:productCode",
    );
  });
});

describe("paging", () => {
  const many = (n: number): Bench => {
    const b = bench();
    const skus = [{ priceFen: 100, stock: 1 }];
    for (let i = 0; i < n; i++) sandbox.acts.addProduct({ shop: b.shop, title: `物 ${i}`, skus }, b.host.scene());
    return b;
  };
  const titles = (b: Bench, pageNo: string, pageSize = "50") =>
    b.rows("suning.custom.item.query", { pageNo, pageSize }).map((row) => row["cmTitle"]);

  it("gives ten rows where one of the two parameters is missing", () => {
    expect(many(20).rows("suning.custom.item.query", { pageSize: "50" })).toHaveLength(10);
  });

  it("counts in the head, in numbers, and ends with no-result", () => {
    const b = many(58);
    const body = '{"sn_request":{"sn_body":{"item":{"pageNo":"2","pageSize":"50"}}}}';

    expect(String(b.send("suning.custom.item.query", body).body)).toContain('"pageNo":2,"pageTotal":2,"totalSize":60');
    expect(b.code("suning.custom.item.query", { pageNo: "3", pageSize: "50" })).toBe("biz.handler.data-get:no-result");
  });

  it.each([
    [{ pageNo: "0", pageSize: "10" }, "sys.check.page-param:error"],
    [{ pageNo: "1", pageSize: "51" }, "sys.check.pagesize-format:error"],
    [{ pageNo: "1", pageSize: "x" }, "sys.check.pagesize-format:error"],
  ])("refuses %j", (params, code) => {
    expect(many(1).code("suning.custom.item.query", params)).toBe(code);
  });

  it("loses a row between pages when they shift, and shows one twice", () => {
    const b = many(58);
    const all = [...titles(b, "1"), ...titles(b, "2")];
    const first = titles(b, "1");
    b.host.faults.order({ kind: "page-shift", api: "*", shop: null, times: 1, delayMs: null });
    const second = titles(b, "2");
    expect([...first, ...second]).not.toContain(all[50]);

    b.host.faults.order({ kind: "duplicate-rows", api: "*", shop: null, times: 1, delayMs: null });
    expect(titles(b, "2")).toContain(all[49]);
  });
});

describe("pictures", () => {
  it("are measured and kept; other files, png in the old call and more than 1 MiB are refused", () => {
    const b = bench();
    const png = Buffer.from("89504e470d0a1a0a0000000d4948445200000320000003200802000000", "hex").toString("base64");
    const big = Buffer.alloc(1_048_577).toString("base64");
    const code = (method: string, picContent: string) => b.code(`suning.custom.${method}`, { picContent });

    expect(b.picture()).toMatch(/^https:\/\/uimgproxy\.suning\.cn\/uimg1\/sop\/commodity\/\d+\.bmp$/);
    expect(code("npic.add", png)).toBe("");
    expect(code("pic.add", png)).toBe("biz.custom.pic.picContent-format:error");
    expect(code("npic.add", Buffer.from("hello world").toString("base64"))).toBe(
      "biz.custom.addNPic.picContent-format:error",
    );
    expect(code("npic.add", big)).toBe("biz.custom.addNPic.picContent-length:overlong");
    expect(code("npic.add", "")).toBe("biz.addNPic.missing-parameter:picContent");
    expect(code("npic.add", png.replace(/(.{10})/g, "'$1'\n"))).toBe("");
  });
});

describe("look-ups", () => {
  it("give carriers, templates, addresses and stores", () => {
    const b = bench();
    const all = (method: string) => b.rows(`suning.custom.${method}`, { pageNo: "1", pageSize: "50" });

    expect(all("logisticcompany.query")).toContainEqual(expect.objectContaining({ expressCompanyCode: "S02" }));
    expect(all("freighttemplate.query").map((row) => row["freighttemplatename"])).toEqual([
      "全国包邮(除偏远)",
      "生鲜冷链",
    ]);
    expect(all("invaddress.query").map((row) => row["invName"])).toEqual(["江华发货仓", "成县发货仓"]);
    expect(all("storegroup.query")[0]).toMatchObject({ storeCode: expect.stringMatching(/^S0\d{7}$/) });
    expect(record(b.call("suning.custom.shopinfo.get", {}))).toMatchObject({ vendorCode: b.shop });
  });
});
