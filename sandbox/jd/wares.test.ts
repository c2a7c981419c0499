import { describe, expect, it } from "vitest";
import { openShop, type Json, type TestShop } from "./test-shop.ts";

const add = "jingdong.ware.write.add";
const status = (shop: TestShop, wareId: string): unknown =>
  (shop.ok("jingdong.ware.read.findWareById", { wareId, field: "wareId,wareStatus" })["ware"] as Json)["wareStatus"];
const shelve = (shop: TestShop, wareId: string, opType: number) =>
  shop.ok("jingdong.ware.write.upOrDown", { wareId, opType });
const search = (shop: TestShop, outId: string, more: Json = {}): Json[] =>
  (
    shop.ok("jingdong.sku.read.searchSkuList", {
      outId,
      field: "skuId,wareId,outerId,jdPrice,stockNum,status",
      ...more,
    })["page"] as Json
  )["data"] as Json[];
const made = (shop: TestShop, wareId: string): Json | undefined =>
  (shop.control("GET", "/products").body as unknown as Json[]).find((one) => one["productId"] === wareId);
const create = (shop: TestShop, changes: Json = {}, skus: Json[] = [{}]) =>
  String((shop.ok(add, shop.ware(changes, skus))["ware"] as Json)["wareId"]);

describe("making a ware", () => {
  it("makes it invisible to buyers, with an id beyond 2^53", () => {
    const shop = openShop();
    const wareId = create(shop);
    expect(BigInt(wareId)).toBeGreaterThan(2n ** 53n);
    expect(status(shop, wareId)).toBe(1);
    expect(made(shop, wareId)).toMatchObject({ shelf: "never", audit: "none", merchantKey: "WALNUT" });
    expect(
      shop.control("POST", "/orders", { shop: shop.venderId, lines: [{ merchantKey: "WALNUT-0", quantity: 1 }] }),
    ).toMatchObject({ status: 409, body: { code: "not_on_sale" } });
  });

  it("shows it to searches after the lag, and to reads at once", () => {
    const shop = openShop();
    const wareId = create(shop);
    expect(search(shop, "WALNUT-0")).toEqual([]);
    expect(status(shop, wareId)).toBe(1);
    shop.clock.advance(3_000);
    expect(search(shop, "WALNUT-0")).toMatchObject([{ outerId: "WALNUT-0", jdPrice: 39.9, status: 2 }]);
  });

  it("late-visibility keeps it hidden for minutes", () => {
    const shop = openShop();
    const params = shop.ware();
    shop.control("POST", "/faults", { kind: "late-visibility", api: add });
    shop.ok(add, params);
    shop.clock.advance(60_000);
    expect(search(shop, "WALNUT-0")).toEqual([]);
    shop.clock.advance(70_000);
    expect(search(shop, "WALNUT-0")).toHaveLength(1);
  });

  it("never asks whether the merchant's code is taken", () => {
    const shop = openShop();
    create(shop);
    create(shop);
    shop.clock.advance(3_000);
    expect(search(shop, "WALNUT-0")).toHaveLength(2);
  });

  const image = { colorId: "0000000000", imgIndex: 1 };
  it.each<[string, Json]>([
    ["标题不能超过50", { title: "核".repeat(51) }],
    ["标题必填", { title: "" }],
    ["敏感词: 国家级", { title: "国家级核桃" }],
    ["末级类目必填", { multiCategoryId: null }],
    ["末级类目不存在", { multiCategoryId: 1 }],
    ["不属于该三级类目", { categoryId: 1 }],
    ["品牌必填", { brandId: null }],
    ["品牌未授权", { brandId: 1 }],
    ["运费模板必填", { transportId: null }],
    ["通用属性必填: 产地", { multiCateProps: [] }],
    ["不属于该类目", { multiCateProps: [{ attrId: "1", attrValues: ["x"] }] }],
    ["主图必填", { images: [] }],
    ["图片地址不合法", { images: [{ ...image, imgUrl: "https://img.example/a.jpg" }] }],
    ["图片不存在", { images: [{ ...image, imgUrl: "jfs/t1/1/1/none.jpg" }] }],
    ["序号不正确", { images: [{ ...image, imgIndex: 11, imgUrl: "jfs/t1" }] }],
    ["introduction必填", { introduction: "" }],
    ["不能超过100000", { mobileDesc: "x".repeat(100_001) }],
    ["京东域名", { adWords: { words: "好", url: "https://example.com/" } }],
    ["必须是整数", { length: 1.5 }],
  ])("refuses: %s", (words, changes) => {
    const shop = openShop();
    const before = (shop.control("GET", "/products").body as unknown as Json[]).length;
    const params = shop.ware(changes);
    const refused = shop.refused(add, params);
    expect(refused.zh).toContain(words);
    expect((shop.control("GET", "/products").body as unknown as Json[]).length).toBe(before);
  });

  it("takes a title of exactly 50 at add, and 45 at update", () => {
    const shop = openShop();
    const wareId = create(shop, { title: "核".repeat(50) });
    const rename = (title: string) => ({ ware: { wareId, title } });
    expect(shop.refused("jingdong.ware.write.updateWare", rename("桃".repeat(46))).zh).toContain("45");
    shop.ok("jingdong.ware.write.updateWare", rename("桃".repeat(45)));
    expect(made(shop, wareId)?.["title"]).toBe("桃".repeat(45));
  });

  it.each<[string, Json]>([
    ["库存必填", { stockNum: null }],
    ["库存必须", { stockNum: "1.5" }],
    ["京东价必填", { jdPrice: null }],
    ["京东价格式", { jdPrice: "1.234" }],
    ["京东价格式", { jdPrice: 0 }],
    ["销售属性必填", { saleAttrs: [] }],
  ])("refuses a sku: %s %j", (words, sku) => {
    const shop = openShop();
    expect(shop.refused(add, shop.ware({}, [sku])).zh).toContain(words);
  });

  it("refuses a combination twice, and more than 299 skus", () => {
    const shop = openShop();
    const attrId = shop.category("核桃").attribute("规格").id;
    const same = { saleAttrs: [{ attrId, attrValueAlias: ["同"] }] };
    expect(shop.refused(add, shop.ware({}, [same, same])).zh).toContain("重复");
    expect(
      shop.refused(
        add,
        shop.ware(
          {},
          Array.from({ length: 300 }, () => ({})),
        ),
      ).zh,
    ).toContain("299");
    expect(
      create(
        shop,
        {},
        Array.from({ length: 299 }, () => ({})),
      ),
    ).toMatch(/^\d+$/);
  });

  it("keeps categories shut that the shop may not use, that need a certificate, or are local life", () => {
    const shop = openShop();
    const all = [...shop.host.scene().world.categories.values()];
    const use = (name: string) => {
      const id = all.find((one) => one.name === name && one.leaf)?.id;
      return shop.refused(add, shop.ware({ categoryId: id, multiCategoryId: id })).zh;
    };
    expect(use("智能手机")).toContain("发布权限");
    expect(use("蓝帽保健品")).toContain("资质");
    expect(use("民宿")).toContain("本地生活");
  });

  it("knows the old sale attributes: values by id, made by the merchant", () => {
    const shop = openShop();
    const leaf = shop.category("核桃");
    const attributeId = leaf.attribute("规格").id;
    const save = { attributeId, categoryId: leaf.id, attValue: "500g" };
    const value = String(shop.ok("jingdong.category.write.saveVenderAttrValue", save)["attributeValueId"]);
    const skus = [{ saleAttrs: [{ attrId: attributeId, attrValues: [value] }] }];
    expect(create(shop, { saleAttrTemplateId: null }, skus)).toMatch(/^\d+$/);
    expect(shop.refused(add, shop.ware({ saleAttrTemplateId: null })).zh).toContain("别名");
  });
});

