import { describe, expect, it } from "vitest";
import { bench, draftOf, liveGoods, orderOf, type Client } from "./test-client.ts";

const NEW = "pdd.goods.edit.goods.commit";
type Sku = Record<string, unknown>;
const skusOf = (draft: Record<string, unknown>): Sku[] => draft["sku_list"] as Sku[];
const shelfOf = (client: Client, goodsId: string) =>
  client.host.sandbox.truth.products(client.host.scene().world).find(({ productId }) => productId === goodsId)?.shelf;

describe("a draft is refused for", () => {
  const head: [what: string, changes: Record<string, unknown>, code: string][] = [
    ["no title", { goods_name: "" }, "21002"],
    ["61 characters", { goods_name: "核".repeat(61) }, "21001"],
    ["an emoji", { goods_name: "成县核桃🌰" }, "isv.invalid-paramete:goods_name-include-invalid-arguments"],
    ["a price in the title", { goods_name: "成县核桃 9.9元" }, "isv.invalid-parameter:goods_name-exclude-price"],
    ["pre-sale in the title", { goods_name: "成县核桃 预售" }, "isv.invalid-parameter:goods_name-exclude-pre-sale"],
    ["a forbidden word", { goods_name: "国家级核桃" }, "isv.invalid-parameter:goods_descc-include-forbid-word"],
    ["a category that is none", { cat_id: 7 }, "isv.invalid-parameter:cat_id"],
    ["another's freight template", { cost_template_id: 7 }, "isv.invalid-permissioncost_template_id"],
    ["a picture from elsewhere", { carousel_gallery: ["https://elsewhere.test/a.jpg"] }, "21001"],
    ["no detail picture", { detail_gallery: [] }, "isv.invalid-parameter:detail_gallery-is-over-range"],
    ["a country at home", { country_id: 3 }, "isv.parameters-mismatch:country_id-and-goods_type"],
    ["three days to ship", { shipment_limit_second: 259_200 }, "isv.invalid-parameter:shipment_limit_second"],
    ["no brand", { goods_properties: [] }, "21002"],
    ["a low reference price", { market_price: 5_090 }, "isv.goods-service-error:price-cannot-over-market_price"],
    ["a mad reference price", { market_price: 2_000_000_000 }, "isv.invalid-parameter:market_price-is-too-expensive"],
    ["a code of 101 characters", { out_goods_id: "a".repeat(101) }, "isv.invalid-parameter:out_goods_id_is-too-long"],
  ];
  it.each(head)("%s", (_what, changes, code) => {
    const client = bench();

    expect(client.refused(NEW, draftOf(client, changes)).sub_code).toBe(code);
  });

  const sku: [what: string, changes: Sku, code: string][] = [
    ["a single price too near", { price: 5_000 }, "isv.goods-service-error:price-must-over-multi_price-100"],
    ["no group price", { multi_price: 0, price: 200 }, "isv.invalid-parameter:forbidden-multi_price-less-then-zero"],
    ["nothing in stock on the shelf", { quantity: 0 }, "isv.invalid-parameter:onsale-sku-quantity-invalid"],
    ["too much stock", { quantity: 200_000_001 }, "isv.invalid-parameter:quantity-is-over-range"],
    ["no thumbnail", { thumb_url: "" }, "isv.missing-parameter:sku.thumb_url"],
    ["a limit of one", { limit_quantity: 1 }, "21001"],
    ["a spec that nobody made", { spec_id_list: "[7]" }, "21001"],
    ["a sku of another product", { sku_id: 7 }, "21001"],
  ];
  it.each(sku)("%s", (_what, changes, code) => {
    const client = bench();
    const draft = draftOf(client);

    const sku_list = skusOf(draft).map((one) => ({ ...one, ...changes }));
    expect(client.refused(NEW, { ...draft, sku_list }).sub_code).toBe(code);
  });

  it("two skus of one spec, and a spec name of 19 characters", () => {
    const client = bench();
    const draft = draftOf(client);
    const [one] = skusOf(draft);
    const parent_spec_id = [...client.host.scene().world.specs.values()][0]?.parentId ?? "";

    expect(client.refused(NEW, { ...draft, sku_list: [one, one] }).sub_code).toBe("21001");
    const long = { parent_spec_id, spec_name: "核".repeat(19) };
    expect(client.refused("pdd.goods.spec.id.get", long).sub_code).toBe("isv.invalid-parameter:spec_name-is-too-long");
  });
});

