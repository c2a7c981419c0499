import { HOUR_MS, MINUTE_MS } from "../../../domain/time.ts";
import type { Failures, Text } from "../../contract.ts";
import { WireNo } from "../wire/account.ts";
import { ACCOUNT_CODES } from "./account.ts";
import { CONTENT_CODES } from "./content.ts";
import { OTHER_CALL_CODES } from "./other-calls.ts";
import { PRODUCT_CODES, SHOP_WIDE } from "./product.ts";
import { TRADE_CODES } from "./trade.ts";

export * from "./states.ts";
export { HINTS } from "./hints.ts";
export { CARRIERS, carrierOf, deliveryIdOf } from "./carriers.ts";

const ROWS = [...ACCOUNT_CODES, ...PRODUCT_CODES, ...CONTENT_CODES, ...TRADE_CODES, ...OTHER_CALL_CODES];
/** A minute's limit wants a minute of quiet (reference 1.5). The day's ends at midnight or when somebody clears it, the hour's sooner: asked again now and then. */
const WAITS_MS = {
  "45011": MINUTE_MS,
  "45009": HOUR_MS,
  "10020066": 10 * MINUTE_MS,
  "10020111": HOUR_MS,
  "1002002": HOUR_MS,
  "10020123": HOUR_MS,
};
const RID = /\s*rid:\s*([0-9a-f-]{8,})\s*$/i;

/** How the platform says no: HTTP 200 with an `errcode`; the request's own number hangs at the end of the message. */
export const failures: Failures = {
  read(reply) {
    const no = WireNo.safeParse(reply).data;
    if (no === undefined) return null;
    const message = no.errmsg ?? "";
    const requestId = RID.exec(message)?.[1];
    return { code: no.errcode, message: message.replace(RID, ""), ...(requestId !== undefined && { requestId }) };
  },
  shopWide: SHOP_WIDE,
  waitMs: WAITS_MS,
  codes: Object.fromEntries(ROWS.flatMap(({ codes, is }) => codes.map((code) => [code, is]))),
  say: Object.fromEntries(
    ROWS.flatMap(({ codes, zh, en }) =>
      zh !== undefined && en !== undefined ? codes.map((code): [string, Text] => [code, { zh, en }]) : [],
    ),
  ),
};

/** What vouchers meet in a shop without the permission for them. */
export const NO_LOCAL_LIFE = "10020150";
/** One refused code stops its whole batch. */
export const REFUSED_CODE: Text = {
  zh: "券码不能这样处理（可能已用、已退、未到或已过有效期），同批的券都没有处理",
  en: "A code was refused (used, refunded or outside its validity); none of the batch was taken",
};