describe("the shelf and the auditors", () => {
  it("listing starts an audit, passing puts it on sale", () => {
    const shop = openShop();
    const wareId = create(shop);
    shelve(shop, wareId, 1);
    expect(status(shop, wareId)).toBe(513);
    shop.clock.advance(10 * 60_000);
    expect(status(shop, wareId)).toBe(8);
    expect(made(shop, wareId)).toMatchObject({ shelf: "on", audit: "passed" });
  });

  it("a refusal has a reason, and must be mended before listing again", () => {
    const shop = openShop();
    shop.control("POST", "/audits/policy", { afterMs: 1_000, refuseWords: ["神奇"] });
    const wareId = create(shop, { title: "神奇核桃" });
    shelve(shop, wareId, 1);
    shop.clock.advance(1_000);
    expect(status(shop, wareId)).toBe(1028);
    expect(made(shop, wareId)).toMatchObject({ shelf: "never", audit: "refused" });
    expect(shop.ok("jingdong.ware.read.findOpReason", { wareId })["opReason"]).toEqual({
      note: "标题含有违规词: 神奇",
    });
    expect(shop.refused("jingdong.ware.write.upOrDown", { wareId, opType: 1 }).zh).toContain("修改后再上架");
    shop.ok("jingdong.ware.write.updateWare", { ware: { wareId, title: "核桃" } });
    shelve(shop, wareId, 1);
    shop.clock.advance(1_000);
    expect(status(shop, wareId)).toBe(8);
  });

  it("an edit on sale is audited while buyers go on buying; refused is 1032", () => {
    const shop = openShop();
    const { wareId } = shop.onSale("W1");
    shop.ok("jingdong.ware.write.updateWareTitle", { wareId, title: "新标题" });
    expect(status(shop, wareId)).toBe(520);
    expect(made(shop, wareId)?.["shelf"]).toBe("on");
    shop.control("POST", `/audits/${wareId}`, { decision: "refuse", reason: "不清楚" });
    expect(status(shop, wareId)).toBe(1032);
  });

  it("delists, lists again without audit, and does not mind a repeat", () => {
    const shop = openShop();
    const { wareId } = shop.onSale("W1");
    for (const [opType, expected] of [
      [2, 2],
      [2, 2],
      [1, 8],
      [1, 8],
    ] as const) {
      shelve(shop, wareId, opType);
      expect(status(shop, wareId)).toBe(expected);
    }
  });

  it("what JD took down stays down until it is edited", () => {
    const shop = openShop();
    const { wareId } = shop.onSale("W1");
    shop.control("POST", `/products/${wareId}/force-off`, { reason: "抽检不合格" });
    expect(status(shop, wareId)).toBe(4);
    expect(made(shop, wareId)?.["shelf"]).toBe("forced_off");
    expect(shop.refused("jingdong.ware.write.upOrDown", { wareId, opType: 1 }).zh).toContain("修改");
    shop.ok("jingdong.ware.write.updateWare", { ware: { wareId, title: "改好了" } });
    shelve(shop, wareId, 1);
    expect(status(shop, wareId)).toBe(516);
  });

  it("deletes only what is off the shelf, into a bin", () => {
    const shop = openShop();
    const { wareId } = shop.onSale("W1");
    expect(shop.refused("jingdong.ware.write.delete", { wareId }).zh).toContain("请先下架");
    shelve(shop, wareId, 2);
    shop.ok("jingdong.ware.write.delete", { wareId });
    expect(search(shop, "W1")).toEqual([]);
    expect((shop.ok("jingdong.ware.read.searchWare4Recycled")["page"] as Json)["totalItem"]).toBe(1);
    shop.ok("jingdong.ware.write.recoverWare", { wareId });
    expect(status(shop, wareId)).toBe(2);
  });
});

