import { createHash } from "node:crypto";
import type { Call, Facts, HttpRequest } from "../contract.ts";
import { toBeijing } from "../../domain/time.ts";
import type { App, Shop } from "./rules/settings.ts";
import { rootOf, TOKEN_API } from "./wire/index.ts";

/** The only version ever seen. */
const VERSION = "v1.2";

/**
 * Lower-case hex MD5 over secret, method, time, key, version and the Base64 of the exact body bytes, joined without separators.
 * The token is no part of it.
 */
export function signInfo(text: {
  secret: string;
  method: string;
  time: string;
  key: string;
  body: Uint8Array;
}): string {
  const body = Buffer.from(text.body).toString("base64");
  return createHash("md5")
    .update(text.secret + text.method + text.time + text.key + VERSION + body)
    .digest("hex");
}

/** Wraps, encodes and signs one call; the time in the header is Beijing's and the very text that was hashed. */
export function sign(call: Call<unknown>, facts: Facts<App, Shop>): HttpRequest {
  if (call.api === TOKEN_API) return tokenRequest(call, facts.baseUrl);
  const { app, token } = facts;
  const time = toBeijing(facts.now);
  const envelope = { sn_request: { sn_body: { [rootOf(call.api)]: call.body ?? {} } } };
  const body = Buffer.from(JSON.stringify(envelope), "utf8");
  return {
    method: call.method,
    url: facts.baseUrl + call.path,
    headers: {
      AppMethod: call.api,
      AppRequestTime: time,
      AppKey: app.appKey,
      VersionNo: VERSION,
      // Without it they answer in XML.
      Format: "json",
      signInfo: signInfo({ secret: app.appSecret, method: call.api, time, key: app.appKey, body }),
      "Content-Type": "application/json;charset=UTF-8",
      ...(token !== null && token !== "" && { access_token: token }),
    },
    body,
  };
}

/** A form in the body: secrets in a query string end in access logs. */
function tokenRequest(call: Call<unknown>, baseUrl: string): HttpRequest {
  const fields = Object.entries(call.body ?? {}).map(([name, value]): [string, string] => [name, String(value)]);
  return {
    method: "POST",
    url: baseUrl + call.path,
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
    body: Buffer.from(new URLSearchParams(fields).toString(), "utf8"),
  };
}
