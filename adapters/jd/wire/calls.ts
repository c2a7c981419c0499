/** Their methods: what each one takes, and the shape of its answer. */
import { Buffer } from "node:buffer";
import type * as z from "zod";
import { yuanFromFen } from "../../../domain/money.ts";
import { toBeijing } from "../../../domain/time.ts";
import type { Call, Fen, Instant } from "../../contract.ts";
import * as orders from "./order.ts";
import * as own from "./shop.ts";
import * as ware from "./ware.ts";

/** Rows a page: the most that JD gives of wares, skus and cases, and of orders. */
export const PAGE = 50;
export const ORDERS_PAGE = 100;

/** A method that changes nothing. */
export function ask<T>(api: string, body: object, reply: z.ZodType<T>): Call<T> {
  return { api, method: "POST", path: "/routerjson", body, reply, repeatable: true };
}

/** A method that changes something there. */
function act(api: string, body: object): Call<unknown> {
  return { ...ask(api, body, own.WireDone), repeatable: false };
}

/** Sign-in pages take their words in the query. */
export const token = (page: "access_token" | "refresh_token", query: Record<string, string>): Call<own.WireToken> => {
  const path = `/oauth2/${page}`;
  return { api: `oauth2.${page}`, method: "POST", path, query, reply: own.WireToken, repeatable: false };
};
export const vender = () => ask("jingdong.seller.vender.info.get", {}, own.WireVender);
/** Into the default album. */
export const picture = (bytes: Uint8Array) => {
  const body = { image_data: Buffer.from(bytes).toString("base64"), picture_cate_id: "" };
  return ask("jingdong.imgzone.picture.upload", body, own.WirePicture);
};

/** Those that the shop may publish in. */
export const categories = () =>
  ask("jingdong.vender.category.getFullValidCategoryResultByVenderId", {}, own.WireCategories);
export const category = (cid: string) =>
  ask("jingdong.category.read.findById", { cid, field: "id,fid,name,lev" }, own.WireCategoryById);
export const attributes = (cid: string, attributeType: number) => {
  const body = { cid, attributeType, field: "attrValueList,attrGroup" };
  return ask("jingdong.category.read.findAttrsByCategoryIdUnlimitCate", body, own.WireAttributes);
};
export const attributeValues = (categoryAttrId: string) => {
  const body = { categoryAttrId, field: "id,name" };
  return ask("jingdong.category.read.findValuesByAttrIdUnlimit", body, own.WireAttributeValues);
};
export const brands = () => ask("jingdong.pop.vender.cener.venderBrand.query", {}, own.WireBrands);
export const templates = () => ask("jingdong.SkuFareTemplateService.getTemplates", {}, own.WireTemplates);
export const addresses = () => ask("jingdong.vender.shipaddress.query", {}, own.WireAddresses);
/** Those that the shop has a contract with. */
export const carriers = () => ask("jingdong.fce.alpha.getVenderCarrier", {}, own.WireCarriers);

const WARE_FIELDS = Object.keys(ware.WireWare.shape).join(",");
const SKU_FIELDS = Object.keys(ware.WireSku.shape).join(",");
export const wareById = (wareId: string) =>
  ask("jingdong.ware.read.findWareById", { wareId, field: WARE_FIELDS }, ware.WireWareById);
/** The article number is the only key of ours by which JD finds wares. */
export const waresByNumber = (itemNum: string) => {
  const body = { itemNum, field: WARE_FIELDS, pageNo: 1, pageSize: PAGE };
  return ask("jingdong.ware.read.searchWare4Valid", body, ware.WireWares);
};
export const allWares = (pageNo: number, pageSize: number) => {
  const body = { field: WARE_FIELDS, orderField: "wareId", orderType: "asc", pageNo, pageSize };
  return ask("jingdong.ware.read.searchWare4Valid", body, ware.WireRawWares);
};
export const reason = (wareId: string) => ask("jingdong.ware.read.findOpReason", { wareId }, ware.WireReason);
/** By ware, or by our code; a new one comes late. */
export const skus = (filter: { wareId: string } | { outId: string }, pageNo = 1) => {
  const body = { ...filter, field: SKU_FIELDS, pageNo, page_size: PAGE };
  return ask("jingdong.sku.read.searchSkuList", body, ware.WireSkus);
};
export const sku = (skuId: string) =>
  ask("jingdong.sku.read.findSkuById", { skuId, field: SKU_FIELDS }, ware.WireSkuById);
export const stock = (skuId: string) => ask("jingdong.ware.stock.sku.query", { skuId }, ware.WireStock);
export const images = (wareId: string) => ask("jingdong.image.read.findImagesByWareId", { wareId }, ware.WireImages);