describe("skus, price and stock", () => {
  const price = "jingdong.price.write.updateSkuJdPrice";
  it("updateSkus adds by sale attribute, saveWareSkus deletes what it is not told", () => {
    const shop = openShop();
    const wareId = create(shop, {}, [{}, {}]);
    const attrId = shop.category("核桃").attribute("规格").id;
    const sku = (name: string, more: Json = {}): Json => ({ saleAttrs: [{ attrId, attrValueAlias: [name] }], ...more });
    const names = () => (made(shop, wareId)?.["skus"] as Json[]).map((one) => one["name"]);
    shop.ok("jingdong.sku.write.updateSkus", { wareId, skus: [sku("规格2", { jdPrice: 5, stockNum: "1" })] });
    expect(names()).toEqual(["规格0", "规格1", "规格2"]);
    expect(shop.refused("jingdong.sku.write.updateSkus", { wareId, skus: [sku("规格3")] }).zh).toContain("必填");
    shop.ok("jingdong.sku.write.saveWareSkus", { wareId, skus: [sku("规格1", { jdPrice: "1.00" })] });
    expect(names()).toEqual(["规格1"]);
  });

  it("sets a price in yuan, and refuses other forms", () => {
    const shop = openShop();
    const { wareId, skuId } = shop.onSale("W1");
    shop.ok(price, { skuId, jdPrice: "12.34" });
    expect((made(shop, wareId)?.["skus"] as Json[])[0]?.["priceFen"]).toBe(1234);
    for (const jdPrice of ["12.345", "0", "-1", "1234567890"])
      expect(shop.refused(price, { skuId, jdPrice }).code).toBe("61");
    expect(shop.refused(price, { skuId }).code).toBe("60");
  });

  it("counts booked units in the total, writes a key once, and fails sku by sku", () => {
    const shop = openShop();
    const { wareId, skuId } = shop.onSale("W1", 10);
    const set = (stockRfId: string, stockNum: number, other = skuId) =>
      shop.ok("jingdong.ware.stock.sku.set", {
        req: {
          updateModel: "fullStockIn",
          stockRfId,
          skuStocks: [
            { skuId, stockNum },
            { skuId: other, stockNum },
          ],
        },
      })["returnType"] as Json;
    const stock = () => (made(shop, wareId)?.["skus"] as Json[])[0]?.["stock"];
    shop.control("POST", "/orders", { shop: shop.venderId, lines: [{ merchantKey: "W1", quantity: 3 }] });
    expect(stock()).toBe(7);
    set("a", 20);
    expect(stock()).toBe(17);
    set("a", 5);
    expect(stock()).toBe(17);
    const info = (shop.ok("jingdong.ware.stock.sku.query", { skuId })["returnType"] as Json)["obj"] as Json;
    expect((info["skuStockInfos"] as Json[])[0]).toMatchObject({ stockNum: 20, orderBookingNum: 3 });
    const partly = set("b", 9, "100000000000000001");
    expect(partly).toMatchObject({ success: false });
    expect((partly["obj"] as Json)["updateStockResult"]).toMatchObject([
      { success: true },
      { success: false, message: "sku不存在" },
    ]);
    expect(stock()).toBe(6);
  });

  it("knows another shop's ids only as 71", () => {
    const shop = openShop();
    const { wareId, skuId } = shop.onSale("W1");
    const [, other] = [...shop.host.scene().world.tokens.values()];
    const token = other?.value ?? "";
    expect(shop.refused("jingdong.ware.read.findWareById", { wareId }, token).code).toBe("71");
    expect(shop.refused(price, { skuId, jdPrice: 1 }, token).code).toBe("71");
    expect(shop.refused("jingdong.ware.write.upOrDown", { wareId, opType: 2 }, token).code).toBe("71");
    expect(search(shop, "HAND-OIL-500")).toHaveLength(1);
  });
});

