/** What the reference marks unknown, with the value that this imitation takes. */
export const PLACEHOLDERS = {
  callLimits: {
    value: "1000 a minute and 100000 a day, per shop and path",
    why: "real numbers are asked by quota/get; switches",
  },
  forceRefreshRefusal: {
    value: { tooSoon: 45011, tooMany: 45009 },
    why: "the codes of the 30 s and 20-a-day rules were not found",
  },
  ipListScope: { value: "AppSecret endpoints only", why: "the scope page for shops was not readable" },
  nullField: { value: "47001, as any wrong JSON type", why: "no source says whether null counts as absent" },
  missingField: { value: 40097, why: "the product family may answer 10020051 instead" },
  productListOrder: { value: "newest first", why: "not documented" },
  orderListOrder: { value: "oldest first by the clock of the range", why: "not documented" },
  readLagMs: { value: 3_000, why: "lists are known to be late, no number was found; switch" },
  auditAfterMs: { value: 600_000, why: "audits take minutes as a rule, no number was found; control API" },
  writeAfterMs: { value: 5_000, why: "how long edit_status 7 lasts was not found" },
  localLifeInGoodsLists: { value: false, why: "whether product/list/get shows local-life products was not found" },
  draftStockOverwrites: {
    value: false,
    why: "whether an audit that passes puts the draft's stock_num over the living stock of a known SKU; switch",
  },
  soldOutStatus: { value: "12 while every SKU is at 0, back to 5 by itself", why: "the transition is inferred" },
  relistUnchanged: {
    value: "passes at once",
    why: "whether relisting an unchanged product skips the audit was not found",
  },
  relistAfterViolation: { value: "10020053 until the draft is changed", why: "what lifts status 13 was not found" },
  getWithoutOnlineCopy: {
    value: "errcode 0 without product",
    why: "what data_type 1 answers for a draft was not found",
  },
  writeOfDeleted: { value: 10020052, why: "the code for a product in the recycle bin was not found" },
  unknownAttribute: { value: 10020098, why: "not documented for an attr_key that the category does not have" },
  missingProductCertificate: { value: 10020018, why: "no code of its own was found" },
  goodsInLocalLifeCategory: { value: 10020017, why: "not documented" },
  localLifeWithoutBrand: {
    value: "2100000000 is taken",
    why: "brand_id is required, whether 'no brand' counts was not found",
  },
  localLifeMultiUseCard: { value: "refused with 10020091", why: "how a card's number of uses is sent was not found" },
  localLifeMerchantRealTimeCodes: {
    value: "code_source_type 1 is refused with 10020051",
    why: "no call that answers codes was found",
  },
  pictureOfAnotherShop: { value: 10020035, why: "only the prefix rule is documented" },
  sameProduct: {
    value: "10020228 when listing: title and first picture equal one on sale or in audit",
    why: "the rule is not published",
  },
  stockUpdatesPerSku: { value: "20 in 60 s", why: "the number behind 10020112 is not published" },
  attributeValueLength: { value: 40, why: "only the key's length was found" },
  payLimitMs: { value: 1_800_000, why: "when an unpaid order closes was not found" },
  autoReceiveMs: { value: 864_000_000, why: "when receipt is taken as confirmed was not found" },
  orderUpdateTime: { value: "moves with every change, address and after-sale included", why: "not documented in full" },
  voucherOrder: {
    value:
      "20 when paid, 30 when codes are out (2 s later), 100 when each is used, 200 when each is refunded; deliver_method 1",
    why: "states of local-life orders were not found",
  },
  voucherRefusal: {
    value: "errcode 0, voucher_list empty, every code in fail_voucher_list with ret_code",
    why: "only the fields are documented",
  },
  voucherRetCodes: { value: { unknown: 1, state: 2, limit: 3, rolledBack: 4 }, why: "ret_code values were not found" },
  voucherRequestReused: { value: 10020051, why: "one request number with other codes is not documented" },
  voucherExpiredRefundMs: { value: 3_600_000, why: "expired vouchers refund themselves, when was not found" },
  decodedPhone: {
    value: "the virtual number, its extension apart",
    why: "which number stands in address_info was not found",
  },
  sensitiveDecodesPerDay: { value: 30, why: "the number of 2025; shop-dependent since; switch" },
  refundMs: { value: 3_000, why: "how long PLATFORM_REFUNDING lasts was not found" },
  afterSaleAnswerMs: { value: 172_800_000, why: "time to answer before the platform refunds was not found" },
  buyerSendsBackMs: { value: 86_400_000, why: "a buyer's own doing: the parcel back is on its way a day later" },
  partlyRefundedShipped: { value: "30 once every line is shipped or refunded", why: "not documented" },
  wrongVoucherDelivery: { value: 101100, why: "delivery/send for a voucher order is not documented" },
  waybillForm: {
    value: "[A-Za-z0-9-]{6,32}; SF also starts with SF or a digit",
    why: "the carriers' patterns behind 6060479 are not published",
  },
} as const;

/** Unkindness that can be changed. Milliseconds end in Ms, the rest are counts or yes and no. */
export const SWITCHES: Readonly<Record<string, boolean | number>> = {
  readLagMs: PLACEHOLDERS.readLagMs.value,
  lateVisibilityMs: 60_000,
  callsPerMinute: 1_000,
  callsPerDay: 100_000,
  submitsPerHour: 200,
  submitsPerDay: 1_000,
  sensitiveDecodesPerDay: PLACEHOLDERS.sensitiveDecodesPerDay.value,
  unknownKeys: true,
  mixedIdTypes: true,
  discounts: true,
  draftStockOverwrites: PLACEHOLDERS.draftStockOverwrites.value,
  strictIpList: false,
  isvWithoutOrders: false,
};
