import { describe, expect, it } from "vitest";
import { fen } from "../../domain/money.ts";
import type { Body } from "../contract.ts";
import { answering } from "./fixtures/replies.ts";
import { toAttribute, toDraft, toPrices, toReading } from "./map.ts";
import { WireGoods, WireRule, WireStates } from "./wire/index.ts";

async function read<T>(fixture: string, reply: { parse(value: unknown): T }): Promise<T> {
  const call = { api: "x", method: "POST", path: "/", reply, repeatable: true } as never;
  return answering(fixture).call(call);
}

const sku = (key: string, priceFen: number, stock: number): Body["skus"][number] => ({
  merchantKey: key,
  name: key,
  attributes: { "spec:3086": key },
  priceFen: fen(priceFen),
  stock,
  picture: null,
});
const body: Body = {
  merchantKey: "WAL-1",
  kind: "goods",
  title: "核桃",
  categoryId: "8500",
  brandId: null,
  freightTemplateId: "f1",
  returnAddressId: null,
  attributes: { "310:vid": ["11"], "311:unit": ["500 g"], "312": ["成县"] },
  pictures: ["https://img.pddpic.com/1.jpg"],
  detailPictures: [],
  detailHtml: "",
  certificates: [],
  shipWithinHours: 24,
  returns: "seven_days",
  weightGrams: 500,
  voucher: null,
  skus: [sku("WAL-1-500", 3_500, 9), sku("WAL-1-2KG", 9_900, 0)],
};

describe("products", () => {
  it("makes a draft with group, single and reference price a yuan apart, and empty skus off the shelf", () => {
    expect(toDraft(body, ["1", "3"], null)).toMatchObject({
      out_goods_id: "WAL-1",
      market_price: 10_100,
      shipment_limit_second: 86_400,
      is_refundable: true,
      detail_gallery: body.pictures,
      goods_properties: expect.arrayContaining([
        { ref_pid: "310", vid: "11" },
        { ref_pid: "311", value: "500", value_unit: "g" },
        { ref_pid: "312", value: "成县" },
      ]),
      sku_list: [
        { multi_price: 3_500, price: 3_600, quantity: 9, is_onsale: 1, spec_id_list: "[1]" },
        { multi_price: 9_900, price: 10_000, quantity: 0, is_onsale: 0 },
      ],
    });
  });

  it("changes neither price nor number of what is on sale when it is edited", async () => {
    const live = await read("goods-live", WireGoods);

    expect(toDraft(body, ["1", "3"], live)).toMatchObject({
      market_price: 10_100,
      sku_list: [
        { sku_id: "900700800901", multi_price: 2_990, price: 3_100, quantity: 0, is_onsale: 1 },
        { sku_id: undefined, multi_price: 9_900, price: 10_000, quantity: 0, is_onsale: 0 },
      ],
    });
  });

  it("keeps the reference price above the prices of all skus, named or not", async () => {
    const live = await read("goods-live", WireGoods);
    const to = { merchantKey: "WAL-1-500", platformSkuId: "900700800901", value: fen(2_000) };

    expect(toPrices([to], live)).toEqual({
      goods_id: "500100200300",
      market_price: 5_700,
      sku_price_list: [{ sku_id: "900700800901", group_price: 2_000, single_price: 2_100 }],
    });
  });

  it("reads what can still be sold, and why the auditors refused", async () => {
    const live = await read("goods-live", WireGoods);
    const [state] = await read("state-refused", WireStates);

    expect(toReading(live, state ?? null)).toMatchObject({
      audit: { state: "refused", reason: "标题含违禁词" },
      shelf: "on",
      listedOnce: true,
      skus: [
        { merchantKey: "WAL-1-500", priceFen: 2_990, shown: 10, booked: 2 },
        { merchantKey: "WAL-1-1KG", priceFen: 5_500, shown: 0 },
      ],
    });
  });

  it("reads properties with how their values go out", async () => {
    const attributes = (await read("properties", WireRule)).map(toAttribute);

    expect(attributes.map(({ id, type, required, units }) => [id, type, required, units])).toEqual([
      ["310:vid", "one", true, []],
      ["311:unit", "number", true, ["g", "kg"]],
      ["312", "text", false, []],
      ["313:vid", "many", false, []],
    ]);
  });
});
