import type * as z from "zod";
import type { Call } from "../../contract.ts";

/** The one address of all methods; the method itself is named in a header. */
export const GATEWAY = "/api/http/sopRequest";
/** The token endpoint: plain form in, plain JSON out, no signature. */
export const TOKEN_PATH = "/api/oauth/token";
/** Our name for calls of the token endpoint, which is no method of theirs. */
export const TOKEN_API = "oauth.token";

/** Method (without `suning.custom.`) → the node that wraps its parameters and, in the answer, its result. */
const ROOTS: Readonly<Record<string, string>> = {
  "shopinfo.get": "getShopInfo",
  "category.query": "category",
  "newbrand.query": "queryNewbrand",
  "itemparameters.query": "itemParameters",
  "freighttemplate.query": "freightTemplate",
  "invaddress.query": "invaddress",
  "logisticcompany.query": "logisticCompany",
  "npic.add": "addNPic",
  "item.add": "item",
  "item.get": "item",
  "item.query": "item",
  "item.delorres": "item",
  "itemdetail.query": "itemDetail",
  "itemsale.query": "itemSale",
  "itemcontents.modify": "itemContents",
  "childitem.add": "childItem",
  "norm.modify": "modifyNorm",
  "otoinfo.modify": "modifyOtoinfo",
  "getproductcode.query": "queryGetproductcode",
  "shelves.add": "shelves",
  "shelves.move": "shelves",
  "price.update": "updatePrice",
  "inventory.modify": "inventory",
  "inventory.get": "inventory",
  "order.query": "orderQuery",
  "ord.query": "orderQuery",
  "order.get": "orderGet",
  "orderdelivery.add": "orderDelivery",
  "orderdelivery.modify": "orderDelivery",
  "refundlistinformation.query": "queryRefundlistinformation",
  "refundinformation.query": "queryRefundinformation",
  "agreerefund.confirm": "confirmAgreerefund",
  "agreereturn.confirm": "confirmAgreereturn",
  "rejectrefund.modify": "modifyRejectrefund",
  "rejectreturn.modify": "modifyRejectreturn",
  "storegroup.query": "queryStoregroup",
  "code.get": "getCode",
  "code.modify": "verificationInfo",
  "tickets.receive": "receiveTickets",
};

const FAMILY = "suning.custom.";

/** The node of a method's parameters. Throws a TypeError for a method that this adapter does not use. */
export function rootOf(api: string): string {
  const root = ROOTS[api.slice(FAMILY.length)];
  if (root === undefined) throw new TypeError(`no root node known for ${api}`);
  return root;
}

/** A read of theirs: may be repeated at will. */
export function ask<T>(name: string, body: object, reply: z.ZodType<T>): Call<T> {
  return { api: FAMILY + name, method: "POST", path: GATEWAY, body, reply, repeatable: true };
}

/** A change over there: after silence only a look tells whether it happened. */
export function act<T>(name: string, body: object, reply: z.ZodType<T>): Call<T> {
  return { ...ask(name, body, reply), repeatable: false };
}
