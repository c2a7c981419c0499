/** Pure and total: e-waybills and later ship dates. */
import { epochMs, SECOND_MS } from "../../../domain/time.ts";
import type { Effects, LabelAccount, LabelAsk, LabelSeen, LaterAsked, LaterReason, Named } from "../../contract.ts";
import { carrierOf, deliveryIdOf } from "../codes/index.ts";
import type { WireAccount, WireLabel, WireTemplates } from "../wire/label.ts";
import type { WireOrder } from "../wire/order.ts";

/** Templates of one carrier, the shop's own choice first. */
export function templatesOf(carrier: string, all: WireTemplates): Named[] {
  const own = all.find(({ delivery_id }) => delivery_id === carrier)?.template_list ?? [];
  return [...own]
    .sort((a, b) => Number(b.is_default) - Number(a.is_default))
    .map(({ template_id, template_name }) => ({ id: template_id, name: template_name ?? template_id }));
}

export function toAccount(account: WireAccount, all: WireTemplates): LabelAccount {
  const { delivery_id, acct_id, site_info, shop_id, available } = account;
  const templates = templatesOf(delivery_id, all);
  const site = site_info?.site_code ?? null;
  const name = site_info?.site_name ?? acct_id;
  return { id: acct_id, carrier: carrierOf(delivery_id), name, site, owner: shop_id, left: available, templates };
}

const RESERVED = 0;
const CANCELLED = 2;
/** The numbers of `status` are in no source: one that we don't know is drawn where it has a waybill. */
export function toLabelSeen({ waybill_id: waybill, status, sub_waybill_id_list: parcels }: WireLabel): LabelSeen {
  if (status === CANCELLED) return { state: "cancelled", waybill, parcels };
  return { state: waybill === null || status === RESERVED ? "reserved" : "drawn", waybill, parcels };
}

const FILLED = "*";
/** Their receiver is only checked for being filled, the address used is the order's own: the masked texts of the order do. */
function receiverOf(order: WireOrder | null) {
  const { name = "", phone = "", region = "", address = "" } = order?.delivery_info.address_info?.receiver ?? {};
  const [province = FILLED, city = FILLED, county = FILLED] = region.split(" ").filter((part) => part !== "");
  const [filledName, mobile, street] = [name, phone, address].map((text) => (text === "" ? FILLED : text));
  return { name: filledName, mobile, province, city, county, address: street };
}

/** What both calls for a number take. */
export function toLabelRequest({ orderNo, account, sender, lines, note }: LabelAsk, order: WireOrder | null) {
  const { name, phone: mobile, ...place } = sender;
  const goods_list = lines.map((line) => ({
    good_name: line.name,
    good_count: line.quantity,
    product_id: line.platformId,
    sku_id: line.platformSkuId,
  }));
  return {
    delivery_id: deliveryIdOf(account.carrier),
    ...(account.site !== null && { site_code: account.site }),
    ewaybill_acct_id: account.id,
    sender: { name, mobile, ...place },
    receiver: receiverOf(order),
    ec_order_list: [{ ec_order_id: orderNo, goods_list }],
    ...(note !== "" && { remark: note }),
    ...(account.owner !== null && { shop_id: account.owner }),
  };
}

const REASONS: Readonly<Record<LaterReason, number>> = { buyer_asks: 1, short_of_stock: 2, receiver_wrong: 4 };

export const toLaterAsk = ({ orderNo, shipBy, reason, note }: Effects["askLaterShipping"][0]) => ({
  order_id: orderNo,
  predict_delivery_time: Math.floor(epochMs(shipBy) / SECOND_MS),
  reason: REASONS[reason],
  ...(note !== "" && { remark: note }),
});

/** 4: no answer in time, which counts as refused. 10 and 11 tell of a message about it. */
const ANSWERS = new Map<number, LaterAsked["state"]>([
  [1, "waiting"],
  [10, "waiting"],
  [11, "waiting"],
  [2, "agreed"],
  [3, "refused"],
  [4, "refused"],
]);
export const laterStateOf = (state: number): LaterAsked["state"] => ANSWERS.get(state) ?? "unrecognised";
