import { createCipheriv } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { MINUTE_MS } from "../../domain/time.ts";
import { receive, type Asked } from "../../functions/callbacks/callbacks.ts";
import { sealer } from "../../functions/shared/seal.ts";
import { shopsOf } from "../../functions/shared/shops.ts";
import { keys } from "../../functions/shared/store/keys.ts";
import { memoryPorts } from "../../test/factories/memory-ports.ts";
import adapter from "./adapter.ts";
import { pushSignature } from "./sign/push.ts";

const M = "m1";
const S = "shop00000001";
const PATH = `/callbacks/wechat/${M}/${S}`;
const START = "2026-09-21T14:13:21.000Z";
const AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFE";
const SHOP = { appId: "wx0c0ffee0walnut01", appSecret: "x", token: "countytoken", encodingAesKey: AES_KEY };
const manages = { listing: true, price: true, stock: true, orders: true, ship: true, after_sale: true };

let world = memoryPorts(START);
beforeEach(async () => {
  world = memoryPorts(START);
  const seal = sealer(world.ports.keyring, world.ports.table);
  const row = { id: S, merchant: M, platform: "wechat", app: "main", name: "店", state: "tested", adopted: true };
  const rest = { platformShopId: null, manages, stockFrom: null, epoch: 0, ver: 1 };
  const other = { ...SHOP, token: "othertoken", encodingAesKey: AES_KEY.replace("abc", "xyz"), appId: "wxother" };
  for (const [id, settings] of [
    [S, SHOP],
    ["shop00000002", other],
  ] as const)
    await world.table.batchPut([
      { ...keys.shop(M, id), ...row, ...rest, id },
      { ...keys.secret(M, id), sealed: await seal.seal(M, `shop|${id}`, adapter.shop.parse(settings)) },
    ]);
  const sealed = await seal.seal("county", "app|wechat|main", adapter.app.parse({}));
  await world.table.batchPut([{ ...keys.app("wechat", "main"), sealed }]);
});

const EVENT = { Event: "channels_ec_order_pay", order_info: { order_id: "3712345678901234567" } };
interface Forge {
  message?: string;
  appId?: string;
  aesKey?: string;
  token?: string;
  timestamp?: string;
  nonce?: string;
}

/** A push as the platform makes it, or as somebody else would. */
function made(forge: Forge = {}) {
  const { message = JSON.stringify(EVENT), appId = SHOP.appId, aesKey = AES_KEY, token = SHOP.token } = forge;
  const { timestamp = "1790000001", nonce = "778899" } = forge;
  const text = Buffer.from(message);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  const plain = Buffer.concat([Buffer.from("0123456789abcdef"), length, text, Buffer.from(appId)]);
  const pad = 32 - (plain.length % 32);
  const key = Buffer.from(`${aesKey}=`, "base64");
  const cipher = createCipheriv("aes-256-cbc", key, key.subarray(0, 16)).setAutoPadding(false);
  const sealed = Buffer.concat([cipher.update(Buffer.concat([plain, Buffer.alloc(pad, pad)])), cipher.final()]);
  const Encrypt = sealed.toString("base64");
  const msg_signature = pushSignature([token, timestamp, nonce, Encrypt]);
  const signature = pushSignature([token, timestamp, nonce]);
  return { Encrypt, query: { timestamp, nonce, encrypt_type: "aes", signature, msg_signature } };
}
const bodyOf = (Encrypt: string) => Buffer.from(JSON.stringify({ ToUserName: "gh_county", Encrypt }));
const post = (more: Partial<Asked>) => {
  const asked = { method: "POST", path: PATH, query: {}, headers: {}, raw: new Uint8Array(), ...more };
  return receive(asked, { ports: world.ports, shops: shopsOf(world.ports, { wechat: adapter }) });
};
const good = () => {
  const { Encrypt, query } = made();
  return { query, raw: bodyOf(Encrypt) };
};
const asked = () => world.sent.map(({ queue, message }) => [queue, message.body]);

describe("a push that holds", () => {
  it("queues the order to be read again, with every digit, and is answered as they expect", async () => {
    expect(await post(good())).toEqual({ status: 200, body: "success" });
    expect(asked()).toEqual([["pull:wechat", { v: 1, m: M, s: S, order: "3712345678901234567" }]]);
  });

  it("is answered again and does nothing when it comes again", async () => {
    await post(good());
    world.pass(4 * MINUTE_MS);
    expect(await post(good())).toEqual({ status: 200, body: "success" });
    expect(world.sent).toHaveLength(1);
  });

  it("checks the address with the bare echostr and queues nothing", async () => {
    const query = { ...made().query, echostr: "4375120948345356249" };
    expect(await post({ method: "GET", query })).toEqual({ status: 200, body: "4375120948345356249" });
    expect(world.sent).toEqual([]);
  });
});

const flipped = (text: string, at: number) => {
  const bytes = Buffer.from(text, "base64");
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  return bytes.toString("base64");
};
const signed = (Encrypt: string, query: Record<string, string>, token = SHOP.token) => ({
  ...query,
  msg_signature: pushSignature([token, query["timestamp"] ?? "", query["nonce"] ?? "", Encrypt]),
});
const resigned = (Encrypt: string) => ({ query: signed(Encrypt, made().query), raw: bodyOf(Encrypt) });

