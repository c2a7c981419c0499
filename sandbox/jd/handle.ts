import type { Recognised, Scene, WireAnswer, WireRequest } from "../kit/types.ts";
import { ACTIONS } from "./actions.ts";
import { isMissing } from "./catalog.ts";
import type { Action } from "./call.ts";
import { badParameter, isGatewayCode, Refusal, refusal } from "./codes.ts";
import { isRecord, readJson, writeJson } from "./json.ts";
import { isOAuth, oauth, shopOfOAuth } from "./oauth.ts";
import { textOf, type Params } from "./params.ts";
import { decode, type Decoded } from "./request.ts";
import { verifies } from "./sign.ts";
import { beijingDay, MINUTE_MS, readTime } from "./time.ts";
import type { Shop, Token, World } from "./world.ts";

const PARAMETERS = "360buy_param_json";

/** The gateway `/routerjson`, and the OAuth pages beside it. Always status 200, as JD. */
export function handle(request: WireRequest, scene: Scene<World>): WireAnswer {
  const decoded = decode(request);
  if (isOAuth(decoded.path)) return oauth(decoded, scene);
  if (!/^\/routerjson\/?$/i.test(decoded.path)) {
    return { status: 404, headers: { "content-type": "text/html" }, body: "<html><body>404 Not Found</body></html>" };
  }
  return json(gateway(decoded, scene));
}

/** The method, or the path of an OAuth call; the shop is the vender id that the token belongs to. */
export function recognise(request: WireRequest, world: World): Recognised {
  const decoded = decode(request);
  if (isOAuth(decoded.path)) return { api: decoded.path.slice(1), shop: shopOfOAuth(decoded, world) };
  const token = world.tokens.get(decoded.parameters.get("access_token") ?? "");
  return { api: decoded.parameters.get("method") ?? null, shop: token?.venderId ?? null };
}

