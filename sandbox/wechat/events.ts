import type { Reply } from "./reply.ts";
import type { World } from "./world.ts";
import { seconds } from "./time.ts";

/** Notes a push message for a shop. Nothing is sent: whoever tests callbacks seals it with `push.ts`. */
export const emit = (world: World, shop: string, event: { name: string; atMs: number; body: Reply }): void => {
  const to = world.shops.get(shop)?.userName ?? "";
  const envelope = { ToUserName: to, FromUserName: "oWeChatTeam", CreateTime: seconds(event.atMs), MsgType: "event" };
  world.events.push({ shop, atMs: event.atMs, body: { ...envelope, Event: event.name, ...event.body } });
};