describe("reading", () => {
  it("gives null for what is not asked for, 68 for a field it does not know", () => {
    const shop = openShop();
    const wareId = create(shop);
    const read = (field: string) => ({ wareId, field });
    expect(shop.ok("jingdong.ware.read.findWareById", read("title"))["ware"]).toMatchObject({
      title: "漾濞薄皮核桃 500g",
      wareStatus: null,
    });
    expect(shop.refused("jingdong.ware.read.findWareById", read("title,skus")).code).toBe("68");
    expect(shop.ok("jingdong.ware.read.findWareById", { wareId: 12 })["ware"]).toBeNull();
  });

  it("pages wares by fifty at most, and shifts or repeats rows when told", () => {
    const shop = openShop();
    const list = (pageNo: number, pageSize = 1) => {
      const params = { pageNo, pageSize, orderField: "wareId", orderType: "asc", field: "title" };
      const page = shop.ok("jingdong.ware.read.searchWare4Valid", params)["page"] as Json;
      return (page["data"] as Json[]).map((one) => one["title"]);
    };
    expect([list(1), list(2), list(3)]).toEqual([["成县核桃油 500ml"], ["瑶乡腊肉 500g"], []]);
    shop.control("POST", "/faults", { kind: "page-shift" });
    expect(list(2)).toEqual(["成县核桃油 500ml"]);
    shop.control("POST", "/faults", { kind: "duplicate-rows" });
    expect(list(2)).toEqual(["成县核桃油 500ml"]);
    expect(shop.refused("jingdong.ware.read.searchWare4Valid", { pageNo: 1, pageSize: 51 }).code).toBe("61");
  });

  it("pictures: at most 1 MB, known formats, replaced by index", () => {
    const shop = openShop();
    const upload = (bytes: Buffer) =>
      shop.ok("jingdong.imgzone.picture.upload", { image_data: bytes.toString("base64") });
    const jpg = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);
    expect(upload(Buffer.concat([jpg, Buffer.alloc(1024 * 1024)]))).toMatchObject({ return_code: 0 });
    expect(upload(Buffer.from("<svg/>"))).toMatchObject({ return_code: 0 });
    expect(upload(jpg)).toMatchObject({ return_code: 1, picture_url: expect.stringMatching(/^jfs\//) });
    const wareId = create(shop);
    const change = {
      wareId,
      colorId: "0000000000,0000000000",
      imgIndex: "1,2",
      imgUrl: `${shop.picture()},${shop.picture()}`,
    };
    shop.ok("jingdong.image.write.update", change);
    const images = () => shop.ok("jingdong.image.read.findImagesByWareId", { wareId })["images"] as Json[];
    const second = images()[1]?.["imgUrl"];
    shop.ok("jingdong.image.write.delete", { wareId, colorIds: "0000000000", imgIndexes: "1" });
    expect(images()).toMatchObject([{ imgIndex: 1, imgUrl: second }]);
    expect(
      shop.refused("jingdong.image.write.delete", { wareId, colorIds: "0000000000", imgIndexes: "1" }).zh,
    ).toContain("主图");
  });
});