export const newWare = (body: object) => ({ ...act("jingdong.ware.write.add", body), reply: ware.WireAdded });
export const editWare = (edited: object) => act("jingdong.ware.write.updateWare", { ware: edited });
/** 1 lists, 2 delists. */
export const shelve = (wareId: string, opType: 1 | 2) => act("jingdong.ware.write.upOrDown", { wareId, opType });
export const removeWare = (wareId: string) => act("jingdong.ware.write.delete", { wareId });
const listed = (all: readonly ware.WireImage[], key: keyof ware.WireImage) => all.map((one) => one[key]).join(",");
export const putImages = (wareId: string, all: readonly ware.WireImage[]) => {
  const lists = { colorId: listed(all, "colorId"), imgIndex: listed(all, "imgIndex"), imgUrl: listed(all, "imgUrl") };
  return act("jingdong.image.write.update", { wareId, ...lists });
};
export const dropImages = (wareId: string, all: readonly ware.WireImage[]) => {
  const lists = { colorIds: listed(all, "colorId"), imgIndexes: listed(all, "imgIndex") };
  return act("jingdong.image.write.delete", { wareId, ...lists });
};
/** Never `saveWareSkus`, which deletes what it is not told. */
export const putSkus = (wareId: string, all: readonly object[]) => ({
  ...act("jingdong.sku.write.updateSkus", { wareId, skus: all }),
  reply: ware.WireSkuIds,
});
export const dropSku = (skuId: string) => act("jingdong.sku.write.deleteSku", { skuId });
export const price = (skuId: string, to: Fen) =>
  act("jingdong.price.write.updateSkuJdPrice", { skuId, jdPrice: yuanFromFen(to) });
/** Totals; what was taken once under a `stockRfId` is not written again. */
export const putStock = (stockRfId: string, skuStocks: readonly { skuId: string; stockNum: number }[]) => {
  const req = { updateModel: "fullStockIn", stockRfId, skuStocks };
  return { ...act("jingdong.ware.stock.sku.set", { req }), reply: ware.WireStockRefused };
};

const ORDER_FIELDS = Object.keys(orders.WireOrder.shape).join(",");
const DATE_TYPE = { updated: 0, created: 1 } as const;
/** `states`: their words, with commas. */
export const ordersIn = (by: keyof typeof DATE_TYPE, states: string) => (from: Instant, to: Instant, page: number) => {
  const body = {
    start_date: toBeijing(from),
    end_date: toBeijing(to),
    dateType: DATE_TYPE[by],
    order_state: states,
    optional_fields: ORDER_FIELDS,
    page: String(page),
    page_size: String(ORDERS_PAGE),
  };
  return ask("jingdong.pop.order.search", body, orders.WireOrders);
};
export const order = (order_id: string) =>
  ask("jingdong.pop.order.get", { order_id, optional_fields: ORDER_FIELDS }, orders.WireOrderById);
export const receiver = (order_id: string) =>
  ask("jingdong.pop.order.get", { order_id, optional_fields: "orderId,consigneeInfo" }, orders.WireReceiver);
export const ship = (body: object) => act("jingdong.pop.order.shipment", body);

/** `code_type` 0: codes that JD made; 1: the merchant's own. */
export const codes = (order_id: string, code_type: 0 | 1) =>
  ask("jingdong.pop.oto.locorderinfo.get", { order_id, code_type }, orders.WireCodes);
export const putCodes = (body: object) => act("jingdong.pop.oto.checkNumbers.upload", body);
export const redeem = (body: object) => act("jingdong.loc.code.consume", body);
export const undoRedeem = (revokeCheckNumParam: object) =>
  act("jingdong.pop.order.loc.revokeCheckNumber", { revokeCheckNumParam });

type Filter = Record<string, string>;
const window = (from: Instant, to: Instant, names: readonly [string, string]): Filter => ({
  [names[0]]: toBeijing(from),
  [names[1]]: toBeijing(to),
});
export const refunds = (filter: Filter, pageIndex = 1) => {
  const body = { ...filter, pageIndex, pageSize: PAGE };
  return ask("jingdong.pop.afs.soa.refundapply.queryPageList", body, orders.WireRefunds);
};
/** By the time of asking (apply) or of the last answer (check). */
export const refundsIn = (time: "apply" | "check") => (from: Instant, to: Instant, page: number) =>
  refunds(window(from, to, [`${time}TimeStart`, `${time}TimeEnd`]), page);
export const answerRefund = (body: object) => act("jingdong.pop.afs.soa.refundapply.replyRefund", body);

interface Reader {
  venderId: string;
  operatePin: string;
  operateNick: string;
}
export const services = ({ venderId: buId, operatePin, operateNick }: Reader, filter: Filter, pageNumber = 1) => {
  const body = { buId, operatePin, operateNick, ...filter, pageNumber, pageSize: PAGE };
  return ask("jingdong.asc.query.list", body, orders.WireServices);
};
export const servicesIn = (reader: Reader, time: "apply" | "approve") => (from: Instant, to: Instant, page: number) =>
  services(reader, window(from, to, [`${time}TimeBegin`, `${time}TimeEnd`]), page);
