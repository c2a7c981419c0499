import { describe, expect, it } from "vitest";
import type { Body, Facet } from "../../contract.ts";
import { fen } from "../../../domain/money.ts";
import * as listings from "./listing-effects.ts";
import { read } from "./listings.ts";
import { aContext } from "./test-context.ts";

const PICTURE = "https://uimgproxy.suning.cn/uimg1/sop/commodity/1.jpg";
const DETAIL = "https://uimgproxy.suning.cn/uimg1/sop/commodity/2.jpg";
const body: Body = {
  merchantKey: "HT-FC",
  kind: "goods",
  title: "薄皮核桃",
  categoryId: "R9010101",
  brandId: "00HT",
  freightTemplateId: "6f1b",
  returnAddressId: null,
  attributes: { "NET:g": ["500 g"], ORIGIN: ["甘肃成县"], EMPTY: [""] },
  pictures: [PICTURE],
  detailPictures: [DETAIL],
  detailHtml: "<p>新果\n  手剥</p>",
  certificates: [],
  shipWithinHours: 48,
  returns: "fresh_claim",
  weightGrams: 500,
  voucher: null,
  skus: [
    { merchantKey: "A", name: "500克", attributes: { G2: "500克" }, priceFen: fen(2_990), stock: 7, picture: null },
    { merchantKey: "B", name: "1千克", attributes: { G2: "1千克" }, priceFen: fen(5_500), stock: 5, picture: null },
  ],
};
const ref = { merchantKey: "HT-FC", platformId: "12345678900", ticket: null };
const detail = {
  productCode: "12345678900",
  itemCode: "HT-FC",
  status: "2",
  childItem: [
    { productCode: "12345678901", itemCode: "A", price: "29.90", pars: [{ parCode: "G2", parValue: "半斤" }] },
    { productCode: "12345678909", itemCode: "OLD", price: "1.00" },
  ],
};

describe("create", () => {
  const created = async (made: Body) => {
    const { x, sent } = aContext({ "item.add": { applyCode: "0d9c" } });
    const outcome = await listings.create.send(made, x);
    return { outcome, item: sent[0]?.body ?? {}, repeatable: sent[0]?.repeatable };
  };

  it("applies for a product in the warehouse and keeps the application's code as ticket", async () => {
    const { outcome, item, repeatable } = await created(body);

    expect(outcome).toMatchObject({
      kind: "accepted",
      value: { merchantKey: "HT-FC", platformId: null, ticket: "0d9c" },
    });
    expect(repeatable).toBe(false);
    expect(item).toMatchObject({ saleSet: "2", itemCode: "HT-FC", productName: "薄皮核桃 HT-FC", cmTitle: "薄皮核桃" });
    expect(item).not.toHaveProperty("saleDate");
    expect(item).not.toHaveProperty("price");
  });

  it("sends numbers without their unit and no empty parameter", async () => {
    const { item } = await created(body);

    expect(item["pars"]).toEqual([
      { parCode: "NET", parValue: "500" },
      { parCode: "ORIGIN", parValue: "甘肃成县" },
    ]);
  });

  it("encodes the detail page once, white space joined, detail pictures behind it", async () => {
    const { item } = await created(body);

    expect(Buffer.from(String(item["introduction"]), "base64").toString()).toBe(
      `<p>新果 手剥</p><p><img src="${DETAIL}"/></p>`,
    );
  });

  it("keeps the library name within 60 characters", async () => {
    const { item } = await created({ ...body, title: "果".repeat(60) });

    expect([...String(item["productName"])]).toHaveLength(60);
    expect(String(item["productName"]).endsWith(" HT-FC")).toBe(true);
  });

  it("makes every sku a child with two decimals and its own stock", async () => {
    const { item } = await created(body);

    expect(item["childItem"]).toEqual([
      expect.objectContaining({
        itemCode: "A",
        price: "29.90",
        invQty: "7",
        pars: [{ parCode: "G2", parValue: "500克" }],
      }),
      expect.objectContaining({ itemCode: "B", price: "55.00", invQty: "5" }),
    ]);
  });

  it("makes a sku without sales attribute the product itself", async () => {
    const [sku] = body.skus;
    const { item } = await created({ ...body, skus: sku ? [{ ...sku, merchantKey: "HT-FC", attributes: {} }] : [] });

    expect(item).toMatchObject({ itemCode: "HT-FC", price: "29.90", invQty: "7" });
    expect(item).not.toHaveProperty("childItem");
  });

  it("maps a voucher's refund policy to the two flags and counts its days", async () => {
    const voucher = { useFrom: "2026-12-01", useUntil: "2026-12-22", refund: "before_expiry", storeIds: [] } as const;

    const { item } = await created({ ...body, voucher });

    expect(item).toMatchObject({ effectiveDay: "30", autoRefund: "0", insaleRefund: "1", writeoffShop: "1" });
  });
});