describe("the life of a product", () => {
  it("is a draft that nobody can buy, goes to the auditors, and is on the shelf once they pass it", () => {
    const client = bench();
    const made = client.call<{ goods_id: number; goods_commit_id: number }>(NEW, draftOf(client));
    const goodsId = String(made.goods_id);
    expect(() => orderOf(client, "CX-1-A")).toThrow("sells no");
    expect(client.refused("pdd.goods.sale.status.set", { goods_id: goodsId, is_onsale: 1 })).toMatchObject({
      error_code: 50001,
    });
    expect(client.refused("pdd.goods.detail.get", { goods_id: goodsId })).toMatchObject({ error_code: 50001 });

    client.call("pdd.goods.submit.goods.commit", { ...made, operate_type: 0, sync_goods_operate: 0 });

    const state = () =>
      client.call<{ list: { check_status: number }[] }>("pdd.goods.latest.commit.status.get", {
        goods_id_list: `[${goodsId}]`,
      });
    expect(state().list[0]?.check_status).toBe(1);
    client.clock.advance(21 * 60_000);
    expect(state().list[0]?.check_status).toBe(2);
    expect(shelfOf(client, goodsId)).toBe("on");
    orderOf(client, "CX-1-A");
  });

  it("comes back refused with a reason, and may be submitted again with other words", () => {
    const client = bench();
    const draft = draftOf(client, { goods_name: "违禁核桃" });
    const made = client.call<{ goods_id: number; goods_commit_id: number }>(NEW, draft);
    client.call("pdd.goods.submit.goods.commit", { ...made });
    client.clock.advance(21 * 60_000);
    const rows = client.call<{ list: { reject_comment: string }[] }>("pdd.goods.commit.list.get", {
      check_status: 3,
      page: 1,
      page_size: 10,
    });
    expect(rows.list[0]?.reject_comment).toContain("违禁");

    client.call("pdd.goods.submit.goods.commit", { ...draft, ...made, goods_name: "成县核桃" });
    client.clock.advance(21 * 60_000);

    expect(shelfOf(client, String(made.goods_id))).toBe("on");
  });

  it("sells the old copy until an edit has passed; its stock numbers are changes", () => {
    const client = bench();
    const { goodsId, skuIds } = liveGoods(client);
    const draft = draftOf(client, { goods_name: "成县薄皮核桃" });
    const sku_list = skusOf(draft).map((one, n) => ({ ...one, sku_id: skuIds[n], quantity: n === 0 ? 5 : 0 }));

    client.call("pdd.goods.information.update", { ...draft, goods_id: goodsId, sku_list, sync_goods_operate: 1 });

    const detail = () =>
      client.call<{ goods_name: string; sku_list: { quantity: number }[] }>("pdd.goods.detail.get", {
        goods_id: goodsId,
      });
    expect(detail().goods_name).toBe("成县核桃 500g");
    expect(
      client.refused("pdd.goods.sku.price.update", {
        goods_id: goodsId,
        sku_price_list: [{ sku_id: skuIds[0], group_price: 1 }],
      }),
    ).toMatchObject({ error_code: 50001 });
    client.clock.advance(21 * 60_000);
    expect(detail()).toMatchObject({ goods_name: "成县薄皮核桃", sku_list: [{ quantity: 25 }, { quantity: 20 }] });
  });

  it("is taken down by the platform for good, and deleted only off the shelf", () => {
    const client = bench();
    const { goodsId } = liveGoods(client);
    expect(client.refused("pdd.delete.goods.commit", { goods_ids: `[${goodsId}]` }).sub_msg).toContain("下架");

    client.host.sandbox.acts.forceOff(goodsId, { reason: "违规" }, client.host.scene());

    expect(client.refused("pdd.goods.sale.status.set", { goods_id: goodsId, is_onsale: 1 })).toMatchObject({
      error_code: 50001,
    });
    client.call("pdd.delete.goods.commit", { goods_ids: `[${goodsId}]` });
    expect(client.call("pdd.goods.detail.get", { goods_id: goodsId })).toMatchObject({ status: 4 });
  });
});

describe("stock and price", () => {
  it("sets or changes the number; unpaid orders hold units, paid ones take them", () => {
    const client = bench();
    const { goodsId, skuIds } = liveGoods(client);
    const write = (quantity: number, update_type: number) =>
      client.call("pdd.goods.quantity.update", { goods_id: goodsId, sku_id: skuIds[0], quantity, update_type });
    const sku = () => client.call<{ sku_list: Sku[] }>("pdd.goods.detail.get", { goods_id: goodsId }).sku_list[0];
    write(9, 1);
    write(-4, 2);
    expect(sku()).toMatchObject({ quantity: 5, reserve_quantity: 0 });

    orderOf(client, "CX-1-A", { pay: false, quantity: 2 });
    expect(sku()).toMatchObject({ quantity: 5, reserve_quantity: 2 });
    expect(() => orderOf(client, "CX-1-A", { quantity: 4 })).toThrow("库存不足");
    orderOf(client, "CX-1-A", { quantity: 3 });
    expect(sku()).toMatchObject({ quantity: 2, reserve_quantity: 2 });
  });

  it("never lets a change take more than there is", () => {
    const client = bench();
    const { goodsId, skuIds } = liveGoods(client);
    const body = { goods_id: goodsId, sku_id: skuIds[0], quantity: -21, update_type: 2 };

    expect(client.refused("pdd.goods.quantity.update", body).sub_code).toBe(
      "isv.invalid-parameter:forbidden-update-quantity-less-then-zero",
    );
  });

  it("holds prices to their order", () => {
    const client = bench();
    const { goodsId, skuIds } = liveGoods(client);
    const price = (row: Sku, more: Sku = {}) => ({
      goods_id: goodsId,
      sku_price_list: [{ sku_id: skuIds[0], ...row }],
      ...more,
    });

    client.call("pdd.goods.sku.price.update", price({ group_price: 101, single_price: 201 }));
    expect(
      client.refused("pdd.goods.sku.price.update", price({ group_price: 5_950, single_price: 6_050 })).sub_code,
    ).toBe("isv.goods-service-error:price-cannot-over-market_price");
    client.call(
      "pdd.goods.sku.price.update",
      price({ group_price: 5_950, single_price: 6_050 }, { market_price: 6_100 }),
    );
  });
});
