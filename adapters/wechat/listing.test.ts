import { describe, expect, it } from "vitest";
import type { Body, Effect, EffectKind, Effects, Facet } from "../contract.ts";
import { fen } from "../../domain/money.ts";
import adapter from "./adapter.ts";
import { aShop } from "./fixtures.ts";
import type { X } from "./rules/index.ts";

const PARTS: readonly Facet[] = ["text", "pictures", "options", "delivery", "voucher"];
const ref = { merchantKey: "sku-walnut-zhangbei", platformId: "10000190000123", ticket: null };
const picture = (name: string) => `https://mmecimage.cn/p/wx0c0ffee/${name}`;
const aBody = (more: Partial<Body> = {}): Body => ({
  merchantKey: "sku-walnut-zhangbei",
  kind: "goods",
  title: "深山薄皮核桃 2026新果",
  categoryId: "10000301/10000322/545888",
  brandId: null,
  freightTemplateId: "47428464001",
  returnAddressId: "771001",
  attributes: { 净含量: ["1000 g"], 产地: ["云南"] },
  pictures: ["a", "b", "c", "d"].map(picture),
  detailPictures: ["e", "f", "g"].map(picture),
  detailHtml: "<p>合作社直发 &amp; 现摘</p><ul><li>保质期 180 天</li></ul>",
  certificates: [{ type: "1111700", number: "SC1", pictures: [picture("q")] }],
  shipWithinHours: 48,
  returns: "seven_days",
  weightGrams: 1_100,
  voucher: null,
  skus: [
    {
      merchantKey: "walnut-2bag",
      name: "2袋",
      attributes: { 规格: "2袋" },
      priceFen: fen(5_990),
      stock: 300,
      picture: null,
    },
  ],
  ...more,
});
const aStay = () =>
  aBody({
    kind: "homestay",
    voucher: { useFrom: "2026-12-01", useUntil: "2027-03-31", refund: "any_time", storeIds: [] },
    categoryId: "1/2/546300",
  });

const send = <K extends EffectKind>(kind: K, input: Effects[K][0], x: X) => {
  const effect: Effect<K, X> | { absent: unknown } = adapter.effects[kind];
  if ("absent" in effect) throw new Error("absent");
  return effect.send(input, x);
};
const there = (name: string) => ({
  "product/get": name,
  "product/locallife/get": "life-on-sale",
  "product/stock/batchget": "stock",
  "product/add": "product-added",
  "product/update": "product-added",
  "product/locallife/add": "product-added",
  "product/locallife/update": "product-added",
  "product/listing": "done",
  "product/auditfree": "done",
  "product/locallife/auditfree": "done",
  "product/stock/update": "done",
});