describe("update", () => {
  const update = async (facets: readonly Facet[]) => {
    const { x, sent } = aContext({ "itemdetail.query": detail });
    await listings.update.send({ ref, body, facets }, x);
    return sent;
  };

  it("carries the parts that were asked for, and never price or stock", async () => {
    const sent = await update(["text"]);

    expect(sent.map(({ api }) => api)).toEqual(["itemdetail.query", "itemcontents.modify"]);
    expect(sent[1]?.body).toMatchObject({ productCode: "12345678900", cmTitle: "薄皮核桃" });
    for (const key of ["price", "invQty", "supplierImg1Url", "freightTemplateId", "childItem"]) {
      expect(sent[1]?.body).not.toHaveProperty(key);
    }
  });

  it("adds a sku without stock, sets a dropped one to zero, then renames", async () => {
    const sent = await update(["options"]);

    expect(sent.slice(1).map(({ api, body: asked }) => [api, asked])).toEqual([
      ["childitem.add", expect.objectContaining({ parentProductCode: "12345678900", itemCode: "B", invQty: "0" })],
      ["inventory.modify", { productCode: "12345678909", destInvNum: "0" }],
      [
        "norm.modify",
        {
          productCode: "12345678900",
          valueItem: [{ modCharacterCode: "G2", modCharacterOldVal: "半斤", modCharacterNewVal: "500克" }],
        },
      ],
    ]);
  });
});

describe("price, stock and shelf", () => {
  it("go by the child's code, absolute, never below zero", async () => {
    const { x, sent } = aContext({});
    const sku = { merchantKey: "A", platformSkuId: "12345678901" };

    await listings.setPrice.send({ ref, skus: [{ ...sku, value: fen(128_00) }] }, x);
    await listings.setStock.send({ ref, skus: [{ ...sku, value: { target: -3, change: -4 } }] }, x);
    await listings.list.send(ref, x);
    await listings.delist.send(ref, x);

    expect(sent.map(({ api, body: asked }) => [api, asked])).toEqual([
      ["price.update", { productCode: "12345678901", price: "128.00" }],
      ["inventory.modify", { productCode: "12345678901", destInvNum: "0" }],
      ["shelves.add", { productCode: "12345678900" }],
      ["shelves.move", { productCode: "12345678900" }],
    ]);
  });

  it("wait for what must be true there", () => {
    expect(listings.list.needs).toContain("stock_above_zero");
    expect(listings.setStock.settle).toBe("lookup");
    expect(listings.setPrice.settle).toBe("idempotent");
  });
});

describe("read", () => {
  it("finds the product code of an application that lists don't show any more", async () => {
    const { x } = aContext({
      "item.get": null,
      "getproductcode.query": [{ productCode: "12345678900" }],
      "itemdetail.query": detail,
      "itemsale.query": [{ productCode: "12345678900", saleStatus: "1" }],
      "inventory.get": { invNum: "4" },
    });

    const reading = await read({ merchantKey: "HT-FC", platformId: null, ticket: "0d9c" }, x);

    expect(reading).toMatchObject({
      ref: { platformId: "12345678900" },
      shelf: "on",
      skus: [{ shown: 4 }, { shown: 4 }],
    });
  });

  it("says null for what is not there", async () => {
    const { x } = aContext({ "itemdetail.query": null });

    expect(await read(ref, x)).toBeNull();
  });
});
