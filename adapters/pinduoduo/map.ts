/** Pure and total: a listing of ours into their draft, their goods and orders into readings of ours. */
import { fen, sumFen } from "../../domain/money.ts";
import type { Body, CategoryRules, Fen, Observation, OrderLine } from "../contract.ts";
import type { PlatformOrder, Reading, SkuValue, Ware } from "../contract.ts";
import * as whole from "../runtime/whole-order.ts";
import { carrierOf, CARRIERS, CONFIRM, knownState, REFUND, STATUS } from "./codes.ts";
import { ORDINARY_GOODS } from "./rules/index.ts";
import type { WireGoods, WireListed, WireOrder, WireProperty, WireSku, WireSpecName, WireState } from "./wire/index.ts";

/** Buyers who join a group pay our price; single price and reference price must stand above it, by a yuan each. */
const ABOVE_FEN = 100;
const DAY_SECONDS = 86_400;
/** A sale attribute is a spec; choices and numbers carry in their id how a value goes out. */
const [SPEC, CHOICE, NUMBER] = ["spec:", ":vid", ":unit"];

const pricesOf = (groupPrice: number) => ({ multi_price: groupPrice, price: groupPrice + ABOVE_FEN });
const referencePrice = (prices: readonly number[]): number => Math.max(...prices) + ABOVE_FEN;

/** The spec value of a sku; its id is asked for before the draft is made. */
export const specOf = ({ attributes }: Body["skus"][number]) =>
  Object.entries(attributes).map(([id, spec_name]) => ({ parent_spec_id: id.slice(SPEC.length), spec_name }))[0] ?? {};

/** The whole draft: creation and every edit overwrite everything. `live`: the copy on sale, whose prices and stock stay. */
export function toDraft(body: Body, specIds: readonly string[], live: WireGoods | null): object {
  const sku_list = body.skus.map((sku, index) => {
    const there = live?.sku_list.find((one) => one.out_sku_sn === sku.merchantKey);
    const stock = live === null ? sku.stock : (there?.quantity ?? 0);
    const quantity = live === null ? stock : 0; // in an edit: by how much it changes
    const is_onsale = stock > 0 ? 1 : 0; // one on the shelf may not be empty; the stock write that fills it puts it up
    const { multi_price, price } = there ?? pricesOf(sku.priceFen);
    const ids = { sku_id: there?.sku_id, out_sku_sn: sku.merchantKey, spec_id_list: `[${specIds[index]}]` };
    const thing = { thumb_url: sku.picture ?? body.pictures[0], weight: body.weightGrams ?? 0, sku_properties: [] };
    return { ...ids, ...thing, multi_price, price, quantity, is_onsale, limit_quantity: 999 };
  });
  const heading = { goods_name: body.title, out_goods_id: body.merchantKey, cat_id: body.categoryId };
  return {
    ...ORDINARY_GOODS,
    ...heading,
    sku_list,
    cost_template_id: body.freightTemplateId,
    is_refundable: body.returns === "seven_days",
    shipment_limit_second: (body.shipWithinHours ?? 48) <= 24 ? DAY_SECONDS : 2 * DAY_SECONDS,
    market_price: referencePrice(sku_list.map(({ price }) => price)),
    carousel_gallery: body.pictures,
    detail_gallery: body.detailPictures.length > 0 ? body.detailPictures : body.pictures,
    goods_properties: Object.entries(body.attributes).flatMap(([id, all]) => all.map((one) => toProperty(id, one))),
  };
}

function toProperty(id: string, value: string): object {
  const [ref_pid, form] = id.split(":");
  const [number, value_unit] = value.split(" ");
  if (form === undefined) return { ref_pid, value };
  return `:${form}` === CHOICE ? { ref_pid, vid: value } : { ref_pid, value: number, value_unit };
}

/** New prices of some skus; the reference price stays above those of all. */
export function toPrices(skus: readonly SkuValue<Fen>[], { goods_id, sku_list }: WireGoods): object {
  const wanted = new Map(skus.map(({ platformSkuId, value }) => [platformSkuId, pricesOf(value)]));
  const market_price = referencePrice(sku_list.map((sku) => wanted.get(sku.sku_id)?.price ?? sku.price));
  const rows = [...wanted].map(([sku_id, to]) => ({ sku_id, group_price: to.multi_price, single_price: to.price }));
  return { goods_id, market_price, sku_price_list: rows };
}

/** A property as lint and forms see it; what is required only beside another answer is left to theirs. */
export function toAttribute(wire: WireProperty): CategoryRules["attributes"][number] {
  const options = (wire.values ?? []).map(({ vid, value }) => ({ id: vid, name: value }));
  const open = wire.property_value_type === 1 ? "number" : "text";
  const type = options.length === 0 ? open : wire.choose_max_num === 1 ? "one" : "many";
  const form = options.length > 0 ? CHOICE : type === "number" ? NUMBER : "";
  const required = wire.required === true && wire.required_rule_type !== 1;
  const units = wire.value_unit ?? [];
  return { id: `${wire.ref_pid}${form}`, name: wire.name, required, sale: false, type, units, options };
}

/** The first spec of a category carries our option; its values are free text. */
export function toSaleAttribute({ parent_spec_id: id, parent_spec_name: name }: WireSpecName) {
  return { id: `${SPEC}${id}`, name, required: true, sale: true, type: "text", units: [], options: [] } as const;
}

const AUDITS = ["none", "pending", "passed", "refused"] as const;
/** Sold out is on the shelf for them; a draft that was never on sale has no state of the shelf. */
const SHELVES = ["never", "on", "off", "on", "gone"] as const satisfies Observation["shelf"][];

