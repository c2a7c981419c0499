import type { Call, Facts, HttpRequest } from "../../contract.ts";
import type { App, Shop } from "../rules/settings.ts";
import { SIGN_IN } from "../wire/calls.ts";
import { toJson } from "./json.ts";
import { multipart } from "./multipart.ts";

export { receive } from "./events.ts";

/**
 * Encodes a call. There is nothing to sign: the token in the query is the only credential.
 * A POST without parameters carries `{}`, since an empty body is refused (44002).
 */
export function sign(call: Call<unknown>, f: Facts<App, Shop>): HttpRequest {
  const token = call.path.startsWith(SIGN_IN) || f.token === null ? {} : { access_token: f.token };
  const query = new URLSearchParams({ ...token, ...call.query }).toString();
  const url = `${f.baseUrl}${call.path}${query === "" ? "" : `?${query}`}`;
  if (call.file !== undefined) return { method: "POST", url, ...multipart(call.file) };
  if (call.method === "GET") return { method: "GET", url, headers: {}, body: null };
  const body = new TextEncoder().encode(toJson(call.body ?? {}));
  return { method: "POST", url, headers: { "content-type": "application/json; charset=utf-8" }, body };
}
