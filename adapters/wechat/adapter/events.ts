import type { Events, Facts, Push } from "../../contract.ts";
import { parseJson } from "../../runtime/json.ts";
import { hintsOf } from "../map/index.ts";
import { decryptPush, encryptOf, isSigned } from "../sign/push.ts";
import type { App, Shop } from "../wire/index.ts";

type Received = ReturnType<Events<Facts<App, Shop>>["receive"]>;
const REFUSED: Received = { verified: false, reply: { status: 403, body: "" }, hints: [] };
const ACCEPTED = { status: 200, body: "success" };

/** Message push, always in safe mode: `msg_signature` over the cipher text is the one that counts; the app id inside must be the shop's. */
function receive(push: Push, { shop }: Facts<App, Shop>): Received {
  const { token, encodingAesKey, appId } = shop;
  if (token === undefined || encodingAesKey === undefined) return REFUSED;
  const { timestamp = "", nonce = "", signature = "", msg_signature = "", echostr = "" } = push.query;
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

export const events: Events<Facts<App, Shop>> = { receive };
