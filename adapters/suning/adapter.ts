/** Suning open platform (苏宁开放服务平台), merchant family `suning.custom.*` — https://open.suning.com (sources and days in README.md). */
import { defineAdapter } from "../contract.ts";
import { MINUTE_MS } from "../../domain/time.ts";
import { auth } from "./adapter/auth.ts";
import * as absences from "./adapter/absences.ts";
import * as listingEffects from "./adapter/listing-effects.ts";
import { look, read, wares } from "./adapter/listings.ts";
import * as orderEffects from "./adapter/order-effects.ts";
import { afterSale, orders, receiver, vouchers } from "./adapter/orders.ts";
import { taxonomy } from "./adapter/taxonomy.ts";
import { failures } from "./codes/index.ts";
import { app, carriers, limits, lint, manner, mapping, rates, shop } from "./rules/index.ts";
import { sign } from "./sign.ts";
import { ask, unwrap, WirePicture, WireShopInfo } from "./wire/index.ts";

export default defineAdapter({
  ...manner,
  id: "suning",
  contract: 1,
  name: { zh: "苏宁易购", en: "Suning" },
  docs: "https://open.suning.com",
  readOn: "2026-11-22",
  baseUrl: "https://open.suning.com",
  app,
  shop,
  egress: "fixed_ip", // no source says that an allow-list is needed, none that it is not
  concurrency: 2,
  clockToleranceMs: 10 * MINUTE_MS,
  rates,
  limits,
  failures,
  carriers,
  auth,
  sign,
  unwrap,
  lint,
  taxonomy,
  mapping,
  effects: { ...listingEffects, ...orderEffects, ...absences.effects },
  look,
  read,
  wares,
  orders,
  receiver,
  afterSale,
  vouchers,
  labels: absences.labels,
  laterShipping: absences.laterShipping,
  abilities: absences.abilities,
  events: {
    absent: {
      zh: "苏宁的消息推送要客户端一直连着 WebSocket，且店铺订单主题未公开，我们按时轮询",
      en: "Push is a WebSocket that the client must hold open, and topics for shop orders are not public: we poll",
    },
  },

  /** The shop's name proves that the credentials work; its code is the merchant code, theirs where they tell it. */
  async identify({ call, shop: { vendorCode } }) {
    const info = await call(ask("shopinfo.get", {}, WireShopInfo));
    const code = info.vendorCode || info.shopCode || vendorCode;
    return { platformShopId: code.slice(-8), name: info.shopName ?? code };
  },

  /** Up to 1 MiB; the address may need some seconds before it can be seen. */
  async uploadPicture(bytes, _type, { call }) {
    const picContent = Buffer.from(bytes).toString("base64");
    const { picUrl } = await call(ask("npic.add", { picContent }, WirePicture));
    return picUrl;
  },
});