/** What somebody without the keys, or with an old copy, can try; and what he could do if he had the token alone. */
const TAMPERED: Record<string, () => Partial<Asked>> = {
  "one bit of the cipher text": () => ({ ...good(), raw: bodyOf(flipped(made().Encrypt, 40)) }),
  "the last block cut off": () => ({ ...good(), raw: bodyOf(made().Encrypt.slice(0, -44)) }),
  "a block put in twice": () => ({ ...good(), raw: bodyOf(made().Encrypt.slice(0, 64) + made().Encrypt) }),
  "an empty cipher text": () => ({ ...good(), raw: bodyOf("") }),
  "no body": () => ({ query: made().query }),
  "a body in clear": () => ({ query: made().query, raw: Buffer.from(JSON.stringify(EVENT)) }),
  "a body of XML": () => ({ query: made().query, raw: Buffer.from(`<xml><Encrypt>${made().Encrypt}</Encrypt></xml>`) }),
  "a body of noise": () => ({ query: made().query, raw: Uint8Array.from({ length: 500 }, (_, n) => (n * 89) % 256) }),
  "no signature at all": () => ({ raw: good().raw }),
  "a signature of zeros": () => ({ ...good(), query: { ...made().query, msg_signature: "0".repeat(40) } }),
  "a signature one letter short": () => ({
    ...good(),
    query: { ...made().query, msg_signature: made().query.msg_signature.slice(1) },
  }),
  "the signature in capitals": () => ({
    ...good(),
    query: { ...made().query, msg_signature: made().query.msg_signature.toUpperCase() },
  }),
  "the weaker signature in its place": () => ({
    ...good(),
    query: { ...made().query, msg_signature: made().query.signature },
  }),
  "another nonce": () => ({ ...good(), query: { ...made().query, nonce: "778898" } }),
  "a digit moved from time to nonce": () => ({
    ...good(),
    query: { ...made().query, timestamp: "179000000", nonce: "1778899" },
  }),
  "a newer time under the old signature": () => ({ ...good(), query: { ...made().query, timestamp: "1790000031" } }),
  "no time": () => ({ ...good(), query: { ...made().query, timestamp: "" } }),
  "a time that is no number": () => ({ ...good(), query: signed(made().Encrypt, { timestamp: "1e9", nonce: "1" }) }),
  "a message of another shop's keys": () => {
    const { Encrypt, query } = made({ token: "othertoken", aesKey: AES_KEY.replace("abc", "xyz"), appId: "wxother" });
    return { query, raw: bodyOf(Encrypt) };
  },
  "our message at another shop's address": () => ({ ...good(), path: `/callbacks/wechat/${M}/shop00000002` }),
  "our message at another merchant's address": () => ({ ...good(), path: `/callbacks/wechat/m2/${S}` }),
  "our message at another platform's address": () => ({ ...good(), path: `/callbacks/other/${M}/${S}` }),
  "a message for another app id under our own keys": () => {
    const { Encrypt, query } = made({ appId: "wxsomebodyelse" });
    return { query, raw: bodyOf(Encrypt) };
  },
  "an app id that only begins like ours": () => {
    const { Encrypt, query } = made({ appId: `${SHOP.appId}x` });
    return { query, raw: bodyOf(Encrypt) };
  },
  "a cipher text of another key under our token": () =>
    resigned(made({ aesKey: AES_KEY.replace("abc", "xyz") }).Encrypt),
  "half a block under our token": () => resigned(Buffer.alloc(24).toString("base64")),
  "two blocks of zeros under our token": () => resigned(Buffer.alloc(32).toString("base64")),
  "what is no base64 under our token": () => resigned("%%%"),
  "an address check with a push's signature": () => ({
    method: "GET",
    query: { ...made().query, signature: made().query.msg_signature, echostr: "1" },
  }),
  "an address check without a signature": () => ({ method: "GET", query: { echostr: "1" } }),
};

describe("a push that somebody tampered with", () => {
  it.each(Object.entries(TAMPERED))("%s: refused, nothing queued, nothing noted", async (_, tampered) => {
    const before = world.table.rows().length;
    const { status, body } = await post(tampered());
    expect([status, body]).toEqual([403, ""]);
    expect(world.sent).toEqual([]);
    expect(world.table.rows()).toHaveLength(before);
  });

  it.each([-6, -5.1, 5.1, 60])(
    "a copy sent %d minutes off its time is refused, whatever its signature",
    async (minutes) => {
      const { query, raw } = good();
      world.pass(minutes * MINUTE_MS);
      expect((await post({ query, raw })).status).toBe(403);
      expect(world.sent).toEqual([]);
    },
  );

  it.each([-4.9, 4.9])("one sent %d minutes off is taken: clocks differ", async (minutes) => {
    const { query, raw } = good();
    world.pass(minutes * MINUTE_MS);
    expect((await post({ query, raw })).status).toBe(200);
  });
});
