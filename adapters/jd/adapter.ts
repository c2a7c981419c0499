/** JD (京东) POP merchants, JOS gateway `routerjson` 2.0: sources and days in README.md. */
import { Buffer } from "node:buffer";
import { MINUTE_MS } from "../../domain/time.ts";
import { defineAdapter } from "../contract.ts";
import { afterSale } from "./adapter/after-sale.ts";
import { auth } from "./adapter/auth.ts";
import { orderEffects } from "./adapter/order-effects.ts";
import { orders, receiver, vouchers } from "./adapter/orders.ts";
import { app, shop } from "./adapter/settings.ts";
import { taxonomy } from "./adapter/taxonomy.ts";
import { wareEffects } from "./adapter/ware-effects.ts";
import { wareReader } from "./adapter/wares.ts";
import { CARRIERS, envelopeOf, failures } from "./codes/index.ts";
import { LIMITS, lint, MANNER, MAPPING, RATES, SENSITIVE } from "./rules/index.ts";
import { GATEWAY, sign } from "./sign.ts";
import { reads, WirePicture, WireVender } from "./wire/index.ts";

export default defineAdapter({
  ...MANNER,
  id: "jd",
  contract: 1,
  name: { zh: "京东", en: "JD" },
  docs: "https://open.jd.com",
  readOn: "2026-11-22",
  baseUrl: GATEWAY,
  app,
  shop,
  egress: "any",
  egressFor: { ...SENSITIVE },
  concurrency: 2,
  clockToleranceMs: 6 * MINUTE_MS,
  rates: RATES,
  limits: LIMITS,
  failures,
  carriers: CARRIERS,
  auth,
  sign,
  unwrap: (reply) => envelopeOf(reply)?.content ?? reply,
  async identify({ call }) {
    const found = await call(reads("jingdong.seller.vender.info.get", {}, WireVender));
    const vender = found.vender_info_result;
    return { platformShopId: vender.vender_id, name: vender.shop_name };
  },
  lint,
  async uploadPicture(bytes, _type, { call }) {
    const body = { image_data: Buffer.from(bytes).toString("base64"), picture_cate_id: "" };
    return (await call(reads("jingdong.imgzone.picture.upload", body, WirePicture))).picture_url;
  },
  taxonomy,
  mapping: MAPPING,
  effects: { ...wareEffects, ...orderEffects },
  ...wareReader,
  orders,
  receiver,
  afterSale,
  vouchers,
  events: {
    absent: {
      zh: "京东没有公开的 HTTP 推送（消息走京东云队列），以定时拉取为准",
      en: "JD has no public HTTP push (messages run in a queue of its own cloud): polling is the base",
    },
  },
});
