import { createHash } from "node:crypto";
import { epochMs, SECOND_MS } from "../../domain/time.ts";
import type { Call, Facts, HttpRequest } from "../contract.ts";
import type { App, Shop } from "./rules/index.ts";

/** Upper-case hex MD5 over the secret, every key with its value in the order of the keys, and the secret again. */
export function signature(secret: string, parameters: Readonly<Record<string, string>>): string {
  const text = Object.keys(parameters)
    .sort()
    .map((key) => key + parameters[key])
    .join("");
  return createHash("md5")
    .update(secret + text + secret, "utf8")
    .digest("hex")
    .toUpperCase();
}

/** One JSON object of texts: what is no text goes out as its JSON. The token is signed like every other parameter. */
export function sign(call: Call<unknown>, { app, baseUrl, token, now }: Facts<App, Shop>): HttpRequest {
  const parameters = {
    ...textsOf(call.body ?? {}),
    type: call.api,
    client_id: app.clientId,
    timestamp: String(Math.floor(epochMs(now) / SECOND_MS)),
    data_type: "JSON",
    version: "V1",
    ...(token !== null && token !== "" && { access_token: token }),
  };
  const body = JSON.stringify({ ...parameters, sign: signature(app.clientSecret, parameters) });
  const headers = { "Content-Type": "application/json;charset=utf-8" };
  return { method: "POST", url: baseUrl + call.path, headers, body: Buffer.from(body, "utf8") };
}

function textsOf(body: unknown): Record<string, string> {
  const fields = Object.entries(body ?? {}).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(
    fields.map(([key, value]) => [key, typeof value === "object" ? JSON.stringify(value) : String(value)]),
  );
}
