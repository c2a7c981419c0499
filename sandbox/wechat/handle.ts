import type { Recognised, SandboxRandom, Scene, WireAnswer, WireRequest } from "../kit/types.ts";
import { COMPONENT_CALLS, mayCall } from "./actions/component.ts";
import { clearQuota, quotaOf } from "./actions/quota.ts";
import { plainToken, stableToken } from "./actions/token.ts";
import { readBody, switchOf, type Api, type Stage } from "./call.ts";
import { newRid } from "./ids.ts";
import { countCall } from "./limits.ts";
import { no, writeJson, type Reply } from "./reply.ts";
import { callAt, counterPath } from "./table.ts";
import { readToken } from "./tokens.ts";
import type { Token, World } from "./world.ts";

const COMPONENT_PREFIX = "/cgi-bin/component/";
type System = (request: WireRequest, at: Stage & { query: URLSearchParams }) => Reply;

const withToken =
  (run: (request: WireRequest, at: Stage & { shop: string }) => Reply): System =>
  (request, at) => {
    const read = readToken(at.world, at.query.get("access_token"), at.nowMs);
    if (!read.ok) return read.refusal;
    return read.token.shop === null ? no(48001) : run(request, { ...at, shop: read.token.shop });
  };

/** Calls outside the shop's API: tokens and quotas. */
const SYSTEM: Readonly<Record<string, { method: "GET" | "POST"; run: System }>> = {
  "/cgi-bin/token": { method: "GET", run: (request, at) => plainToken(at.query, request.remoteAddress, at) },
  "/cgi-bin/stable_token": {
    method: "POST",
    run: (request, at) => stableToken(request.body, request.remoteAddress, at),
  },
  "/cgi-bin/openapi/quota/get": {
    method: "POST",
    run: withToken((request, at) => quotaOf(request.body, { ...at, known: (path) => callAt(path) !== null })),
  },
  "/cgi-bin/clear_quota": { method: "POST", run: withToken((request, at) => clearQuota(request.body, at)) },
};

/** Path and query of a request line, an absolute URL included. */
export const addressOf = (request: WireRequest): { path: string; query: URLSearchParams } => {
  const local = request.target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, "");
  const [path = "", query = ""] = local.split("?");
  return { path, query: new URLSearchParams(query) };
};

/** The call by its path as it was asked for, and the shop by its token, alive or dead. */
export const recognise = (request: WireRequest, world: World): Recognised => {
  const { path, query } = addressOf(request);
  const component = path.startsWith(COMPONENT_PREFIX) && path.slice(COMPONENT_PREFIX.length) in COMPONENT_CALLS;
  const known = component || path in SYSTEM || callAt(path) !== null;
  const shop = world.tokens.get(query.get("access_token") ?? "")?.shop ?? query.get("appid") ?? appIdOf(request, path);
  return { api: known ? path : null, shop };
};

const appIdOf = (request: WireRequest, path: string): string | null => {
  if (path !== "/cgi-bin/stable_token") return null;
  const body = readBody(request.body);
  const value = body.ok && typeof body.value === "object" && body.value !== null ? body.value : {};
  return "appid" in value && typeof value.appid === "string" ? value.appid : null;
};

/** Answers one request; every answer is HTTP 200 with JSON. */
export const handle = (request: WireRequest, scene: Scene<World>): WireAnswer => {
  const stage: Stage = { world: scene.world, nowMs: scene.clock.now(), random: scene.random };
  const reply = finish(answer(request, { ...stage, fault: scene.fault }), stage);
  return { status: 200, headers: JSON_HEADERS, body: writeJson(reply) };
};

/** The errcode of an answer that refuses. */
export const codeOf = ({ body }: WireAnswer): string | null =>
  /"errcode":(-?[1-9]\d*)/.exec(typeof body === "string" ? body : "")?.[1] ?? null;

/** Any documented code, as the gateway writes it. */
export const refusal = (code: string, _: WireRequest, scene: Scene<World>): WireAnswer => {
  const reply = finish(no(Number(code)), { world: scene.world, nowMs: scene.clock.now(), random: scene.random });
  return { status: 200, headers: JSON_HEADERS, body: writeJson(reply) };
};

const JSON_HEADERS = { "content-type": "application/json; encoding=utf-8" };

type At = Stage & { fault: Scene<World>["fault"] };

const answer = (request: WireRequest, at: At): Reply => {
  const { path, query } = addressOf(request);
  const system = Object.hasOwn(SYSTEM, path) ? SYSTEM[path] : undefined;
  if (system) return wrongMethod(system.method, request) ?? faulted(at, null) ?? system.run(request, { ...at, query });
  const component = COMPONENT_CALLS[path.slice(COMPONENT_PREFIX.length)];
  if (path.startsWith(COMPONENT_PREFIX) && component) {
    return wrongMethod("POST", request) ?? component({ ...at, query, bytes: request.body });
  }
  const api = callAt(path);
  if (!api) return no(40066);
  return wrongMethod(api.method, request) ?? business(api, request, { ...at, path, query });
};

const wrongMethod = (wanted: "GET" | "POST", request: WireRequest): Reply | null => {
  if (request.method === wanted) return null;
  return no(wanted === "GET" ? 43001 : 43002);
};

/** Inner faults that end a call: throttled, and a token that is dead from now on. */
const faulted = (at: At, token: Token | null): Reply | null => {
  if (at.fault === "throttled") return no(45011);
  if (at.fault !== "token-expired" || token === null) return null;
  token.expired = true;
  return no(42001);
};

const business = (api: Api, request: WireRequest, at: At & { path: string; query: URLSearchParams }): Reply => {
  const { world, nowMs } = at;
  const read = readToken(world, at.query.get("access_token"), nowMs);
  if (!read.ok) return read.refusal;
  const shop = world.shops.get(read.token.shop ?? "");
  if (!shop) return no(48001);
  const early = faulted(at, read.token) ?? countCall(world, `${shop.appId}|${counterPath(at.path)}`, nowMs);
  if (early) return early;
  if (read.token.kind === "authorizer" && !mayCall(world, shop.appId, api.set)) return no(48001);
  return api.run({ ...at, shop, headers: request.headers, bytes: request.body });
};

const EXTRA_CHANCE = 0.5;
const NO_MESSAGE_CHANCE = 0.1;

/** A refusal gets its rid; a success may lack errmsg, and may have keys that no document names. */
const finish = (reply: Reply, { world, random }: Stage): Reply => {
  const code = reply["errcode"];
  if (typeof code === "number" && code !== 0)
    return { ...reply, errmsg: `${String(reply["errmsg"])} rid: ${newRid(random)}` };
  if (switchOf(world, "unknownKeys") === 0) return reply;
  const { errmsg, ...rest } = withExtras(reply, random);
  const silent = errmsg === undefined || random.next() < NO_MESSAGE_CHANCE;
  return silent ? rest : { errmsg, ...rest };
};

/** Unknown keys, in the answer and in the objects right below it. */
const withExtras = (reply: Reply, random: SandboxRandom): Reply => {
  const fields = Object.entries(reply).map(([key, value]): [string, unknown] => {
    const plain = typeof value === "object" && value !== null && !Array.isArray(value);
    return [key, plain && random.next() < EXTRA_CHANCE ? { ...value, ext_flag: random.int(4) } : value];
  });
  const extra = random.next() < EXTRA_CHANCE ? { ext_trace: { span: random.hex(8), idc: "sh" } } : {};
  return { ...Object.fromEntries(fields), ...extra };
};
