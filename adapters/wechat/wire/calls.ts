/** Their calls: what each one takes, and the shape of its answer. Codes and numbers of ours go out as text, theirs as they gave them. */
import type * as z from "zod";
import { epochMs, SECOND_MS } from "../../../domain/time.ts";
import type { Call, Code, Instant } from "../../contract.ts";
import type { App, Shop } from "../rules/settings.ts";
import * as account from "./account.ts";
import * as order from "./order.ts";
import { pictureSize } from "./picture-size.ts";
import * as product from "./product.ts";
import { Done } from "./scalar.ts";
import * as taxonomy from "./taxonomy.ts";

/** The shop's own calls, those shared with other products since 2025, and those that fetch a token (`sign` knows them by this). */
const OWN = "/channels/ec/";
const SHARED = "/shop/ec/";
export const SIGN_IN = "/cgi-bin/";

/** A question: it changes nothing there and may be asked again. */
export function ask<T>(api: string, body: object, reply: z.ZodType<T>, prefix = OWN): Call<T> {
  return { api, method: "POST", path: prefix + api, body, reply, repeatable: true };
}
/** The questions that only answer to GET (POST is refused with 43001). */
function get<T>(api: string, reply: z.ZodType<T>, prefix = OWN): Call<T> {
  return { api, method: "GET", path: prefix + api, reply, repeatable: true };
}
/** A change: sent once, over a connection of its own. */
export function act<T>(api: string, body: object, reply: z.ZodType<T>): Call<T> {
  return { ...ask(api, body, reply), repeatable: false };
}

/** Never forced: several workers get the same token. */
export const ownToken = ({ appId: appid, appSecret: secret = "" }: Shop) => {
  const body = { grant_type: "client_credential", appid, secret, force_refresh: false };
  return ask("stable_token", body, account.WireToken, SIGN_IN);
};
export const componentToken = (app: App) => {
  const body = {
    component_appid: app.componentAppId ?? "",
    component_appsecret: app.componentAppSecret ?? "",
    component_verify_ticket: app.componentVerifyTicket ?? "",
  };
  return ask("component/api_component_token", body, account.WireComponentToken, SIGN_IN);
};
export const shopToken = (app: App, shop: Shop, component_access_token: string) => {
  const body = {
    component_appid: app.componentAppId ?? "",
    authorizer_appid: shop.appId,
    authorizer_refresh_token: shop.authorizerRefreshToken ?? "",
  };
  const call = ask("component/api_authorizer_token", body, account.WireShopToken, SIGN_IN);
  return { ...call, query: { component_access_token } };
};
export const shopInfo = () => get("basics/info/get", account.WireShop);
/** They want to be told both sides of a picture, where we can read them. */
export const picture = (bytes: Uint8Array, type: string): Call<string> => {
  const { height, width } = pictureSize(bytes) ?? {};
  const sides = height === undefined ? {} : { height: String(height), width: String(width) };
  const file = { field: "media", name: `picture.${type.replace(/^image\/|\+xml$/g, "")}`, type, bytes };
  const { body: _, ...call } = ask("basics/img/upload", {}, account.WirePicture, SHARED);
  return { ...call, query: { upload_type: "0", resp_type: "1", ...sides }, file };
};

export const paths = () => get("category/all", taxonomy.WirePaths, SHARED);
export const relations = () =>
  ask("category/get_category_relation_list", { is_filter_status: false }, taxonomy.WireRelations, SHARED);
export const category = (cat_id: string) => ask("category/detail", { cat_id }, taxonomy.WireCategory, SHARED);
export const brands = (next_key: string) =>
  ask("brand/valid/list/get", { page_size: 50, next_key }, taxonomy.WireBrands);
/** Lists that go by offset: the key of a page is where it begins. */
const TEMPLATE_PAGE = 20;
const ADDRESS_PAGE = 100;
const from = (key: string, limit: number) => ({ offset: Number(key), limit });
export const templateIds = (key: string) =>
  ask("merchant/getfreighttemplatelist", from(key, TEMPLATE_PAGE), taxonomy.WireTemplateIds(key, TEMPLATE_PAGE));
export const template = (template_id: string) =>
  ask("merchant/getfreighttemplatedetail", { template_id }, taxonomy.WireTemplate(template_id));
export const addressIds = (key: string) =>
  ask("merchant/address/list", from(key, ADDRESS_PAGE), taxonomy.WireAddressIds(key, ADDRESS_PAGE));
export const address = (address_id: string) =>
  ask("merchant/address/get", { address_id }, taxonomy.WireAddressDetail(address_id));
export const companies = () =>
  ask("order/deliverycompanylist/new/get", { ewaybill_only: false }, taxonomy.WireCompanies);

const BOTH_COPIES = 3;
/** Goods and vouchers lie on two shelves, with calls of their own that ask for the same. */
export const GOODS = {
  name: "goods:",
  ids: "product/list/get",
  get: "product/get",
  add: "product/add",
  update: "product/update",
  price: "product/auditfree",
  reply: product.WireGoods,
} as const;
export const LIFE = {
  name: "life:",
  ids: "product/locallife/list/get",
  get: "product/locallife/get",
  add: "product/locallife/add",
  update: "product/locallife/update",
  price: "product/locallife/auditfree",
  reply: product.WireLife,
} as const;
export type Shelf = typeof GOODS | typeof LIFE;

