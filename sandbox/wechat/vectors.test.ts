import { expect, test } from "vitest";
import { openPush, pushRequest, pushSignature, sealPush } from "./push.ts";

const KEYS = {
  appId: "wx0c0ffee0walnut01",
  token: "countytoken",
  encodingAesKey: "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFE",
};
const ENCRYPTED =
  "Q3stYC6hdFzMh9T8HCvyDM00fM3hE1P4o/pb8VqSLvv0y5MzRX5yOsdX/8i2UFgXM1znUtu+MJUaFDErqPtZeNENSTgSqtiaxeajZx2dwRyNcX8gjEvY30otEMlm2Cj8JzMnmHnx99ccgEegoMyfrY/hveID0Q83mEnFSQhDkwSlV9GC8Ho4NtgU7jJo74ZP8c59RYcHkweglWHe9gzegHZzKYc8EL9EuiPr7myhDyNJFMHGyZGM58R91LPUss16XhAKLEMFrFew92WKQE9Hy4iUq6OZwgbhOC9yhsX3FcnyBEsMe/X2LcU7fTsWMVVI9hcVHoOWLEdGjk3WVFZoHg==";
const MESSAGE =
  '{"ToUserName":"gh_county","FromUserName":"oBuyer1","CreateTime":1790000000,"MsgType":"event","Event":"channels_ec_order_pay","order_info":{"order_id":"3712345678901234567","pay_time":1790000000}}';

test("the official check of a push address", () => {
  expect(pushSignature(["AAAAA", "1714036504", "1514711492"])).toBe("f464b24fc39322e44b38aa78f5edd27bd1441696");
});

test("signature and msg_signature of the reference's message", () => {
  const parts = [KEYS.token, "1790000001", "778899"];

  expect(pushSignature(parts)).toBe("9164c7d98830be95d83ca1b6cf0f25f4ba5662cf");
  expect(pushSignature([...parts, ENCRYPTED])).toBe("7f558f1d6e4f52e947b532d9ab0065388287ee0b");
});

test("the reference's message is sealed to the byte and opens again", () => {
  expect(sealPush(MESSAGE, "0123456789abcdef", KEYS)).toBe(ENCRYPTED);
  expect(openPush(ENCRYPTED, KEYS)).toEqual({ json: MESSAGE, appId: KEYS.appId });
});

test("a whole push carries both signatures and the shop's number", () => {
  const chance = { timestamp: "1790000001", nonce: "778899", random16: "0123456789abcdef" };

  const { query, body } = pushRequest(MESSAGE, { ...KEYS, userName: "gh_county" }, chance);

  expect(query["msg_signature"]).toBe("7f558f1d6e4f52e947b532d9ab0065388287ee0b");
  expect(query["signature"]).toBe("9164c7d98830be95d83ca1b6cf0f25f4ba5662cf");
  expect(JSON.parse(body)).toEqual({ ToUserName: "gh_county", Encrypt: ENCRYPTED });
});
