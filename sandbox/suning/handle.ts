import { actions } from "./actions/index.ts";
import { delayOld } from "./actions/rejected-answer.ts";
import { type Ask, envelope, refuse, type Reply } from "./answer.ts";
import { ROOTS } from "./codes.ts";
import { admit, header } from "./gateway.ts";
import { parseLiteral, type Value } from "./literal.ts";
import { envelopePart, type Part, partsOf } from "./multipart.ts";
import { oauth } from "./oauth.ts";
import { isRecord, type Params, text } from "./params.ts";
import type { Recognised, Scene, WireAnswer, WireRequest } from "../kit/types.ts";
import type { World } from "./world.ts";
import { parseXml } from "./xml.ts";

/** One method, two families: the root tells which. */
const OLD_DELAY_ROOT = "delayRefund";
const BASE = "/api/http/sopRequest";

/** One request of the platform's: the gateway, or the pages of its sign-in. */
export function handle(request: WireRequest, scene: Scene<World>): WireAnswer {
  const path = pathOf(request);
  if (path.startsWith("/api/oauth/")) return oauth(request, scene);
  if (path !== BASE && !path.startsWith(`${BASE}/`)) {
    return { status: 404, headers: { "content-type": "text/html" }, body: "<html><body>404 Not Found</body></html>" };
  }
  const method = header(request, "appmethod");
  const format = { xml: header(request, "format").toLowerCase() !== "json", root: ROOTS[method] ?? "" };
  const admitted = admit(request, scene);
  if ("refusal" in admitted) return envelope({ kind: "refused", refusal: admitted.refusal }, format, scene);
  const old = method === "suning.custom.delayrefund.modify" ? paramsOf(request, OLD_DELAY_ROOT) : null;
  if (old !== null) {
    const reply = delayOld.run({ params: old, shop: admitted.shop, scene });
    return envelope(reply, { ...format, root: OLD_DELAY_ROOT }, scene);
  }
  const read = paramsOf(request, format.root);
  const reply = read === null ? badBody() : run(method, { params: read, shop: admitted.shop, scene });
  return envelope(reply, format, scene);
}

/** The error_code of an answer, in either format; sentences behind it are kept. */
export function codeOf({ body }: WireAnswer): string | null {
  const text = typeof body === "string" ? body : "";
  return (
    /"error_code":"([^"]+)"|<error_code>([^<]+)</
      .exec(text)
      ?.slice(1)
      .find((found) => found !== undefined) ?? null
  );
}

/** Any documented code, in the format that was asked for. */
export function refusal(code: string, request: WireRequest, scene: Scene<World>): WireAnswer {
  const root = ROOTS[header(request, "appmethod")] ?? "";
  const format = { xml: header(request, "format").toLowerCase() !== "json", root };
  return envelope({ kind: "refused", refusal: { code, message: "" } }, format, scene);
}

/** The call and the shop, as far as headers and address tell. */
export function recognise(request: WireRequest, world: World): Recognised {
  const path = pathOf(request);
  if (path.startsWith("/api/oauth/")) return { api: `oauth.${path.slice("/api/oauth/".length)}`, shop: null };
  const shop = world.tokens.get(header(request, "access_token"))?.shop ?? null;
  return { api: header(request, "appmethod") || null, shop };
}

function pathOf({ target }: WireRequest): string {
  return target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, "").replace(/[?#].*$/s, "");
}

function run(method: string, ask: Ask): Reply {
  const action = actions[method];
  if (action === undefined) return badBody();
  const missing = action.required.find((name) => text(ask.params, name) === "" && !hasList(ask.params[name]));
  if (missing !== undefined) return refuse(`biz.${action.module}.missing-parameter:${missing}`, `${missing}不能为空`);
  return action.run(ask);
}

function hasList(value: Value | undefined): boolean {
  return typeof value === "object" && value !== null && (!Array.isArray(value) || value.length > 0);
}

const badBody = (): Reply => refuse("sys.check.request-params:error", "请求报文格式错误");

/** The parameters under the root node; null where the body is none of the dialects or has another root. */
function paramsOf(request: WireRequest, root: string): Params | null {
  const parts = partsOf(header(request, "content-type"), request.body);
  const bytes = parts === null ? request.body : envelopePart(parts);
  const params = bytes === null ? {} : paramsIn(Buffer.from(bytes).toString("utf8"), root);
  return params === null || parts === null ? params : { ...params, ...files(parts) };
}

function paramsIn(body: string, root: string): Params | null {
  const parsed = body.trimStart().startsWith("<") ? parseXml(body.trim()) : parseLiteral(body);
  const params = step(step(step(parsed?.value, "sn_request"), "sn_body"), root);
  // Without parameters the PHP SDK sends "" where the others send {}.
  return params === "" ? {} : isRecord(params) ? params : null;
}

function step(value: Value | undefined, name: string): Value | undefined {
  return isRecord(value) ? value[name] : undefined;
}

function files(parts: readonly Part[]): Params {
  const named = parts.filter((part) => part.name === "picFileData" || part.name === "dirCode");
  return Object.fromEntries(
    named.map(({ name, bytes }) => [name, Buffer.from(bytes).toString(name === "picFileData" ? "base64" : "utf8")]),
  );
}
