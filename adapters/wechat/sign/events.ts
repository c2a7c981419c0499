import { epochMs, MINUTE_MS, SECOND_MS } from "../../../domain/time.ts";
import * as z from "zod";
import type { Events, Facts, Hint, Instant, Push } from "../../contract.ts";
import { parseJson } from "../../runtime/json.ts";
import { HINTS } from "../codes/index.ts";
import type { App, Shop } from "../rules/settings.ts";
import { decryptPush, encryptOf, isSigned } from "./push.ts";

type Received = ReturnType<Events<Facts<App, Shop>>["receive"]>;
const REFUSED: Received = { verified: false, reply: { status: 403, body: "" }, hints: [] };
const ACCEPTED = { status: 200, body: "success" };

/** A push that is older, or from the future, may be somebody's copy; what it told is found by the next pull. */
const WINDOW_MS = 5 * MINUTE_MS;

/** Message push, always in safe mode: `msg_signature` over the cipher text is the one that counts; the app id inside must be the shop's. */
export function receive(push: Push, { shop, now }: Facts<App, Shop>): Received {
  const { token, encodingAesKey, appId } = shop;
  if (token === undefined || encodingAesKey === undefined) return REFUSED;
  const { timestamp = "", nonce = "", signature = "", msg_signature = "", echostr = "" } = push.query;
  if (!isFresh(timestamp, now)) return REFUSED;
  if (push.method === "GET") {
    return isSigned([token, timestamp, nonce], signature)
      ? { verified: true, reply: { status: 200, body: echostr }, hints: [] }
      : REFUSED;
  }
  const encrypt = encryptOf(push);
  if (encrypt === "" || !isSigned([token, timestamp, nonce, encrypt], msg_signature)) return REFUSED;
  const opened = decryptPush(encrypt, encodingAesKey);
  if (opened.appId !== appId) return REFUSED;
  return { verified: true, reply: ACCEPTED, hints: hintsOf(parseJson(opened.message)) };
}

function isFresh(timestamp: string, now: Instant): boolean {
  return /^\d{1,11}$/.test(timestamp) && Math.abs(Number(timestamp) * SECOND_MS - epochMs(now)) <= WINDOW_MS;
}

const Parts = z.record(z.string(), z.unknown());

/** What a pushed message asks to be read again. Messages of other families (brand, category, coupon, closing) touch the shop as a whole. */
function hintsOf(message: unknown): readonly Hint[] {
  const parts = Parts.safeParse(message).data;
  if (parts?.["Event"] === undefined) return [];
  const hints = HINTS.flatMap(([part, about, key]) =>
    [parts[part]].flat().flatMap((one): Hint[] => {
      const id = Parts.safeParse(one).data?.[key];
      return typeof id === "string" || typeof id === "number" ? [{ about, id: String(id) }] : [];
    }),
  );
  return hints.length > 0 ? hints : [{ about: "shop" }];
}
