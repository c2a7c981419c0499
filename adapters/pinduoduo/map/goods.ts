/** Pure: a listing of ours into their draft, their goods into readings. */
import { fen } from "../../../domain/money.ts";
import type { Body, CategoryRules, Observation, Reading, Ware } from "../../contract.ts";
import type { WireGoods, WireListed, WireProperty, WireSku, WireSpecName, WireState } from "../wire.ts";

/** Buyers who join a group pay our price; single price and reference price must stand above it, by a yuan each. */
const ABOVE_FEN = 100;
const DAY_SECONDS = 86_400;
/** Sale attributes are their specs; number and choice attributes carry in their id how a value goes out. */
const SPEC = "spec:";
const CHOICE = ":vid";
const NUMBER = ":unit";

/** Names of the spec values that a sku needs: their ids are asked for before the draft. */
export function specsOf({ attributes }: Body["skus"][number]): readonly { parent: string; name: string }[] {
  return Object.entries(attributes).map(([id, name]) => ({ parent: id.slice(SPEC.length), name }));
}

/** The whole draft: creation and every edit overwrite everything. `live`: the copy on sale, whose prices and stock stay. */
export function toDraft(body: Body, specIds: readonly (readonly string[])[], live: WireGoods | null): object {
  const sku_list = body.skus.map((sku, index) => {
    const there = live?.sku_list.find((one) => one.out_sku_sn === sku.merchantKey);
    const quantity = there === undefined ? (live === null ? sku.stock : 0) : there.quantity;
    const groupPrice = there?.multi_price ?? sku.priceFen;
    return {
      ...(there !== undefined && { sku_id: there.sku_id }),
      out_sku_sn: sku.merchantKey,
      // A sku on the shelf may not be empty; the stock write that fills it puts it up.
      is_onsale: quantity > 0 ? 1 : 0,
      limit_quantity: 999,
      ...(there === undefined ? pricesOf(groupPrice) : { multi_price: there.multi_price, price: there.price }),
      quantity: live === null ? quantity : 0, // in an edit: by how much it changes
      spec_id_list: `[${(specIds[index] ?? []).join()}]`,
      thumb_url: sku.picture ?? body.pictures[0],
      weight: body.weightGrams ?? 0,
      sku_properties: [],
    };
  });
  return {
    goods_name: body.title,
    out_goods_id: body.merchantKey,
    cat_id: body.categoryId,
    cost_template_id: body.freightTemplateId,
    goods_type: 1,
    country_id: 0,
    is_folt: false,
    is_pre_sale: false,
    second_hand: false,
    is_refundable: body.returns === "seven_days",
    shipment_limit_second: (body.shipWithinHours ?? 48) <= 24 ? DAY_SECONDS : 2 * DAY_SECONDS,
    market_price: referencePrice(sku_list.map(({ price }) => price)),
    carousel_gallery: body.pictures,
    detail_gallery: body.detailPictures.length > 0 ? body.detailPictures : body.pictures,
    goods_properties: Object.entries(body.attributes).flatMap(([id, values]) =>
      values.map((one) => toProperty(id, one)),
    ),
    sku_list,
  };
}

/** Group price and the single price above it. */
export const pricesOf = (groupPrice: number) => ({ multi_price: groupPrice, price: groupPrice + ABOVE_FEN });
/** The reference price: above every single price. */
export const referencePrice = (prices: readonly number[]): number => Math.max(...prices) + ABOVE_FEN;

function toProperty(id: string, value: string): object {
  if (id.endsWith(CHOICE)) return { ref_pid: id.slice(0, -CHOICE.length), vid: value };
  const [number, unit] = value.split(" ");
  return id.endsWith(NUMBER)
    ? { ref_pid: id.slice(0, -NUMBER.length), value: number, value_unit: unit }
    : { ref_pid: id, value };
}

/** A property as lint and forms see it; conditional requirements are left to their answer. */
export function toAttribute(wire: WireProperty): CategoryRules["attributes"][number] {
  const options = (wire.values ?? []).map(({ vid, value }) => ({ id: vid, name: value }));
  const closed = wire.choose_max_num === 1 ? "one" : "many";
  const type = options.length > 0 ? closed : wire.property_value_type === 1 ? "number" : "text";
  const units = wire.value_unit ?? [];
  const id = wire.ref_pid + (options.length > 0 ? CHOICE : type === "number" ? NUMBER : "");
  const required = wire.required === true && wire.required_rule_type !== 1;
  return { id, name: wire.name, required, sale: false, type, units, options };
}

/** The first spec of a category carries our option; its values are free text. */
export function toSaleAttribute({
  parent_spec_id,
  parent_spec_name,
}: WireSpecName): CategoryRules["attributes"][number] {
  const id = SPEC + parent_spec_id;
  return { id, name: parent_spec_name, required: true, sale: true, type: "text", units: [], options: [] };
}

const AUDITS: readonly Observation["audit"]["state"][] = ["none", "pending", "passed", "refused"];
const SHELVES: Readonly<Record<number, Observation["shelf"]>> = { 1: "on", 2: "off", 3: "on", 4: "gone" };

/** What may still be ordered: the stock without what unpaid orders hold. */
const sellable = ({ quantity, reserve_quantity }: WireSku): number => quantity - (reserve_quantity ?? 0);

/** A draft that was never on sale has no shelf state; sold out is on the shelf for them. */
export function toReading(
  goods: WireGoods,
  state: WireState | null,
): Pick<Reading, "audit" | "shelf" | "listedOnce" | "skus"> {
  const shelf = goods.status == null ? "never" : (SHELVES[goods.status] ?? "off");
  const audit = AUDITS[state?.check_status ?? 2] ?? "pending";
  return {
    audit: { state: audit, since: null, reason: audit === "refused" ? (state?.reject_comment ?? null) : null },
    shelf,
    listedOnce: shelf !== "never",
    skus: goods.sku_list.map((sku) => ({
      merchantKey: sku.out_sku_sn ?? "",
      platformSkuId: sku.sku_id,
      priceFen: fen(sku.multi_price),
      shown: sellable(sku),
      booked: null,
    })),
  };
}

/** A row of the shop's list with its detail: prices stand in the detail alone. */
export function toWare(row: WireListed, goods: WireGoods): Ware {
  return {
    platformId: goods.goods_id,
    merchantKey: goods.outer_goods_id || null,
    title: goods.goods_name,
    picture: row.image_url || row.thumb_url || null,
    shelf: toReading(goods, null).shelf,
    skus: goods.sku_list.map((sku) => ({
      platformSkuId: sku.sku_id,
      merchantKey: sku.out_sku_sn || null,
      barcode: null,
      name: (sku.spec ?? []).map(({ spec_name }) => spec_name).join(" "),
      priceFen: fen(sku.multi_price),
      shown: sellable(sku),
    })),
  };
}
