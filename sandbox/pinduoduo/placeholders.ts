import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "./time.ts";

function unknown<Value>(value: Value, why: string): { value: Value; why: string } {
  return { value, why };
}

/** What the public sources do not settle, with the value that this imitation takes; the control API prints it. */
export const PLACEHOLDERS = {
  checkOrder: unknown(
    "body, type, client_id, timestamp, sign, token, rate, parameters",
    "no source gives the order in which the gateway checks",
  ),
  tokenLifeMs: unknown(DAY_MS, "how long a token lives is an answer's number, none is published"),
  refreshLifeMs: unknown(30 * DAY_MS, "as above"),
  refreshOverlapMs: unknown(MINUTE_MS, "how long the old token lives after a refresh is not said"),
  signInAnswers: unknown("302 with code and state", "the page asks a person; the imitation agrees at once"),
  noGrant: unknown("21001", "the code of a dead authorisation code or refresh token is not published"),
  categoryTree: unknown("three levels, names of ours", "the tree and its ids are not in the sources"),
  properties: unknown(
    "品牌 保质期 净含量 储存方式",
    "which properties a leaf demands is per category and not published",
  ),
  titleMax: unknown(60, "the length of a title is known from the back office, its sub code is not: 21001 is taken"),
  outerIdMax: unknown(100, "counted in characters"),
  galleryMax: unknown(10, "the number of main pictures is known from the back office; 21001 is taken for more"),
  marketPriceMaxFen: unknown(1_000_000_000, "the code's own remark prints the number"),
  auditAfterMs: unknown(20 * MINUTE_MS, "no source says how long an audit takes"),
  auditRefuseWords: unknown(["违禁"], "auditors' words are not published"),
  forbiddenWords: unknown(["国家级", "包治百病"], "the list behind the forbidden-word check is not published"),
  editDraftByEdit: unknown("never", "pdd.goods.edit.goods.commit names no id: it always makes a new draft"),
  editInAudit: unknown("50001 without a sub code of its own", "what an edit of a product in audit answers is not said"),
  audited: unknown("texts, pictures, options; never price or stock", "which edits the auditors see is not said"),
  passedEditPrices: unknown("the draft's", "whether a passed edit brings its prices is not said"),
  leftOutSku: unknown("gone once the edit has passed", "what becomes of a sku that an edit leaves out is not said"),
  neverPassedInList: unknown(false, "whether pdd.goods.list.get shows drafts is not said"),
  neverPassedDetail: unknown("50001", "the answer of pdd.goods.detail.get for a draft is not said"),
  absentGoods: unknown("50001 商品不存在", "the sub code for a number that nobody has is not published"),
  forcedOffLook: unknown("status 2", "what the platform took down looks like off the shelf; putting it up gives 50001"),
  soldOut: unknown("status 3 while on the shelf with nothing to sell", "named, not described"),
  emptySkuOnStockWrite: unknown("its is_onsale stays", "whether a stock write puts an empty sku up is not said"),
  quantityHoldsReserved: unknown(true, "whether quantity contains reserve_quantity is not said"),
  searchLagMs: unknown(2 * SECOND_MS, "lists are behind by an unsaid time"),
  lateVisibilityMs: unknown(2 * MINUTE_MS, "the fault makes it long"),
  unpaidListed: unknown(false, "lists are by confirmation; whether unpaid orders show is not said"),
  groupFormsAfterMs: unknown(0, "how long a group takes is up to buyers"),
  unpaidClosesAfterMs: unknown(DAY_MS, "the pay limit is not in the sources"),
  manyLines: unknown("all lines in one order", "item_list is a list, though buyers mostly order one sku"),
  restocks: unknown("unpaid cancel and refund before shipping", "what puts units back is not said"),
  windowCode: unknown("21001", "the code of a window that is too wide is not published"),
  endNotBeforeNow: unknown("not checked", "'not less than three minutes before now' is advice or a rule"),
  orderAbsentSub: unknown("50001", "the FAQ gives the words, not the sub code"),
  shipTwice: unknown("50001 订单已发货", "codes of shipping are not published"),
  freightFen: unknown(600, "what a template charges is the merchant's business"),
  refundStates: unknown("2 asked, 10 done, 11 withdrawn", "the steps between are the platform's"),
  shipLimitMs: unknown(48 * HOUR_MS, "the promise of the goods; 48 hours for every order here"),
} as const;
