import { expect, test } from "vitest";
import { bench, type Bench } from "./testing/bench.ts";
import { added, sku, walnut } from "./testing/goods.ts";

type Change = (at: Bench) => Record<string, unknown>;
const attributes =
  (change: (all: { attr_key: string; attr_value: string }[]) => unknown): Change =>
  (at) => {
    const body = walnut(at);
    const attrs = Array.isArray(body["attrs"]) ? body["attrs"] : [];
    return { attrs: change(attrs) };
  };
const path =
  (leaf: string): Change =>
  (at) => ({ cats_v2: at.leaf(leaf).path.map(({ id }) => ({ cat_id: id })) });
const service = (more: object): Record<string, unknown> => ({
  extra_service: { seven_day_return: 0, freight_insurance: 0, ...more },
});
const oneSku =
  (change: object): Change =>
  () => ({ skus: [{ ...sku("A", "1袋", 100), ...change }] });
const text = (length: number): string => "长".repeat(length);

const REFUSALS: readonly [string, number, Change][] = [
  ["no title", 10020020, () => ({ title: "" })],
  ["a title of 61", 10020021, () => ({ title: text(61) })],
  ["four effective characters", 10020042, () => ({ title: "核桃!!!果果" })],
  ["a root sign", 10020045, () => ({ title: "深山核桃√新果" })],
  ["a Roman numeral", 10020045, () => ({ title: "深山核桃Ⅲ级新果" })],
  ["Latin letters alone", 10020045, () => ({ title: "Walnut 500" })],
  ["no head image", 10020022, () => ({ head_imgs: [] })],
  ["two head images", 10020106, (at) => ({ head_imgs: at.pictures(2) })],
  ["three head images for food", 10020229, (at) => ({ head_imgs: at.pictures(3) })],
  ["ten head images", 10020023, (at) => ({ head_imgs: at.pictures(10) })],
  ["a head image twice", 10020225, (at) => ({ head_imgs: [...at.pictures(4), ...at.pictures(1)] })],
  ["a foreign image", 10020035, (at) => ({ head_imgs: [...at.pictures(3), "https://img.example.com/a.jpg"] })],
  ["no detail image", 10020107, () => ({ desc_info: { imgs: [] } })],
  ["two detail images for food", 10020230, (at) => ({ desc_info: { imgs: at.pictures(2) } })],
  ["21 detail images", 10020025, (at) => ({ desc_info: { imgs: at.pictures(21) } })],
  ["a detail image twice", 10020226, (at) => ({ desc_info: { imgs: [...at.pictures(3), ...at.pictures(1)] } })],
  ["an unknown category", 10020017, () => ({ cats_v2: [{ cat_id: "1" }] })],
  ["a leaf without its path", 10020011, (at) => ({ cats_v2: [{ cat_id: at.leaf("核桃").id }] })],
  ["a category that was not applied for", 10020252, path("榴莲")],
  ["a category by invitation", 10020018, path("白酒")],
  ["a leaf of local life", 10020017, path("民宿")],
  ["a category whose certificate is missing", 10020018, path("保健食品")],
  ["a required attribute that is missing", 10020097, attributes((all) => all.slice(1))],
  ["an attribute twice", 10020096, attributes((all) => [...all, all[0]])],
  ["an empty attribute", 10020113, attributes((all) => [{ attr_key: "产地", attr_value: " " }, ...all.slice(1)])],
  [
    "an option that is none",
    10020098,
    attributes((all) =>
      all.map((one) => ({ ...one, attr_value: one.attr_value === "阴凉干燥" ? "地窖" : one.attr_value })),
    ),
  ],
  [
    "a unit without its space",
    10020098,
    attributes((all) => all.map((one) => ({ ...one, attr_value: one.attr_value.replace("500 g", "500g") }))),
  ],
  [
    "a fraction where a whole number is due",
    10020098,
    attributes((all) => all.map((one) => ({ ...one, attr_value: one.attr_value.replace("180 天", "180.5 天") }))),
  ],
  ["an attribute of no category", 10020098, attributes((all) => [...all, { attr_key: "颜色", attr_value: "红" }])],
  ["a licence number that oil needs", 10020097, path("核桃油")],
  ["a brand of another shop", 10020088, (at) => ({ brand_id: at.other.brands[0]?.brandId })],
  ["a template of another shop", 10020019, (at) => ({ express_info: { template_id: at.other.templates[0]?.id } })],
  ["no weight for freight by weight", 10020068, (at) => ({ express_info: { template_id: at.shop.templates[1]?.id } })],
  [
    "a return address of another shop",
    10020290,
    (at) => ({ after_sale_info: { after_sale_address_id: at.other.addresses[0]?.id } }),
  ],
  ["no express where the category wants it", 10020069, () => ({ deliver_method: 1 })],
  ["a way of delivery that is none", 10020051, () => ({ deliver_method: 2 })],
  ["no extra_service", 40097, () => ({ extra_service: undefined })],
  ["a seven-day return that is none", 10020051, () => service({ seven_day_return: 4 })],
  ["a purchase limit of nothing", 10020210, () => ({ limited_info: { period_type: 1, limited_buy_num: 0 } })],
  ["a long after-sale text", 10020095, () => ({ aftersale_desc: text(201) })],
  ["a long description", 10020026, (at) => ({ desc_info: { imgs: at.pictures(3), desc: text(10_001) } })],
  ["a long out_product_id", 10020036, () => ({ out_product_id: "x".repeat(129) })],
  ["no sku", 10020038, () => ({ skus: [] })],
  [
    "501 skus",
    10020013,
    () => ({ skus: Array.from({ length: 501 }, (_, index) => sku(`S${index}`, `${index}号`, 100)) }),
  ],
  [
    "101 values of one attribute",
    10020031,
    () => ({ skus: Array.from({ length: 101 }, (_, index) => sku(`S${index}`, `${index}号`, 100)) }),
  ],
  ["a price of zero", 10020039, oneSku({ sale_price: 0 })],
  ["a price above ten million yuan", 10020028, oneSku({ sale_price: 1_000_000_001 })],
  ["a price with a fraction", 47001, oneSku({ sale_price: 99.5 })],
  ["a price as text", 47001, oneSku({ sale_price: "100" })],
  ["a null", 47001, oneSku({ out_sku_id: null })],
  ["no stock", 40097, oneSku({ stock_num: undefined })],
  ["a stock below zero", 10020051, oneSku({ stock_num: -1 })],
  ["a long out_sku_id", 10020037, oneSku({ out_sku_id: "x".repeat(129) })],
  ["a long sku_code", 10020029, oneSku({ sku_code: "x".repeat(101) })],
  ["a foreign thumb", 10020035, oneSku({ thumb_img: "https://img.example.com/a.jpg" })],
  ["no sale attribute", 10020216, oneSku({ sku_attrs: [] })],
  ["a sale attribute of no category", 10020012, oneSku({ sku_attrs: [{ attr_key: "颜色", attr_value: "红" }] })],
  ["a sale attribute with a long key", 10020032, oneSku({ sku_attrs: [{ attr_key: text(41), attr_value: "红" }] })],
  ["a sale attribute with a long value", 10020033, oneSku({ sku_attrs: [{ attr_key: "规格", attr_value: text(41) }] })],
  ["two skus of one value", 10020046, () => ({ skus: [sku("A", "1袋", 100), sku("B", "1袋", 100)] })],
  [
    "a pre-sale beyond 15 days",
    10020099,
    oneSku({
      sku_deliver_info: {
        stock_type: 1,
        full_payment_presale_delivery_type: 0,
        full_payment_presale_delivery_time: 16,
      },
    }),
  ],
];

