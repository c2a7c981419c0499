import { createCipheriv } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Call, Facts, Push } from "../contract.ts";
import { instantFrom } from "../../domain/time.ts";
import * as z from "zod";
import adapter from "./adapter.ts";
import { app, shop, type App, type Shop } from "./rules/index.ts";
import { decryptPush, pushSignature } from "./sign/push.ts";
import { pictureSize } from "./wire/picture-size.ts";
import * as wire from "./wire/index.ts";

const TOKEN = "countytoken";
const AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFE";
const APP_ID = "wx0c0ffee0walnut01";
const ENCRYPT =
  "Q3stYC6hdFzMh9T8HCvyDM00fM3hE1P4o/pb8VqSLvv0y5MzRX5yOsdX/8i2UFgXM1znUtu+MJUaFDErqPtZeNENSTgSqtiaxeajZx2dwRyNcX8gjEvY30otEMlm2Cj8JzMnmHnx99ccgEegoMyfrY/hveID0Q83mEnFSQhDkwSlV9GC8Ho4NtgU7jJo74ZP8c59RYcHkweglWHe9gzegHZzKYc8EL9EuiPr7myhDyNJFMHGyZGM58R91LPUss16XhAKLEMFrFew92WKQE9Hy4iUq6OZwgbhOC9yhsX3FcnyBEsMe/X2LcU7fTsWMVVI9hcVHoOWLEdGjk3WVFZoHg==";

const facts: Facts<App, Shop> = {
  app: app.parse({}),
  shop: shop.parse({ appId: APP_ID, token: TOKEN, encodingAesKey: AES_KEY }),
  token: "83_token",
  baseUrl: "http://127.0.0.1:1",
  now: instantFrom("2026-11-22T02:30:00Z"),
};
/** The vectors were made at 1790000001. */
const pushed = { ...facts, now: instantFrom("2026-09-21T14:13:21Z") };
const events = "absent" in adapter.events ? null : adapter.events;
const push = (more: Partial<Push>): Push => ({
  method: "POST",
  query: {},
  headers: {},
  raw: new Uint8Array(),
  ...more,
});
const signed = {
  timestamp: "1790000001",
  nonce: "778899",
  encrypt_type: "aes",
  msg_signature: "7f558f1d6e4f52e947b532d9ab0065388287ee0b",
};
const bodyOf = (encrypt: string) => Buffer.from(JSON.stringify({ ToUserName: "gh_county", Encrypt: encrypt }));

/** A message as the platform would encrypt it. */
function encrypted(message: string, appId: string): string {
  const text = Buffer.from(message);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  const plain = Buffer.concat([Buffer.from("0123456789abcdef"), length, text, Buffer.from(appId)]);
  const pad = 32 - (plain.length % 32);
  const key = Buffer.from(`${AES_KEY}=`, "base64");
  const cipher = createCipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([cipher.update(Buffer.concat([plain, Buffer.alloc(pad, pad)])), cipher.final()]).toString(
    "base64",
  );
}
const sent = (message: object, appId = APP_ID) => {
  const encrypt = encrypted(JSON.stringify(message), appId);
  const msg_signature = pushSignature([TOKEN, signed.timestamp, signed.nonce, encrypt]);
  return events?.receive(push({ query: { ...signed, msg_signature }, raw: bodyOf(encrypt) }), pushed);
};

describe("push signatures", () => {
  it("gives the platform's own vector", () => {
    expect(pushSignature(["AAAAA", "1714036504", "1514711492"])).toBe("f464b24fc39322e44b38aa78f5edd27bd1441696");
  });

  it("gives the vectors over token, time and nonce, with and without the cipher text", () => {
    expect(pushSignature([TOKEN, "1790000001", "778899"])).toBe("9164c7d98830be95d83ca1b6cf0f25f4ba5662cf");
    expect(pushSignature([TOKEN, "1790000001", "778899", ENCRYPT])).toBe(signed.msg_signature);
  });

  it("decrypts the vector to its message and app id", () => {
    expect(decryptPush(ENCRYPT, AES_KEY)).toEqual({
      message:
        '{"ToUserName":"gh_county","FromUserName":"oBuyer1","CreateTime":1790000000,"MsgType":"event","Event":"channels_ec_order_pay","order_info":{"order_id":"3712345678901234567","pay_time":1790000000}}',
      appId: APP_ID,
    });
  });
});

