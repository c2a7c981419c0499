import type { Catalog } from "../kit/types.ts";
import { ACTIONS } from "./actions.ts";
import { GATEWAY } from "./codes.ts";

const PREFIX = "jingdong.";

/** Methods of the reference that are not imitated: the app is told that it may not call them (24). */
const MISSING = (
  "category.read.findValuesByIdUnlimit category.read.findSaleAttrTemplates category.read.findSaleAttrValueTemplates " +
  "imgzone.category.query imgzone.category.add imgzone.category.update imgzone.picture.isreferenced " +
  "imgzone.image.queryAll imgzone.userinfo.query image.write.updateRectangle shopcategories.write.saveWareShopCategories " +
  "ware.write.updateWareStatusByTimer ware.write.transferMultiCategory ware.violation.detail draft.searchDrafts " +
  "draft.getLastestDraft draft.getDraftInfoByVersion draft.cancel pop.ware.scoreQuery stock.write.updateSkuSiteStock " +
  "store.findPartitionWhByIdAndStatus pop.order.coupondetail ocs.query pop.order.fbp.search pop.order.fbp.get " +
  "deliRecomdCarriers.search ldop.alpha.provider.sign.success.info.get ldop.alpha.vendor.stock.queryByProviderCode " +
  "ldop.alpha.waybill.receive ldop.alpha.vendor.bigshot.query ldop.alpha.waybill.api.unbind ldop.alpha.waybill.query " +
  "etms.waybillcode.get ldop.waybill.receive pop.order.orderSplitCommitXmlApi asc.audit.detail asc.audit.count " +
  "asc.audit.reissue asc.process.back asc.process.JdIntervene pop.afs.soa.afsRefundApply svc.booking.list " +
  "svc.booking.verification.info jos.voucher.info.get jos.master.key.get jos.secret.api.report.get " +
  "pop.order.getmobilelist seller.promotion.v2.unit.full.create seller.promotion.v2.unit.limit.create " +
  "seller.promotion.v2.order.discount.create seller.promotion.v2.get seller.promotion.v2.list " +
  "seller.promotion.v2.suspend seller.promotion.v2.resume seller.promotion.v2.remove seller.coupon.write.create " +
  "seller.coupon.write.close seller.coupon.read.getCouponList presale.order.updateOrder.getPresaleOrderByPage"
)
  .split(" ")
  .filter((name) => !Object.hasOwn(ACTIONS, PREFIX + name));

/** Numbers inside the result objects of orders and shipment. */
const BUSINESS = {
  "10100000": "success",
  "10100001": "order id is empty or not available",
  "10100041": "order is missing or not this merchant's",
  "99999999": "system exception of the shipment",
  "999999": "system exception of order reads",
};

/** What the reference documents. */
export const catalog: Catalog = {
  served: Object.keys(ACTIONS).map((name) => name.slice(PREFIX.length)),
  missing: MISSING,
  prefix: PREFIX,
  codes: { ...Object.fromEntries(Object.entries(GATEWAY).map(([code, [, en]]) => [code, en])), ...BUSINESS },
  states: {
    orderState: (
      "WAIT_SELLER_STOCK_OUT WAIT_SELLER_DELIVERY WAIT_GOODS_RECEIVE_CONFIRM FINISHED_L TRADE_CANCELED LOCKED PAUSE " +
      "POP_ORDER_PAUSE WAIT_SEND_CODE DELIVERY_RETURN PARENT_TRADE_CANCELED UN_KNOWN"
    ).split(" "),
    wareStatus: "1 2 4 8 513 514 516 520 1028 1032 -1".split(" "),
    code_status: "-1 0 1 2 3 101 103".split(" "),
    status: "0 1 2 3 4 5 6 7 8 9 10 11".split(" "),
  },
};

/** Whether the reference documents a method that is not imitated. */
export function isMissing(method: string): boolean {
  return method.startsWith(PREFIX) && catalog.missing.includes(method.slice(PREFIX.length));
}
