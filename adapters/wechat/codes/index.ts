import type { Failures, Text } from "../../contract.ts";
import { WireNo } from "../wire/index.ts";
import { ACCOUNT_CODES } from "./account.ts";
import { CONTENT_CODES } from "./content.ts";
import { OTHER_CALL_CODES } from "./other-calls.ts";
import { PRODUCT_CODES, SHOP_WIDE } from "./product.ts";
import { TRADE_CODES } from "./trade.ts";

export { AUDITS, isListedOnce, SHELVES } from "./states.ts";
export { CARRIERS, carrierOf, deliveryIdOf } from "./carriers.ts";

const ROWS = [...ACCOUNT_CODES, ...PRODUCT_CODES, ...CONTENT_CODES, ...TRADE_CODES, ...OTHER_CALL_CODES];
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
  codes: Object.fromEntries(ROWS.flatMap(({ codes, is }) => codes.map((code) => [code, is]))),
  say: Object.fromEntries(
    ROWS.flatMap(({ codes, zh, en }) =>
      zh !== undefined && en !== undefined ? codes.map((code): [string, Text] => [code, { zh, en }]) : [],
    ),
  ),
};