describe("receiving a push", () => {
  it("answers the address check with the bare echostr", () => {
    const query = {
      signature: "9164c7d98830be95d83ca1b6cf0f25f4ba5662cf",
      timestamp: "1790000001",
      nonce: "778899",
      echostr: "4375120948345356249",
    };
    expect(events?.receive(push({ method: "GET", query }), pushed)).toEqual({
      verified: true,
      reply: { status: 200, body: "4375120948345356249" },
      hints: [],
    });
  });

  it("turns a paid order into a hint to read it", () => {
    expect(events?.receive(push({ query: signed, raw: bodyOf(ENCRYPT) }), pushed)).toEqual({
      verified: true,
      reply: { status: 200, body: "success" },
      hints: [{ about: "order", id: "3712345678901234567" }],
    });
  });

  it("keeps all digits of an order id that comes as a number", () => {
    const encrypt = encrypted(
      '{"Event":"channels_ec_order_new","order_info":{"order_id":3712345678901234567}}',
      APP_ID,
    );
    const msg_signature = pushSignature([TOKEN, signed.timestamp, signed.nonce, encrypt]);
    const received = events?.receive(push({ query: { ...signed, msg_signature }, raw: bodyOf(encrypt) }), pushed);
    expect(received?.hints).toEqual([{ about: "order", id: "3712345678901234567" }]);
  });

  it.each([
    [
      { Event: "product_spu_audit", ProductSpuAudit: { product_id: "10000190000123", status: 2 } },
      [{ about: "listing", id: "10000190000123" }],
    ],
    [
      {
        Event: "channels_ec_aftersale_update",
        finder_shop_aftersale_status_update: { order_id: "37", after_sale_order_id: "20" },
      },
      [
        { about: "order", id: "37" },
        { about: "after_sale", id: "20" },
      ],
    ],
    [{ Event: "channels_ec_voucher_send_succ", voucher_list: [{ order_id: 37 }] }, [{ about: "voucher", id: "37" }]],
    [{ Event: "product_category_audit", ProductCategoryAudit: { audit_id: "9" } }, [{ about: "shop" }]],
  ])("reads %j as hints", (message, hints) => {
    expect(sent(message)?.hints).toEqual(hints);
  });

  it("refuses a message that was changed, signed otherwise or not at all", () => {
    const forged = { verified: false, hints: [] };
    expect(events?.receive(push({ query: signed, raw: bodyOf(`A${ENCRYPT.slice(1)}`) }), pushed)).toMatchObject(forged);
    expect(
      events?.receive(push({ query: { ...signed, msg_signature: "0" }, raw: bodyOf(ENCRYPT) }), pushed),
    ).toMatchObject(forged);
    expect(events?.receive(push({ raw: Buffer.from("<xml/>") }), pushed)).toMatchObject(forged);
  });

  it("refuses a message for another app", () => {
    expect(sent({ Event: "channels_ec_order_new", order_info: { order_id: "1" } }, "wxsomebodyelse")).toMatchObject({
      verified: false,
      hints: [],
    });
  });
});

describe("encoding a call", () => {
  it("puts the token into the query and sends an empty object where nothing is asked", () => {
    const request = adapter.sign(wire.rejectReasons(), facts);
    expect(request.url).toBe("http://127.0.0.1:1/channels/ec/aftersale/rejectreason/get?access_token=83_token");
    expect(Buffer.from(request.body ?? []).toString()).toBe("{}");
  });

  it("asks with GET where the platform refuses POST, without a body", () => {
    expect(adapter.sign(wire.shopInfo(), facts)).toMatchObject({ method: "GET", body: null });
  });

  it("fetches the token without an old token", () => {
    const call: Call<unknown> = {
      api: "stable_token",
      method: "POST",
      path: "/cgi-bin/stable_token",
      body: {},
      reply: z.unknown(),
      repeatable: true,
    };
    expect(adapter.sign(call, facts).url).toBe("http://127.0.0.1:1/cgi-bin/stable_token");
  });

  it("sends a picture as the form field media, equal bytes for equal pictures", () => {
    const file = {
      field: "media",
      name: "picture.png",
      type: "image/png",
      bytes: Buffer.from("\x00binary\xff", "latin1"),
    };
    const call: Call<unknown> = {
      api: "basics/img/upload",
      method: "POST",
      path: "/shop/ec/basics/img/upload",
      query: { upload_type: "0" },
      file,
      reply: z.unknown(),
      repeatable: true,
    };
    const request = adapter.sign(call, facts);
    const boundary = request.headers["content-type"]?.split("boundary=")[1];
    expect(Buffer.from(request.body ?? []).toString("latin1")).toBe(
      `--${boundary}\r\nContent-Disposition: form-data; name="media"; filename="picture.png"\r\nContent-Type: image/png\r\n\r\n\x00binary\xff\r\n--${boundary}--\r\n`,
    );
    expect(adapter.sign(call, facts)).toEqual(request);
  });
});

describe("picture sizes", () => {
  const pad = (hex: string) => Buffer.concat([Buffer.from(hex, "hex"), Buffer.alloc(40)]);

  it.each([
    ["png", "89504e470d0a1a0a0000000d4948445200000320000001f4", { width: 800, height: 500 }],
    ["jpeg", "ffd8ffe000104a46494600010100000100010000ffc0001108012c01900301", { width: 400, height: 300 }],
    [
      "webp VP8X",
      "524946460000000057454250565038580a00000000000000 1f0300 f30100".replaceAll(" ", ""),
      { width: 800, height: 500 },
    ],
    ["bmp", "424d00000000000000003600000028000000200300000cfeffff", { width: 800, height: 500 }],
  ])("reads %s", (_name, hex, size) => {
    expect(pictureSize(pad(hex))).toEqual(size);
  });

  it("knows none of what is no picture", () => {
    expect(pictureSize(Buffer.alloc(64))).toBeNull();
  });
});
