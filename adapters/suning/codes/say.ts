import type { Text } from "../../contract.ts";
import { RESULT_N, SENDRESULT_N } from "./names.ts";

/** Sentences for codes on which a person must act. */
export const say: Record<string, Text> = {
  "sys.": {
    zh: "苏宁开放平台拒绝了这次调用，已通知县域平台团队检查应用设置",
    en: "The gateway refused the call: check key, secret, permissions and clock of the app",
  },
  "sys.check.request-apprequesttime:error": {
    zh: "服务器时钟与苏宁相差超过 10 分钟，已通知县域平台团队",
    en: "Our clock and theirs differ by more than ten minutes (times go out in Beijing time): set the clock",
  },
  "sys.check.header-param:forbidden": {
    zh: "苏宁不认这个应用的密钥或授权，已通知县域平台团队",
    en: "Key, secret or authorisation is not accepted: check the app's credentials",
  },
  "sys.check.api-permission:authority": {
    zh: "应用没有调用苏宁接口的权限，已通知县域平台团队申请",
    en: "The app may not call this interface: apply for it in the open platform",
  },
  "sys.check.method-permission:authority": {
    zh: "应用的权限包里没有这个接口，已通知县域平台团队申请",
    en: "The method is not in the app's package: methods are granted one by one, apply for it",
  },
  "sys.check.oauth-permission:authority": {
    zh: "店铺还没有授权给本平台，请店主到苏宁服务市场授权",
    en: "The shop has not authorised the app",
  },
  "sys.oauth.check.access_token": {
    zh: "店铺授权已过期，请店主重新授权",
    en: "The shop's token is no longer valid: authorise again",
  },
  "oauth.": { zh: "苏宁没有接受授权码，请店主重新授权", en: "The token endpoint refused: authorise again" },
  "biz.orderDelivery.ordercode-value:inexistence": {
    zh: "苏宁找不到这个订单号，已通知县域平台团队",
    en: "Suning does not know this order number: check that shop and app belong together",
  },
  "biz.orderDelivery.order-status:error": {
    zh: "订单现在不是“待发货”：可能已发货、已关闭或正在退款，请先在苏宁后台核对",
    en: "The order is not waiting for shipment: shipped elsewhere, closed or in refund",
  },
  "biz.shutdown.order.cannot.delivery": {
    zh: "订单已关闭，不能再发货，包裹请拦回",
    en: "The order is closed and can't be shipped: stop the parcel",
  },
  "biz.orderDelivery.expressno-format:error": {
    zh: "运单号格式不对，请核对后重新填写",
    en: "The waybill number is malformed",
  },
  "biz.orderDelivery.expressno-value:existence": {
    zh: "这个运单号已经用在别的订单上：苏宁不允许两单合一个包裹，请换一个运单号",
    en: "The waybill number is already used: Suning takes no number for two orders",
  },
  "biz.orderDelivery.expresscompanycode": {
    zh: "苏宁不认这家快递公司，请换一家",
    en: "Suning does not know this carrier",
  },
  "biz.orderDelivery.productcode-value:inexistence": {
    zh: "订单里没有这件商品，已通知县域平台团队",
    en: "The product is not in that order",
  },
  "biz.orderDelivery.default-sendaddress:inexistence": {
    zh: "店铺没有设置默认发货地址，请到苏宁商家后台设置后再发货",
    en: "The shop has no default ship-from address",
  },
  "biz.orderDelivery.default-returnaddress:inexistence": {
    zh: "店铺没有设置默认退货地址，请到苏宁商家后台设置后再发货",
    en: "The shop has no default return address",
  },
  "biz.custom.orderDelivery.invalid-biz:orderLineNumber": {
    zh: "苏宁找不到要发货的订单行，已通知县域平台团队",
    en: "Suning does not know the order line, or none was given",
  },
  [SENDRESULT_N]: {
    zh: "苏宁没有接受这一行的发货，也没有说明原因，请到商家后台核对该订单",
    en: "Suning did not take this line and gave no reason: look at the order in the merchant console",
  },
  "biz.custom.inventory.invalid-biz:productCode": {
    zh: "苏宁找不到这个规格的商品编码，可能已在后台删除，已通知县域平台团队",
    en: "Suning no longer knows this product code: it may have been deleted there",
  },
  "biz.custom.shelves.invalid-biz:productCode": {
    zh: "苏宁不允许上下架这件商品：库存为 0、已在架、已删除或被平台强制下架，请到商家后台查看",
    en: "Refused on the shelf: stock is zero, already there, deleted, or taken down by the platform",
  },
  "biz.custom.item.invalid-biz:": {
    zh: "苏宁不接受商品资料中的一项，请按提示修改后保存",
    en: "Suning refuses one field of the product: change it as the code says",
  },
  "biz.custom.item.invalid-biz:supplierImgUrlRepeate": {
    zh: "同一张图片用了两次，请换掉重复的主图",
    en: "The same picture is used twice",
  },
  "biz.custom.verificationInfo.": {
    zh: "苏宁没有接受这次核销：请核对券码，并确认核销门店已在苏宁登记",
    en: "The redemption was refused: check the code, and that the store is registered there",
  },
  "biz.verificationInfo.missing-parameter:store": {
    zh: "店铺在苏宁登记了多个门店（或没有登记），请选择在哪个门店核销",
    en: "The shop has several stores there, or none: say at which one it is redeemed",
  },
  "biz.custom.price.": {
    zh: "苏宁不接受这个价格，请核对价格或正在进行的促销",
    en: "Suning refuses the price: out of its range, or a promotion is running",
  },
  [RESULT_N]: {
    zh: "苏宁没有接受这次操作，也没有说明原因，请到商家后台查看",
    en: "Suning answered N without a reason: look at it in the merchant console",
  },
};
