/** WeChat Store open API (微信小店) — https://developers.weixin.qq.com/doc/store/shop/ (copies of 2026-03-05 and mid-2026; see README). */
import { defineAdapter } from "../contract.ts";
import { MINUTE_MS, SECOND_MS } from "../../domain/time.ts";
import { fetchToken } from "./adapter/auth.ts";
import { events } from "./adapter/events.ts";
import { look, read, wares } from "./adapter/find.ts";
import { listingEffects } from "./adapter/listing.ts";
import { caseStream, orderStreams, readCase, readOrder, readVouchers, reveal } from "./adapter/orders.ts";
import { taxonomy } from "./adapter/taxonomy.ts";
import { tradeEffects } from "./adapter/trade.ts";
import { CARRIERS, failures } from "./codes/index.ts";
import { limits, lint, mapping, rates } from "./rules/index.ts";
import { sign } from "./sign/index.ts";
import { pictureSize } from "./sign/picture-size.ts";
import { app, getOwn, shop, WirePicture, WireShop } from "./wire/index.ts";

const no = (zh: string, en: string) => ({ absent: { zh, en } });

export default defineAdapter({
  id: "wechat",
  contract: 1,
  name: { zh: "微信小店", en: "WeChat Store" },
  docs: "https://developers.weixin.qq.com/doc/store/shop/",
  readOn: "2026-03-05",
  baseUrl: "https://api.weixin.qq.com",
  app,
  shop,
  egress: "fixed_ip", // calls with the AppSecret need an address on the shop's list (40164); whether the others do is not documented
  concurrency: 5,
  clockToleranceMs: 5 * MINUTE_MS,
  rates,
  limits,
  failures,
  carriers: CARRIERS,

  stock: { push: "set", counts: "sellable", keyed: false, restocksOn: ["unpaid_cancel"] },
  ship: { unit: "quantity", maxParcels: 50, parcelsPerUnit: 1, merge: true, changes: 3 },
  createSets: ["text", "pictures", "options", "delivery", "voucher", "price", "stock"],
  editGroups: [["text", "pictures", "options", "delivery", "voucher"]], // a full overwrite; price and stock have calls of their own
  goesOnSaleBy: "submit",
  auditMinutes: 60,
  find: { by: "scan", readLagMs: 10 * SECOND_MS },

  auth: {
    kind: "client_credentials",
    renewBeforeMs: 4 * MINUTE_MS, // a new token is given only in the last 5 minutes of the old one
    fetch: fetchToken,
  },
  sign,
  unwrap: (reply) => reply, // errcode stands beside the values
  async identify({ call }) {
    const { info } = await call(getOwn("basics/info/get", WireShop));
    return { platformShopId: info.username, name: info.nickname ?? info.username };
  },
  lint,
  async uploadPicture(bytes, type, { call }) {
    const size = pictureSize(bytes);
    const query = {
      upload_type: "0",
      resp_type: "1",
      ...(size !== null && { height: String(size.height), width: String(size.width) }),
    };
    const file = { field: "media", name: `picture.${type.replace(/^image\/|\+xml$/g, "")}`, type, bytes };
    const { pic_file } = await call({
      api: "basics/img/upload",
      method: "POST",
      path: "/shop/ec/basics/img/upload",
      query,
      file,
      reply: WirePicture,
      repeatable: true,
    });
    return pic_file.img_url;
  },
  taxonomy,
  mapping,

  effects: {
    ...listingEffects,
    ...tradeEffects,
    list: no("提交审核通过后即上架，没有单独的上架动作", "Passing the audit puts it on the shelf: submit is that call"),
    issueVouchers: no(
      "券码由平台生成；商家自有码要在下单前按商品预先上传",
      "The platform makes the codes; a merchant's own are uploaded per product before anybody orders",
    ),
  },
  look,
  read,
  wares,
  orders: { streams: orderStreams, unseen: ["negotiated_ship_date", "booked_ship_date", "risk_hold"], read: readOrder },
  receiver: { reveal },
  afterSale: { streams: [caseStream], read: readCase },
  vouchers: { read: readVouchers },
  events,
});
