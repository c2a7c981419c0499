import { describe, expect, it } from "vitest";
import sandbox from "./index.ts";
import { bench, type Bench, brandCode, categoryCode, published, record, walnuts } from "./test-client.ts";

const ADD = "suning.custom.item.add";
const GET = "suning.custom.item.get";

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