describe("create", () => {
  it("adds a draft with the whole category path, codes of ours and no word of listing it", async () => {
    const { x, calls } = aShop(there("product-absent"));
    expect(await send("create", aBody(), x)).toEqual({ kind: "done", value: ref });
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({ api: "product/add", repeatable: false });
    expect(calls[0]?.body).not.toHaveProperty("listing");
    expect(calls[0]?.body).toMatchObject({
      out_product_id: "sku-walnut-zhangbei",
      cats_v2: [{ cat_id: "10000301" }, { cat_id: "10000322" }, { cat_id: "545888" }],
      attrs: [
        { attr_key: "净含量", attr_value: "1000 g" },
        { attr_key: "产地", attr_value: "云南" },
      ],
      brand_id: "2100000000",
      desc_info: { desc: "合作社直发 & 现摘\n保质期 180 天" },
      express_info: { template_id: "47428464001", weight: 1_100 },
      extra_service: { seven_day_return: 1 },
      product_qua_infos: [{ qua_id: "1111700", qua_url: [picture("q")] }],
      skus: [
        {
          out_sku_id: "walnut-2bag",
          sale_price: 5_990,
          stock_num: 300,
          sku_attrs: [{ attr_key: "规格", attr_value: "2袋" }],
          sku_deliver_info: { stock_type: 0 },
        },
      ],
    });
  });

  it.each([
    ["<h2>核桃</h2>薄皮<br/>现摘&nbsp;&lt;5 天", "核桃\n薄皮\n现摘 <5 天"],
    ["<table><tr><td>产地</td><td>成县</td></tr></table>", "产地 成县"],
    ["<p>好</p><script>alert('</p>')</script><!-- 内部 -->", "好"],
    ["第一行\n\n 第二行", "第一行\n第二行"],
  ])("says %j in words", async (detailHtml, desc) => {
    const { x, calls } = aShop(there("product-absent"));
    await send("create", aBody({ detailHtml }), x);
    expect(calls[0]?.body).toMatchObject({ desc_info: { desc } });
  });

  it("waits where the platform writes more than 25 skus after its answer", async () => {
    const skus = Array.from({ length: 26 }, (_, n) => ({
      merchantKey: `k${n}`,
      name: `${n}`,
      attributes: { 规格: `${n}` },
      priceFen: fen(100),
      stock: 1,
      picture: null,
    }));
    expect(await send("create", aBody({ skus }), aShop(there("product-absent")).x)).toMatchObject({
      kind: "accepted",
      value: ref,
    });
    expect(await send("create", aBody({ skus: skus.slice(1) }), aShop(there("product-absent")).x)).toMatchObject({
      kind: "done",
    });
  });

  it("promises later than 48 hours as a presale of at least 4 days", async () => {
    const { x, calls } = aShop(there("product-absent"));
    await send("create", aBody({ shipWithinHours: 72 }), x);
    expect(calls[0]?.body).toMatchObject({
      skus: [
        {
          sku_deliver_info: {
            stock_type: 1,
            full_payment_presale_delivery_time: 4,
            presale_begin_time: 1795314600,
            presale_end_time: 1796610600,
          },
        },
      ],
    });
  });

  it("makes a stay as an exchange voucher, its rules as JSON in text", async () => {
    const { x, calls } = aShop(there("product-absent"));
    await send("create", aStay(), x);
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({
      api: "product/locallife/add",
      body: { product_type: 2, category_id: "546300", code_source_type: 3, verify_at_store: 1 },
    });
    expect(JSON.stringify(calls[0]?.body)).toContain("商家编码：walnut-2bag（2袋）");
    expect(calls[0]?.body).toMatchObject({
      attr_kv_map: {
        use_date_rule: '{"validate_type":1,"use_date":{"use_start_date":"2026-12-01","use_end_date":"2027-03-31"}}',
      },
    });
  });

  it("sends nothing for a stay where the shop said that it has no vouchers", async () => {
    const { x, calls } = aShop(there("product-absent"), false);
    expect(await send("create", aStay(), x)).toMatchObject({
      kind: "partly",
      value: { platformId: null },
      failed: [{ merchantKey: "walnut-2bag", failure: { kind: "needs_merchant", code: "10020150" } }],
    });
    expect(calls).toEqual([]);
  });
});

describe("update", () => {
  it("overwrites with sku ids, and leaves the price and stock that buyers see", async () => {
    const { x, calls } = aShop(there("product-edited-on-sale"));
    await send("update", { ref, body: aBody(), facets: PARTS }, x);
    expect(calls.at(-1)).toMatchObject({
      api: "product/update",
      body: {
        product_id: "10000190000123",
        title: "深山薄皮核桃 2026新果",
        skus: [{ sku_id: "2001", sale_price: 5_690, stock_num: 7 }],
      },
    });
  });

  it("takes ours where the edit carries them, and on a draft that never was on sale", async () => {
    const onSale = aShop(there("product-edited-on-sale"));
    await send("update", { ref, body: aBody(), facets: [...PARTS, "price", "stock"] }, onSale.x);
    expect(onSale.calls.at(-1)?.body).toMatchObject({ skus: [{ sku_id: "2001", sale_price: 5_990, stock_num: 300 }] });

    const draft = aShop(there("product-draft"));
    await send("update", { ref, body: aBody(), facets: PARTS }, draft.x);
    expect(draft.calls.at(-1)?.body).toMatchObject({ skus: [{ sku_id: "2001", sale_price: 5_990, stock_num: 300 }] });
  });

  it("gives back a part that is not to be written", async () => {
    const { x, calls } = aShop(there("product-edited-on-sale"));
    await send("update", { ref, body: aBody(), facets: ["pictures", "options"] }, x);
    expect(calls.at(-1)?.body).toMatchObject({ title: "深山薄皮核桃", head_imgs: ["a", "b", "c", "d"].map(picture) });
  });
});

