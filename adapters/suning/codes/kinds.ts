import type { Failures } from "../../contract.ts";
import { RESULT_N, SENDRESULT_N } from "./names.ts";

const GATEWAY: Failures["codes"] = {
  // Any gateway code that is new to us: never taken for success, shown to the county team.
  "sys.": "needs_operator",
  "sys.check.request-apprequesttime:error": "needs_operator",
  "sys.check.header-param:forbidden": "needs_operator",
  "sys.check.request-params:error": "permanent",
  "sys.check.api-permission:authority": "needs_operator",
  "sys.check.method-permission:authority": "needs_operator",
  "sys.check.oauth-permission:authority": "needs_merchant",
  "sys.oauth.check.access_token:overdue": "auth",
  "sys.oauth.check.access_token:inexistence": "auth",
  "sys.check.page-param:error": "permanent",
  "sys.check.pagesize-format:error": "permanent",
  "sys.check.starttime-value:null": "permanent",
  "sys.check.endtime-value:null": "permanent",
  "sys.check.query-time:error": "permanent",
  "sys.check.query-time:outofrange": "permanent",
  // A backend behind the gateway is down: an effect may have reached it.
  "isp.sys.service.unavailable": "unknown",
  "oauth.": "auth",
  "biz.handler.data-get:no-result": "empty",
};

/** Codes that no public source shows; these names are guesses, kept apart so that the first live shop can correct them. */
const GUESSED: Failures["codes"] = {
  "sys.check.signinfo:error": "needs_operator",
  "sys.check.appkey:inexistence": "needs_operator",
  "sys.check.appmethod:inexistence": "needs_operator",
  "sys.check.api-invoke:overfrequency": "throttled",
  "biz.custom.verificationInfo.": "needs_merchant",
  "biz.verificationInfo.missing-parameter:store": "needs_merchant",
  "biz.custom.price.invalid-biz:": "needs_merchant",
  "biz.custom.price.invalid-biz:productCode": "needs_operator",
  "biz.custom.price.invalid-biz:itemCode": "needs_operator",
};

const ORDERS: Failures["codes"] = {
  "biz.orderget.ordercode-format:error": "permanent",
  "biz.orderquery.startTime-format:error": "permanent",
  "biz.orderquery.endTime-format:error": "permanent",
  "biz.orderquery.time-value:outofrange": "permanent",
  "biz.orderDelivery.missing-parameter:": "permanent",
  "biz.orderDelivery.ordercode-value:inexistence": "needs_operator",
  "biz.orderDelivery.ordercode-length:overlong": "permanent",
  "biz.orderDelivery.order-status:error": "needs_merchant",
  "biz.shutdown.order.cannot.delivery": "needs_merchant",
  "biz.orderDelivery.expressno-format:error": "needs_merchant",
  "biz.orderDelivery.expressno-value:existence": "needs_merchant",
  "biz.orderDelivery.expresscompanycode-format:error": "needs_merchant",
  "biz.orderDelivery.expresscompanycode-value:inexistence": "needs_merchant",
  "biz.orderDelivery.productcode-length:overlong": "permanent",
  "biz.orderDelivery.productcode-value:inexistence": "needs_operator",
  "biz.orderDelivery.productcode-value:repeat": "permanent",
  "biz.orderDelivery.default-sendaddress:inexistence": "needs_merchant",
  "biz.orderDelivery.default-returnaddress:inexistence": "needs_merchant",
  "biz.custom.orderDelivery.invalid-biz:deliveryTime": "permanent",
  "biz.custom.orderDelivery.invalid-biz:orderLineNumber": "needs_operator",
  "biz.rejected.ordercode-format:error": "permanent",
  "biz.queryReturnByNoServer.orderCode-length:overlong": "permanent",
  "biz.singleGetRejected.missing-parameter:orderCode": "permanent",
  "biz.queryBatchReturnServer.endTime-format error": "permanent",
  [SENDRESULT_N]: "needs_merchant",
};

const WARES: Failures["codes"] = {
  "biz.custom.inventory.invalid-biz:productCode": "needs_operator",
  "biz.custom.inventory.invalid-biz:itemCode": "permanent",
  "biz.custom.inventory.invalid-biz:productcode cannot be master productcode": "permanent",
  // More was sold meanwhile than the target allows: read again, then set again.
  "biz.custom.inventory.invalid-biz:modify failed": "retryable",
  "biz.custom.inventory.invalid-biz:operate failed,retry later": "retryable",
  "biz.custom.inventory.productCode-format:error": "permanent",
  "biz.custom.inventory.productCode-length:overlong": "permanent",
  "biz.custom.inventory.invAddrid-format:error": "permanent",
  "biz.custom.inventory.invAddrid-length:overlong": "permanent",
  "biz.inventory.missing-parameter:destInvNum": "permanent",
  "biz.custom.inventory.destInvNum-format:error": "permanent",
  "biz.custom.inventory.destInvNum-length:overlong": "permanent",
  "biz.shelves.missing-parameter:productCode": "permanent",
  "biz.custom.shelves.invalid-biz:productCode": "needs_merchant",
  "biz.itemDetail.missing-parameter:productCode": "permanent",
  "biz.itemDetail.invalid-biz:productCode": "permanent",
  "biz.custom.item.invalid-biz:": "needs_merchant",
  "biz.custom.item.invalid-biz:startTime": "permanent",
  "biz.custom.item.invalid-biz:endTime": "permanent",
  "biz.custom.item.invalid-biz:time": "permanent",
  "biz.custom.item.invalid-biz:status": "permanent",
  "biz.custom.item.invalid-biz:supplierImgUrlRepeate": "needs_merchant",
  [RESULT_N]: "needs_merchant",
};

/** Every documented code, by prefix, with what it means for us. */
export const codes: Failures["codes"] = { ...GATEWAY, ...GUESSED, ...ORDERS, ...WARES };
