import { describe, expect, it } from "vitest";
import { handle } from "./handle.ts";
import { expectedSign } from "./sign.ts";
import { bench } from "./test-client.ts";

const SECRET = "5f0c1e7b9a3d4826b1c7e94d20a6f358aabbccdd";
const CLIENT = "9d1f3c7a52b84e06aa17c5e0d2f4b683";
const AT = "2026-11-22T02:15:30Z";
const SYSTEM = {
  client_id: CLIENT,
  access_token: "tok0123456789",
  data_type: "JSON",
  version: "V1",
  timestamp: "1795313730",
};

/** No source prints an example. The rule is that of three public clients; the digests are md5sum's, over texts written by hand. */
const VECTORS = [
  {
    name: "one order",
    parameters: { ...SYSTEM, type: "pdd.order.information.get", order_sn: "261122-123456789012345" },
    sign: "71D82093967A2B26FA34E5397E00F292",
  },
  {
    name: "Chinese and a blank",
    parameters: { ...SYSTEM, type: "pdd.goods.spec.id.get", parent_spec_id: "77", spec_name: "核桃 500g装" },
    sign: "852107F0206B66A0A815DB2D41538BC8",
  },
];

describe.each(VECTORS)("signing $name", ({ parameters, sign }) => {
  it("gives the digest, whatever the order of the keys", () => {
    const shuffled = new Map(Object.entries(parameters).reverse());

    expect(expectedSign(SECRET, new Map(Object.entries(parameters)))).toBe(sign);
    expect(expectedSign(SECRET, shuffled.set("sign", "not part of it"))).toBe(sign);
  });

  it.each(["json", "form"])("is taken as a %s, and not with one character changed", (form) => {
    const { host, clock } = bench();
    const scene = host.scene();
    scene.world.app = { id: CLIENT, secret: SECRET };
    clock.set(Date.parse(AT));
    const ask = (all: Record<string, string>): string => {
      const text = form === "json" ? JSON.stringify(all) : new URLSearchParams(all).toString();
      const type = form === "json" ? "application/json" : "application/x-www-form-urlencoded;charset=utf-8";
      const body = Buffer.from(text);
      const request = {
        method: "POST",
        target: "/api/router",
        headers: { "content-type": type },
        body,
        remoteAddress: "",
      };
      return String(handle(request, scene).body);
    };

    expect(ask({ ...parameters, sign })).toContain('"error_code":20032');
    expect(ask({ ...parameters, sign, data_type: "" })).toContain("20004");
  });
});