/** Drafts included: without a status it holds everything but the recycle bin. Numbers only, newest or oldest first is not documented. */
export const productIds = (shelf: Shelf, next_key: string) =>
  ask(shelf.ids, { page_size: product.PRODUCT_PAGE, next_key }, product.WireProductIds);
export const productOn = (shelf: Shelf, product_id: string): Call<product.WireProduct | null> =>
  ask(shelf.get, { product_id, data_type: BOTH_COPIES }, shelf.reply);
export const add = (shelf: Shelf, body: object) => act(shelf.add, body, product.WireCreated);
export const update = (shelf: Shelf, product_id: string, body: object) =>
  act(shelf.update, { ...body, product_id }, product.WireCreated);
export const price = (shelf: Shelf, product_id: string, skus: readonly object[]) =>
  act(shelf.price, { product_id, skus }, Done);
/** At most 50 products a call. */
export const stocks = (product_id: readonly string[]) =>
  ask("product/stock/batchget", { product_id }, product.WireStocks);
/** The number itself; a difference has no key and could not be settled after a lost answer. */
export const stock = (product_id: string, sku_id: string, num: number) =>
  act("product/stock/update", { product_id, sku_id, diff_type: 3, num }, Done);
export const submit = (product_id: string) => act("product/listing", { product_id }, Done);
export const withdraw = (product_id: string) => act("product/audit/cancel", { product_id }, Done);
export const delist = (product_id: string) => act("product/delisting", { product_id }, Done);
export const remove = (product_id: string) => act("product/delete", { product_id }, Done);

const seconds = (at: Instant): number => Math.floor(epochMs(at) / SECOND_MS);
/** The largest page of the lists of orders and of vouchers. */
const ORDER_PAGE = 100;
const VOUCHER_PAGE = 50;
export interface Window {
  from: Instant;
  to: Instant;
  at: string | null;
}
const pageKey = ({ at }: Window) => (at === null ? {} : { next_key: at });
const rangeOf = ({ from, to }: Window) => ({ start_time: seconds(from), end_time: seconds(to) });
export const updatedOrders = (window: Window) => {
  const body = { update_time_range: rangeOf(window), page_size: ORDER_PAGE, ...pageKey(window) };
  return ask("order/list/get", body, order.WireOrderIds);
};
export const createdOrders = (window: Window) => {
  const body = { create_time_range: rangeOf(window), page_size: ORDER_PAGE, ...pageKey(window) };
  return ask("order/list/get", body, order.WireOrderIds);
};
export const updatedCases = (window: Window) => {
  const { start_time: begin_update_time, end_time: end_update_time } = rangeOf(window);
  const body = { begin_update_time, end_update_time, ...pageKey(window) };
  return ask("aftersale/getaftersalelist", body, order.WireCaseIds);
};
export const rawOrder = (order_id: string) => ask("order/get", { order_id }, order.WireRawOrder);
export const wholeOrder = (order_id: string) => ask("order/get", { order_id }, order.WireWholeOrder);
export const rawCase = (after_sale_order_id: string) =>
  ask("aftersale/getaftersaleorder", { after_sale_order_id }, order.WireRawCase);
export const decode = (order_id: string) => ask("order/sensitiveinfo/decode", { order_id }, order.WireDecoded);
export const vouchers = (openid: string, page_ctx: string) =>
  ask("voucher/get_list", { openid, page_size: VOUCHER_PAGE, page_ctx }, order.WireVouchers);

export const ship = (order_id: string, delivery_list: readonly object[]) =>
  act("order/delivery/send", { order_id, delivery_list }, Done);
/** Whole (`delivery_list`), or parcel by parcel (`change_infos`). */
export const changeParcels = (order_id: string, change: object) =>
  act("order/deliveryinfo/update", { order_id, ...change }, Done);
/** Under a request number: the same once more changes nothing. All codes or none; the answer names the refused. */
export const consume = (consume_request_no: string, codes: readonly Code[], store: string | undefined) => {
  const body = { codes: codes.map(({ code }) => code), sku_id: codes[0]?.platformSkuId, consume_store_name: store };
  return act("voucher/consume", { consume_request_no, ...body }, order.WireRedeemed);
};
export const revoke = (revoke_request_no: string, codes: readonly Code[]) => {
  const reovke_vouchers = codes.map(({ code, platformSkuId }) => ({ code, sku_id: platformSkuId })); // spelt so on the wire
  return act("voucher/revoke", { revoke_request_no, reovke_vouchers }, order.WireRedeemed);
};
/** A case's number goes as text: a number is refused with 47001. */
export const accept = (after_sale_order_id: string, accept_type: number, address: string | null) =>
  act("aftersale/acceptapply", { after_sale_order_id, accept_type, address_id: address ?? undefined }, Done);
export const reject = (after_sale_order_id: string, reason: string | null, reject_reason: string) => {
  const body = { after_sale_order_id, reject_reason, reject_reason_type: Number(reason ?? 0) };
  return act("aftersale/rejectapply", body, Done);
};
export const rejectReasons = () => ask("aftersale/rejectreason/get", {}, order.WireReasons);