/** `shown`: the stock without what unpaid orders hold. */
const skuOf = ({ sku_id, multi_price, quantity, reserve_quantity }: WireSku) => {
  return { platformSkuId: sku_id, priceFen: fen(multi_price), shown: quantity - (reserve_quantity ?? 0) };
};

export function toReading(goods: WireGoods, state: WireState | null): Omit<Reading, "ref"> {
  const shelf = SHELVES[goods.status ?? 0] ?? "off";
  const audit = AUDITS[state?.check_status ?? 2] ?? "pending";
  const reason = audit === "refused" ? (state?.reject_comment ?? null) : null;
  const skus = goods.sku_list.map((sku) => ({
    ...skuOf(sku),
    merchantKey: sku.out_sku_sn ?? "",
    booked: sku.reserve_quantity ?? null,
  }));
  return { audit: { state: audit, since: null, reason }, shelf, listedOnce: shelf !== "never", skus };
}

/** A row of the shop's list with its detail: prices stand in the detail alone. */
export function toWare({ image_url, thumb_url }: WireListed, goods: WireGoods): Ware {
  const skus = goods.sku_list.map((sku) => {
    const name = (sku.spec ?? []).map(({ spec_name }) => spec_name).join(" ");
    return { ...skuOf(sku), merchantKey: sku.out_sku_sn || null, barcode: null, name };
  });
  const { goods_id: platformId, goods_name: title } = goods;
  const [picture, { shelf }] = [image_url || thumb_url || null, toReading(goods, null)];
  return { platformId, merchantKey: goods.outer_goods_id || null, title, picture, shelf, skus };
}

/** A state that is new to us stays open with its raw text. */
export function toOrder(wire: WireOrder): PlatformOrder {
  const { order_status: status, refund_status: refund, confirm_status: confirm, pay_time, last_ship_time } = wire;
  const asked = status < STATUS.shipped && (refund === REFUND.asked || refund === REFUND.underWay);
  const unpaid = confirm === CONFIRM.cancelled ? "closed_unpaid" : "unpaid";
  const times = { placedAt: wire.created_time, paidAt: pay_time, updatedAt: wire.updated_at };
  const sent = [wire, ...(wire.extra_delivery_list ?? [])];
  const lines = linesOf(wire);
  return {
    ...whole.UNTOLD_ORDER,
    ...times,
    orderNo: wire.order_sn,
    pay: pay_time !== null || confirm === CONFIRM.yes ? "paid" : unpaid,
    rawState: `order ${status}, refund ${refund}, confirm ${confirm}`,
    recognised: knownState(status, refund, confirm),
    ended: status === STATUS.received || refund === REFUND.done || confirm === CONFIRM.cancelled,
    shipBy: last_ship_time && { at: last_ship_time, basis: "platform" },
    holds: whole.holdsWhen({
      refund_review: { holds: asked, raw: `refund_status ${refund}` },
      risk: { holds: wire.risk_control_status === 1, raw: "risk_control_status 1" },
      group_unformed: { holds: confirm === CONFIRM.not && pay_time !== null, raw: "confirm_status 0" },
    }),
    lines,
    freightFen: wire.postage,
    parcels: whole.parcelsOf(
      sent.map((one) => ({ carrier: carrierOf(one.logistics_id ?? ""), waybill: one.tracking_number })),
      lines,
    ),
    buyerNote: wire.buyer_memo || null,
    sellerNote: wire.remark || null,
    invoice: wire.invoice_status === 1,
    receiver: whole.maskedReceiver({
      name: wire.receiver_name_mask,
      phone: wire.receiver_phone_mask,
      address: wire.receiver_address_mask,
      region: [wire.province, wire.city, wire.town],
      ciphers: [wire.receiver_name, wire.receiver_phone, wire.receiver_address],
    }),
  };
}

function linesOf(wire: WireOrder): OrderLine[] {
  const lists = wire.item_list.map((item) => fen(item.goods_price * item.goods_count));
  const { pay_amount: buyerPaidFen, postage: freightFen, platform_discount: platformDiscountFen } = wire;
  const sellerDiscountFen = sumFen([wire.seller_discount, wire.order_change_amount]);
  const shares = whole.sharesOf({ buyerPaidFen, freightFen, platformDiscountFen, sellerDiscountFen }, lists);
  const free = whole.sharesOf({ amountFen: wire.capital_free_discount }, lists); // who bears it is not told
  const [refunded, closed] = [wire.refund_status === REFUND.done, wire.confirm_status === CONFIRM.cancelled];
  const state = { left: wire.order_status >= STATUS.shipped, refunded, closed };
  return wire.item_list.map(({ goods_id: platformId, sku_id, ...item }, index) => {
    const funders = [{ code: "capital_free_discount", payer: "unknown" as const, ...free(index) }];
    const given = funders.filter(({ amountFen }) => amountFen > 0);
    const name = `${item.goods_name ?? ""} ${item.goods_spec ?? ""}`.trim();
    const money = { ...whole.UNTOLD_MONEY, listFen: lists[index] ?? fen(0), ...shares(index), funders: given };
    const ids = { lineNo: sku_id, platformId, platformSkuId: sku_id, merchantKey: item.outer_id || null };
    return { ...ids, name, ...whole.countsOf(item.goods_count, state), money };
  });
}

/** A parcel as they take it; a carrier that we have no number of goes out as it is, and they refuse it. */
export function toShipment({ orderNo, carrier, waybill }: { orderNo: string; carrier: string; waybill: string }) {
  return { order_sn: orderNo, logistics_id: CARRIERS[carrier]?.[0] ?? carrier, tracking_number: waybill };
}