test.each(REFUSALS)("add refuses %s with %i", (_, code, change) => {
  const at = bench();

  const answer = at.call("product/add", walnut(at, change(at)));

  expect(answer["errcode"]).toBe(code);
  expect(at.world.products.size).toBe(2);
});

test("the old tree, obsolete fields and unknown ones are taken", () => {
  const at = bench();
  const cats = at.leaf("核桃").oldPath.map(({ id }) => ({ cat_id: id }));

  const answer = at.call(
    "product/add",
    walnut(at, { cats, cats_v2: [], qualifications: [], never_heard_of: { a: [1] } }),
  );

  expect(answer["errcode"]).toBe(0);
});

test("crafts need the seven-day return and only three head images", () => {
  const at = bench();
  const craft = {
    ...path("竹编")(at),
    head_imgs: at.pictures(3),
    desc_info: { imgs: at.pictures(1) },
    attrs: [
      { attr_key: "产地", attr_value: "湖南江华" },
      { attr_key: "材质", attr_value: "毛竹" },
    ],
  };

  expect(at.call("product/add", walnut(at, { ...craft, title: "瑶家竹编背篓" }))["errcode"]).toBe(10020108);
  expect(
    at.call("product/add", walnut(at, { ...craft, title: "瑶家竹编背篓", ...service({ seven_day_return: 1 }) }))[
      "errcode"
    ],
  ).toBe(0);
});

test("kiwis need the damage guarantee", () => {
  const at = bench();

  expect(at.call("product/add", walnut(at, path("猕猴桃")(at)))["errcode"]).toBe(10020238);
  expect(
    at.call("product/add", walnut(at, { ...path("猕猴桃")(at), ...service({ damage_guarantee: 1 }) }))["errcode"],
  ).toBe(0);
});

test("an update may not take a sku of another product, nor one that never was", () => {
  const at = bench();
  const mine = added(at);
  const foreign = [...at.world.products.values()][0]?.draft.skus[0]?.id;
  const update = (skuId: string | undefined): unknown =>
    at.call("product/update", {
      ...walnut(at, { skus: [{ ...sku("A", "1袋", 100), sku_id: skuId }] }),
      product_id: mine,
    })["errcode"];

  expect(update(foreign)).toBe(10020209);
  expect(update("1")).toBe(10020034);
});