/** The number of a refusal, in the envelope or in the result object of orders and shipment. */
export function codeOf({ body }: WireAnswer): string | null {
  const text = typeof body === "string" ? body : "";
  return (
    /"error_response":\{"code":"?(\d+)/.exec(text)?.[1] ??
    /"(?:errorCode|numberCode|error_code)":"?(\d{5,8})/.exec(text)?.[1] ??
    null
  );
}

/** A documented number: the gateway's own, or the two exceptions that stand inside a result. */
export function refusalOf(code: string, request: WireRequest, { world }: Scene<World>): WireAnswer | null {
  if (isGatewayCode(code)) return json(refused(world, refusal(code)));
  const method = decode(request).parameters.get("method") ?? "";
  const result = { success: false, chineseErrCode: "系统异常", englishErrCode: "system exception" };
  if (code === "999999" && /^jingdong\.pop\.order\.(en)?search$/i.test(method)) {
    const apiResult = { ...result, numberCode: 999999 };
    return json(envelope(world, method, { searchorderinfo_result: { apiResult, orderTotal: 0, orderInfoList: [] } }));
  }
  if (code === "999999") {
    return json(envelope(world, method, { orderDetailInfo: { apiResult: { ...result, numberCode: 999999 } } }));
  }
  if (code !== "99999999") return null;
  return json(envelope(world, method, { sopjosshipment_result: { ...result, errorCode: code } }));
}

function json(body: unknown): WireAnswer {
  return { status: 200, headers: { "content-type": "application/json;charset=UTF-8" }, body: writeJson(body) };
}

function gateway({ parameters }: Decoded, scene: Scene<World>): unknown {
  const { world } = scene;
  try {
    const method = parameters.get("method") ?? "";
    const action = checkMethod(method);
    checkSystem(parameters, scene);
    const token = action.token === false ? null : checkToken(parameters, scene);
    if (action.sensitive === true && world.switches["outsideCloud"] === true) throw refusal("73");
    checkQuota(scene);
    const params = readParams(parameters);
    for (const name of action.required ?? []) requirePresent(params, name);
    const payload = action.run({
      world,
      shop: shopOf(world, token),
      params,
      now: scene.clock.now(),
      random: scene.random,
      fault: scene.fault,
    });
    return envelope(world, method, payload);
  } catch (error) {
    if (error instanceof Refusal) return refused(world, error);
    throw error;
  }
}

function envelope(world: World, method: string, payload: Readonly<Record<string, unknown>>): unknown {
  const spelling = world.switches["responseSpelling"] === true ? "response" : "responce";
  const extra = world.switches["extraKeys"] === true ? { traceId: world.random.hex(16) } : {};
  return { [`${method.replaceAll(".", "_")}_${spelling}`]: { code: "0", ...payload, ...extra } };
}

function refused(world: World, { code, zh, en }: Refusal): unknown {
  const shown = world.switches["numericCode"] === true ? Number(code) : code;
  const extra = world.switches["extraKeys"] === true ? { request_id: world.random.hex(20) } : {};
  return { error_response: { code: shown, zh_desc: zh, en_desc: en, ...extra } };
}

function checkMethod(method: string): Action {
  if (method === "") throw refusal("14");
  const action = Object.hasOwn(ACTIONS, method) ? ACTIONS[method] : undefined;
  if (action === undefined) throw refusal(isMissing(method) ? "24" : "15");
  return action;
}

function checkSystem(parameters: ReadonlyMap<string, string>, { world, clock }: Scene<World>): void {
  const need = (name: string): string => parameters.get(name) ?? "";
  if (need("app_key") === "") throw refusal("20");
  if (need("app_key") !== world.app.key) throw refusal("21");
  if (need("v") === "") throw refusal("4");
  if (!/^\d+(\.\d+)?$/.test(need("v"))) throw refusal("6");
  if (need("v") !== "2.0") throw refusal("5");
  if (need("timestamp") === "") throw refusal("7");
  const at = readTime(need("timestamp"));
  const toleranceMs = Number(world.switches["clockToleranceMinutes"]) * MINUTE_MS;
  if (at === null || Math.abs(clock.now() - at) > toleranceMs) throw refusal("8");
  if (need("sign") === "") throw refusal("11");
  if (!verifies(parameters, world.app.secret)) throw refusal("12");
}

function checkToken(parameters: ReadonlyMap<string, string>, { world, clock, fault }: Scene<World>): Token {
  const value = parameters.get("access_token") ?? "";
  if (value === "") throw refusal("18");
  const token = world.tokens.get(value);
  if (token !== undefined && fault === "token-expired") token.dead = true;
  if (token === undefined || token.dead || token.expiresAt <= clock.now()) throw refusal("19");
  return token;
}

function checkQuota({ world, clock, fault }: Scene<World>): void {
  const day = beijingDay(clock.now());
  if (world.calls.day !== day) world.calls = { day, count: 0 };
  const quota = Number(world.switches["callsPerDay"]);
  if (fault === "throttled" || (quota > 0 && world.calls.count >= quota)) throw refusal("2");
  world.calls.count += 1;
}

function readParams(parameters: ReadonlyMap<string, string>): Params {
  const text = parameters.get(PARAMETERS) ?? parameters.get("param_json") ?? "";
  if (text.trim() === "" || text.trim() === "null") return {};
  let value: unknown;
  try {
    value = readJson(text);
  } catch {
    throw refusal("63");
  }
  if (!isRecord(value)) throw refusal("62");
  return value;
}

function requirePresent(params: Params, name: string): void {
  const value = params[name];
  if (typeof value === "object" && value !== null) return;
  if (textOf(params, name) === null) throw badParameter(name);
}

function shopOf(world: World, token: Token | null): Shop {
  const [any] = world.shops.values();
  const shop = token === null ? any : world.shops.get(token.venderId);
  if (shop === undefined) throw refusal("64");
  return shop;
}
