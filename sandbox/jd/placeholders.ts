import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "./time.ts";

function unknown<Value>(value: Value, why: string): { value: Value; why: string } {
  return { value, why };
}

/** What the public sources do not settle, with the value that this imitation takes; the control API prints it. */
export const PLACEHOLDERS = {
  checkOrder: unknown(
    "method, app_key, v, timestamp, sign, token, cloud, quota, JSON, parameters",
    "no source gives the order in which the gateway checks",
  ),
  wareRuleCode: unknown("61", "a broken ware rule comes as error_response with a long text; its code is not published"),
  auditAfterMs: unknown(10 * MINUTE_MS, "no source says how long an audit takes"),
  auditRefuseWords: unknown(["违禁"], "auditors' words are not published"),
  forbiddenWords: unknown(["国家级", "包治百病"], "the list behind the forbidden-word check is not published"),
  auditedCategories: unknown("all", "which categories and merchants are in the audit list is not published"),
  neverListedRefused: unknown(1028, "a refusal before the first listing: 1025 is 'not used now', 1028 is taken"),
  editedWhileOnSale: unknown(
    "520, reads show the edit, buyers go on buying",
    "drafts beside the on-line copy are not described",
  ),
  refusedOnSale: unknown("1032 stays on sale", "whether buyers see a 1032 ware is not said"),
  repeatedShelf: unknown("success", "the answer to listing what is listed is not published"),
  deleteOnSale: unknown("refused", "deleting without delisting first is not described"),
  missingWare: unknown("reads give null, writes give 71", "the answer for an id that nobody has is not published"),
  multiCategoryWithoutFourthLevel: unknown("the level-3 id", "the leaf rule without a fourth level is inferred"),
  brandRequired: unknown("every food category", "which categories demand a brand is per category and not published"),
  textPropLength: unknown(200, "no length is published for free-text attributes"),
  listedValues: unknown(
    4,
    "whether a list of attributes holds the values of each is not said; longer ones must be asked for",
  ),
  unitsFeatureKey: unknown("units", "how an attribute of input type 7 names its units is not published"),
  saleAttrTemplate: unknown("POP_MODEL on the ware or the sku", "where saleAttrTemplateId stands is not clear"),
  savedValueKey: unknown("attributeValueId", "the answer of saveVenderAttrValue is not published"),
  wareTimes: unknown("yyyy-MM-dd HH:mm:ss", "the form of created and modified in ware reads is not published"),
  locPublishByApi: unknown(false, "no source shows a LOC ware put on sale by API"),
  searchLagMs: unknown(3 * SECOND_MS, "indexes are called eventually consistent without a number"),
  lateVisibilityMs: unknown(2 * MINUTE_MS, "as above; the fault makes it long"),
  fullStockBelowBooked: unknown("taken, nothing is sellable", "a total below the booked units is not described"),
  unpaidState: unknown("NOT_PAY", "unpaid orders have their own call and no published state word"),
  unpaidClosesAfterMs: unknown(24 * HOUR_MS, "the pay limit is not in the sources"),
  cancelledUnpaidListed: unknown(true, "whether order search shows orders cancelled unpaid is not said"),
  splitParentState: unknown("PARENT_TRADE_CANCELED", "TRADE_CANCELED is seen for parents too"),
  noParent: unknown("0", "empty and 0 are both seen for 'no parent'"),
  payTypeText: unknown("4-在线支付", "code alone and code with text are both seen"),
  orderNumberFails: unknown("10100041", "the code of order read for a foreign order is that of the remark calls"),
  shipmentOk: unknown("10100000", "the success number of shipment is inferred from the remark call"),
  shipmentCodes: unknown(
    { bad: "10100001", absent: "10100041", shipped: "10100011", locked: "10100012", state: "10100013" },
    "only 10100000, 10100001 and 10100041 are public; the other kinds of failure are known without their numbers",
  ),
  financeAfterMs: unknown(MINUTE_MS, "how long JD's finance takes from approval to the refund is not said"),
  replyErrorCode: unknown("600", "error codes of replyRefund are not published"),
  serviceStates: unknown(
    { waiting: 10001, approved: 10004, refused: 10005, received: 10007, closed: 10010 },
    "numbers of serviceStatus are not published",
  ),
  locAnswers: unknown("returnType{success,result,resultCode,resultMessage}", "bodies of loc.* are not published"),
  locFinished: unknown("FINISHED_L", "the state after the last code is inferred"),
  locRefund: unknown("code 101 and LOCKED, then -1 and TRADE_CANCELED", "the way of a LOC refund is inferred"),
  voucherLifeMs: unknown(90 * DAY_MS, "validity is set by a person in the back office"),
  codeLifeMs: unknown(10 * MINUTE_MS, "the life of an authorisation code is not said"),
  refreshOverlapMs: unknown(MINUTE_MS, "how long the old token lives after a refresh is not said"),
  refreshWhenever: unknown(true, "'in the last 24 hours' may be advice or a rule; the monthly limit has no number"),
  oauthErrorCodes: unknown(
    { app: 402, grant: 403, code: 404, refresh: 405 },
    "the numbers of OAuth failures are not published",
  ),
  enAnswers: unknown("same keys, ciphertext texts", "answers of the encrypted variants are described by name only"),
  answerKeys: unknown(
    "old category names, findShopCategoriesByVenderId, rows of shipaddress.query, areas and imgzone.picture.query, " +
      "getWareAuditDetail data, not-paid rows, remark list, rows of loc.order.search, steps of asc.*",
    "these answers are described in part; their inner keys are chosen here",
  ),
  pictureSpaceBytes: unknown(1_073_741_824, "how large a shop's picture space is was not found"),
  virtualPhone: unknown({ phone: "17000001234", lifeDays: 7 }, "answers of getmobilelist are not published"),
  labelAnswers: unknown("resultInfo{statusCode, statusMessage, data}", "the wrapper of ldop.alpha.* varies in clients"),
  areaIds: unknown(
    "province 18, city 1555, county 1567 for every order",
    "JD's division numbers are not in the sources",
  ),
  freightFen: unknown(600, "what a template charges is the merchant's business; orders under 99 yuan pay this"),
} as const;
