import { createHash } from "node:crypto";
import { canonicalJson } from "../../domain/hash.ts";
import { toBeijing } from "../../domain/time.ts";
import type { Call, Facts, HttpRequest } from "../contract.ts";

/** Where calls go unless the deployment says otherwise. */
export const GATEWAY = "https://api.jd.com";
/** The sign-in host that belongs to the gateway; any other gateway (relay, imitation) is expected to serve both. */
const SIGN_IN = "https://open-oauth.jd.com";

interface Keys {
  appKey: string;
  appSecret: string;
}

/** Upper-case MD5 over secret, every name and value in byte order of the names, secret: UTF-8, before any encoding. */
export function signatureOf(parameters: Readonly<Record<string, string>>, appSecret: string): string {
  const pairs = Object.entries(parameters)
    .sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
    .map(([name, value]) => `${name}${value}`);
  return createHash("md5")
    .update(`${appSecret}${pairs.join("")}${appSecret}`)
    .digest("hex")
    .toUpperCase();
}

/** Root of the sign-in pages for a gateway. */
export function signInHost(baseUrl: string): string {
  return baseUrl === GATEWAY ? SIGN_IN : baseUrl;
}

/** A signed form POST of one method; the sign-in calls carry app key and secret in the query instead, as their page says. */
export function sign(call: Call<unknown>, f: Facts<Keys, unknown>): HttpRequest {
  return call.path.startsWith("/oauth2/") ? signIn(call, f) : signed(call, f);
}

function signIn(call: Call<unknown>, f: Facts<Keys, unknown>): HttpRequest {
  const query = new URLSearchParams({ app_key: f.app.appKey, app_secret: f.app.appSecret, ...call.query });
  return { method: call.method, url: `${signInHost(f.baseUrl)}${call.path}?${query}`, headers: {}, body: null };
}

function signed(call: Call<unknown>, f: Facts<Keys, unknown>): HttpRequest {
  const parameters = {
    method: call.api,
    app_key: f.app.appKey,
    ...(f.token !== null && { access_token: f.token }),
    timestamp: toBeijing(f.now),
    v: "2.0",
    "360buy_param_json": canonicalJson(call.body ?? {}),
  };
  const form = new URLSearchParams({ ...parameters, sign: signatureOf(parameters, f.app.appSecret) });
  return {
    method: "POST",
    url: `${f.baseUrl}${call.path}`,
    headers: { "content-type": "application/x-www-form-urlencoded;charset=UTF-8" },
    body: new TextEncoder().encode(form.toString()),
  };
}
