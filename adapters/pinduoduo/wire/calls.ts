/** Their calls: what each one takes, and the shape of its answer. */
import type * as z from "zod";
import { epochMs, SECOND_MS } from "../../../domain/time.ts";
import type { Call, Instant } from "../../contract.ts";
import * as shapes from "./shapes.ts";

/** The largest page of every list. */
export const PAGE = 100;

/** A question: it changes nothing, so the door may repeat it. `body`: texts, numbers, and what goes out as JSON. */
function ask<T>(api: string, body: object, reply: z.ZodType<T>): Call<T> {
  return { api, method: "POST", path: "/api/router", body, reply, repeatable: true };
}

/** A change: sent once, over a connection of its own. */
function act<T>(api: string, body: object, reply: z.ZodType<T>): Call<T> {
  return { ...ask(api, body, reply), repeatable: false };
}

export const token = (by: "create" | "refresh", body: object) =>
  act(`pdd.pop.auth.token.${by}`, body, shapes.WireToken);
export const mall = () => ask("pdd.mall.info.get", {}, shapes.WireMall);
export const picture = (bytes: Uint8Array, type: string) => {
  const image = `data:${type};base64,${Buffer.from(bytes).toString("base64")}`;
  return ask("pdd.goods.image.upload", { image }, shapes.WireImage);
};

export const categories = (parent: string | null) =>
  ask("pdd.goods.authorization.cats", { parent_cat_id: parent ?? "0" }, shapes.WireCategories);
export const properties = (cat_id: string) => ask("pdd.goods.cat.rule.get", { cat_id }, shapes.WireRule);
export const specs = (cat_id: string) => ask("pdd.goods.spec.get", { cat_id }, shapes.WireSpecs);
/** The id of a spec value; asking again for a name gives the same one. */
export const spec = (body: object) => ask("pdd.goods.spec.id.get", body, shapes.WireSpec);
export const templates = () =>
  ask("pdd.goods.logistics.template.get", { page: 1, page_size: PAGE }, shapes.WireTemplates);
export const addresses = () => ask("pdd.refund.address.list.get", {}, shapes.WireAddresses);
export const companies = () => ask("pdd.logistics.companies.get", {}, shapes.WireCompanies);

export const newDraft = (draft: object) => act("pdd.goods.edit.goods.commit", draft, shapes.WireCommit);
/** Saves or submits a draft that waits or was refused; with the fields of a product it is overwritten first. */
export const oldDraft = (body: object) => act("pdd.goods.submit.goods.commit", body, shapes.WireUpdated);
/** An edit of what has passed once. */
export const edit = (body: object) => act("pdd.goods.information.update", body, shapes.WireUpdated);
export const drafts = (check_status: number, page: number, goods_id?: string) =>
  ask("pdd.goods.commit.list.get", { check_status, goods_id, page, page_size: PAGE }, shapes.WireCommits);
export const states = (goods_id: string) =>
  ask("pdd.goods.latest.commit.status.get", { goods_id_list: `[${goods_id}]` }, shapes.WireStates);
export const draft = (goods_id: string, goods_commit_id: string) =>
  ask("pdd.goods.commit.detail.get", { goods_id, goods_commit_id }, shapes.WireGoods);

export const goods = (goods_id: string) => ask("pdd.goods.detail.get", { goods_id }, shapes.WireGoods);
export const goodsByKey = (outer_goods_id: string) =>
  ask("pdd.goods.list.get", { outer_goods_id, page: 1, page_size: PAGE }, shapes.WireGoodsIds);
export const allGoods = (page: number, page_size: number) =>
  ask("pdd.goods.list.get", { page, page_size }, shapes.WireGoodsList);
export const shelve = (goods_id: string | null, is_onsale: 0 | 1) =>
  act("pdd.goods.sale.status.set", { goods_id, is_onsale }, shapes.WireDone);
export const price = (body: object) => act("pdd.goods.sku.price.update", body, shapes.WireDone);
/** By how much the stock of one sku changes. */
export const stock = (goods_id: string | null, sku_id: string, quantity: number) =>
  act("pdd.goods.quantity.update", { goods_id, sku_id, quantity, update_type: 2 }, shapes.WireDone);
export const remove = (goods_id: string | null) =>
  act("pdd.delete.goods.commit", { goods_ids: `[${goods_id}]` }, shapes.WireDone);

const EVERY_STATE = { order_status: 5, refund_status: 5, use_has_next: false, page_size: PAGE };
const seconds = (at: Instant): number => epochMs(at) / SECOND_MS;
export const changedOrders = (from: Instant, to: Instant, page: number) => {
  const window = { start_updated_at: seconds(from), end_updated_at: seconds(to), page, is_lucky_flag: 0 };
  return ask("pdd.order.number.list.increment.get", { ...EVERY_STATE, ...window }, shapes.WireOrders);
};
export const confirmedOrders = (from: Instant, to: Instant, page: number) => {
  const window = { start_confirm_at: seconds(from), end_confirm_at: seconds(to), page };
  return ask("pdd.order.list.get", { ...EVERY_STATE, ...window }, shapes.WireOrders);
};
export const order = (order_sn: string) => ask("pdd.order.information.get", { order_sn }, shapes.WireOrderInfo);
/** For the first time, or with another number afterwards. */
export const ship = (body: { order_sn: string; logistics_id: string; tracking_number: string }, type: 1 | 2) =>
  act("pdd.logistics.online.send", { ...body, redelivery_type: type }, shapes.WireDone);
