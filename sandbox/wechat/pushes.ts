import type { PushMessage } from "../kit/types.ts";
import type { Stage } from "./call.ts";
import { pushRequest, pushSignature } from "./push.ts";
import { writeJson } from "./reply.ts";
import { seconds } from "./time.ts";
import type { Shop } from "./world.ts";

const NEWEST = 100;

/** The check of the address, then the newest events of the shop, each sealed now; at least once and in no order is how they come. */
export const pushesOf = (appId: string, { world, nowMs, random }: Stage): readonly PushMessage[] => {
  const shop = world.shops.get(appId);
  if (!shop) return [];
  const timestamp = String(seconds(nowMs));
  const mine = world.events.filter((event) => event.shop === appId).slice(-NEWEST);
  return [
    addressCheck(shop, { timestamp, nonce: random.digits(10), echostr: random.digits(19) }),
    ...mine.map(({ body }) => {
      const keys = { ...keysOf(shop), userName: shop.userName };
      const sealed = pushRequest(writeJson(body), keys, {
        timestamp,
        nonce: random.digits(10),
        random16: random.hex(16),
      });
      const headers = { "content-type": "application/json" };
      return { method: "POST" as const, query: { ...sealed.query, openid: "oWeChatTeam" }, headers, body: sealed.body };
    }),
  ];
};

const keysOf = ({ messageToken, encodingAesKey, appId }: Shop) => ({ token: messageToken, encodingAesKey, appId });

const addressCheck = (
  shop: Shop,
  { timestamp, nonce, echostr }: { timestamp: string; nonce: string; echostr: string },
): PushMessage => ({
  method: "GET",
  query: { signature: pushSignature([shop.messageToken, timestamp, nonce]), timestamp, nonce, echostr },
  headers: {},
  body: "",
});