describe("an overwrite of what the shop has set by hand", () => {
  const written = async (facets: readonly Facet[]) => {
    const { x, calls } = aShop(there("product-with-services"));
    await send("update", { ref, body: aBody(), facets }, x);
    return calls.at(-1)?.body;
  };

  it("leaves its purchase limit, bar codes and services, and sets the return that the listing promises", async () => {
    expect(await written(PARTS)).toMatchObject({
      limited_info: { period_type: 2, limited_buy_num: 3 },
      extra_service: { seven_day_return: 1, freight_insurance: 1, damage_guarantee: 1, exchange_support: 1 },
      skus: [{ sku_id: "2001", bar_code: "6901234567892" }],
    });
  });

  it("leaves the return too where the edit does not carry the delivery", async () => {
    expect(await written(["text"])).toMatchObject({ extra_service: { seven_day_return: 0, damage_guarantee: 1 } });
  });
});

describe("update of a voucher", () => {
  it("keeps the sku's number and the price that buyers see", async () => {
    const { x, calls } = aShop(there("product-absent"));
    const stay = {
      ...aStay(),
      merchantKey: "stay-xinghe-01",
      skus: aStay().skus.map((sku) => ({ ...sku, merchantKey: "stay-xinghe-01" })),
    };
    await send("update", { ref, body: stay, facets: PARTS }, x);
    expect(calls.at(-1)).toMatchObject({
      api: "product/locallife/update",
      body: { skus: [{ sku_id: "1234567890", sale_price: 26_800 }] },
    });
  });
});

describe("shelf, price and stock", () => {
  it("submits and waits for the audit", async () => {
    expect(await send("submit", ref, aShop(there("product-draft")).x)).toMatchObject({ kind: "accepted" });
  });

  it.each([
    ["product-edited-on-sale", "product/auditfree"],
    ["product-absent", "product/locallife/auditfree"],
  ])("sets the price of %s by %s", async (name, api) => {
    const { x, calls } = aShop(there(name));
    await send(
      "setPrice",
      { ref, skus: [{ merchantKey: "walnut-2bag", platformSkuId: "2001", value: fen(5_690) }] },
      x,
    );
    expect(calls.at(-1)).toMatchObject({
      api,
      body: { product_id: "10000190000123", skus: [{ sku_id: "2001", sale_price: 5_690 }] },
    });
  });

  const stock = {
    ref,
    skus: [{ merchantKey: "walnut-2bag", platformSkuId: "2001", value: { target: 12, change: -3 } }],
  };

  it("sets the number itself, not the difference", async () => {
    const { x, calls } = aShop(there("product-edited-on-sale"));
    await send("setStock", stock, x);
    expect(calls.at(-1)).toMatchObject({
      api: "product/stock/update",
      repeatable: false,
      body: { product_id: "10000190000123", sku_id: "2001", diff_type: 3, num: 12 },
    });
  });

  it("writes the stock of goods that never were on sale into the draft, which refuses the stock call", async () => {
    const { x, calls } = aShop(there("product-draft"));
    await send("setStock", stock, x);
    expect(calls.at(-1)).toMatchObject({
      api: "product/update",
      body: {
        product_id: "10000190000123",
        title: "深山薄皮核桃",
        skus: [{ sku_id: "2001", sale_price: 5_990, stock_num: 12 }],
      },
    });
    expect(JSON.stringify(calls.at(-1)?.body)).not.toContain("null");
  });
});
