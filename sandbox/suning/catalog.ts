import type { Catalog } from "../kit/types.ts";
import { NOT_GRANTED, ROOTS } from "./codes.ts";
import { placeholders } from "./placeholders.ts";

const PREFIX = "suning.custom.";
const own = (name: string): string => (name.startsWith(PREFIX) ? name.slice(PREFIX.length) : name);

/** Codes that a source shows, grouped by what stands before their last part. */
const SHOWN: Readonly<Record<string, string>> = {
  "sys.check.":
    "request-apprequesttime:error header-param:forbidden request-params:error api-permission:authority " +
    "method-permission:authority oauth-permission:authority page-param:error pagesize-format:error starttime-value:null " +
    "endtime-value:null query-time:error query-time:outofrange",
  "sys.oauth.check.access_token:": "overdue inexistence",
  "isp.sys.service.unavailable.": "mcmp",
  "biz.handler.data-get:": "no-result",
  "biz.orderget.": "ordercode-format:error",
  "biz.orderquery.": "startTime-format:error endTime-format:error time-value:outofrange",
  "biz.orderDelivery.":
    "missing-parameter:orderCode missing-parameter:expressCompanyCode missing-parameter:productcode " +
    "ordercode-value:inexistence ordercode-length:overlong order-status:error expressno-format:error " +
    "expressno-value:existence expresscompanycode-format:error expresscompanycode-value:inexistence " +
    "productcode-length:overlong productcode-value:inexistence productcode-value:repeat " +
    "default-sendaddress:inexistence default-returnaddress:inexistence",
  "biz.shutdown.order.": "cannot.delivery",
  "biz.custom.orderDelivery.invalid-biz:": "deliveryTime orderLineNumber",
  "biz.custom.inventory.":
    "invalid-biz:productCode invalid-biz:itemCode productCode-format:error productCode-length:overlong " +
    "invAddrid-format:error invAddrid-length:overlong destInvNum-format:error destInvNum-length:overlong",
  "biz.inventory.missing-parameter:": "destInvNum",
  "biz.shelves.missing-parameter:": "productCode",
  "biz.custom.shelves.invalid-biz:": "productCode",
  "biz.itemDetail.": "missing-parameter:productCode invalid-biz:productCode",
  "biz.custom.item.invalid-biz:": "startTime endTime time status supplierImgUrlRepeate",
  "biz.rejected.": "ordercode-format:error",
  "biz.queryReturnByNoServer.": "orderCode-length:overlong",
  "biz.singleGetRejected.": "missing-parameter:orderCode",
};
/** Codes with a sentence or a space in them. */
const SENTENCES = [
  "biz.custom.inventory.invalid-biz:productcode cannot be master productcode",
  "biz.custom.inventory.invalid-biz:modify failed",
  "biz.custom.inventory.invalid-biz:operate failed,retry later",
  "biz.queryBatchReturnServer.endTime-format error",
];
const INVENTED = [
  placeholders.signatureCode.value,
  placeholders.appKeyCode.value,
  placeholders.methodCode.value,
  placeholders.throttleCode.value,
];
const codes = [
  ...Object.entries(SHOWN).flatMap(([before, tails]) => tails.split(" ").map((tail) => before + tail)),
  ...SENTENCES,
];

/** What the reference documents; the four codes that no source shows stand in it with that remark. */
export const catalog: Catalog = {
  served: Object.keys(ROOTS).map(own),
  missing: [...NOT_GRANTED].map(own),
  prefix: PREFIX,
  codes: {
    ...Object.fromEntries(codes.map((code) => [code, "documented"])),
    ...Object.fromEntries(INVENTED.map((code) => [code, "invented: no source shows it"])),
  },
  states: {
    orderTotalStatus: "10 20 21 30 40".split(" "),
    orderLineStatus: "5 10 20 30 40".split(" "),
    status: "1 2 3 4".split(" "),
    saleStatus: "0 1 2".split(" "),
    returnStatusValue: "1 2 3 4 5 6 7 8".split(" "),
    returnOrderFlag: "0 1".split(" "),
  },
};
