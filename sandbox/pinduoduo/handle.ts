import type { Recognised, Scene, WireAnswer, WireRequest } from "../kit/types.ts";
import { ACTIONS } from "./actions/index.ts";
import type { Action } from "./call.ts";
import { GOODS, MAIN, Refusal, refusal } from "./codes.ts";
import { toJson } from "./json.ts";
import { MISSING, PREFIX } from "./missing.ts";
import { isSignIn, signInPage } from "./sign-in.ts";
import { decode, type Decoded } from "./request.ts";
import { expectedSign } from "./sign.ts";
import { MINUTE_MS, SECOND_MS } from "./time.ts";
import type { Shop, World } from "./world.ts";

const CLOCK_TOLERANCE_MS = 10 * MINUTE_MS;

/** The call's name; its shop by the token. */
export function recognise(request: WireRequest, world: World): Recognised {
  const { path, parameters } = decode(request);
  if (isSignIn(path)) return { api: path.slice(1), shop: null };
  const token = world.tokens.get(parameters.get("access_token") ?? "");
  return { api: parameters.get("type") ?? null, shop: token?.mallId ?? null };
}

/** The gateway `/api/router` and the sign-in page beside it. Always status 200, as Pinduoduo. */
export function handle(request: WireRequest, scene: Scene<World>): WireAnswer {
  const decoded = decode(request);
  if (isSignIn(decoded.path)) return signInPage(decoded.parameters, scene);
  if (decoded.path !== "/api/router" && decoded.path !== "/api/upload") {
    return { status: 404, headers: { "content-type": "text/html" }, body: "<html><body>404 Not Found</body></html>" };
  }
  return ok(gateway(decoded, scene));
}

const ok = (body: unknown): WireAnswer => ({
  status: 200,
  headers: { "content-type": "application/json;charset=UTF-8" },
  body: toJson(body),
});

function gateway(decoded: Decoded, scene: Scene<World>): unknown {
  const { world, clock, random, fault } = scene;
  const requestId = random.digits(17);
  try {
    const action = actionOf(decoded);
    checkSystem(decoded, scene);
    const shop = action.open === true ? firstShop(world) : shopOf(decoded, scene);
    checkRate(shop, scene);
    const answer = action.run({ world, shop, params: decoded.parameters, now: clock.now(), random, fault });
    const isObject = typeof answer === "object" && answer !== null && !Array.isArray(answer);
    const whole = isObject ? { ...answer, request_id: requestId } : answer;
    return action.root === null ? whole : { [action.root]: whole };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return told(error, requestId);
  }
}

function told({ code, subCode, message }: Refusal, request_id: string): unknown {
  const main = Object.entries(MAIN).find(([known]) => Number(known) === code)?.[1] ?? "";
  const error_msg = subCode === String(code) ? message : main;
  return { error_response: { error_msg, sub_msg: message, sub_code: subCode, error_code: code, request_id } };
}

/** Any documented code, by order: a main code, or `50001:` with a sub code of goods. */
export function refusalOf(code: string, _request: WireRequest, { random }: Scene<World>): WireAnswer | null {
  const [main = "", ...rest] = code.split(":");
  const sub = rest.join(":");
  const means = Object.entries({ ...MAIN, ...GOODS }).find(([known]) => known === (sub || main))?.[1];
  if (means === undefined) return null;
  return ok(told(new Refusal(Number(main), sub || main, means), random.digits(17)));
}

/** The main code; with the sub code behind it where that says more. */
export function codeOf({ body }: WireAnswer): string | null {
  const [, sub, main] = /"sub_code":"?([^",]*)"?,"error_code":(\d+)/.exec(typeof body === "string" ? body : "") ?? [];
  if (main === undefined) return null;
  return sub === undefined || sub === "" || sub === main ? main : `${main}:${sub}`;
}

function actionOf({ parameters, bad }: Decoded): Action {
  if (bad) throw refusal(10000);
  const type = parameters.get("type") ?? "";
  if (type === "") throw refusal(10001, "type");
  if (MISSING.some((name) => PREFIX + name === type)) throw refusal(20031);
  const action = Object.hasOwn(ACTIONS, type) ? ACTIONS[type] : undefined;
  if (action === undefined) throw refusal(10017);
  return action;
}

function checkSystem({ parameters }: Decoded, { world, clock }: Scene<World>): void {
  const clientId = parameters.get("client_id") ?? "";
  if (clientId === "") throw refusal(10001, "client_id");
  if (clientId !== world.app.id) throw refusal(10016);
  const timestamp = parameters.get("timestamp") ?? "";
  // Seconds: a client that sends milliseconds is some fifty thousand years off.
  if (!/^\d+$/.test(timestamp)) throw refusal(10001, "timestamp");
  if (Math.abs(Number(timestamp) * SECOND_MS - clock.now()) > CLOCK_TOLERANCE_MS) throw refusal(10001, "timestamp");
  if (!["", "JSON"].includes(parameters.get("data_type") ?? "")) throw refusal(10001, "data_type");
  if (!["", "V1"].includes(parameters.get("version") ?? "")) throw refusal(10001, "version");
  const sign = parameters.get("sign") ?? "";
  if (sign === "") throw refusal(10001, "sign");
  if (sign !== expectedSign(world.app.secret, parameters)) throw refusal(20004);
}

function shopOf({ parameters }: Decoded, { world, clock, fault }: Scene<World>): Shop {
  const value = parameters.get("access_token") ?? "";
  if (value === "") throw refusal(10001, "access_token");
  const token = world.tokens.get(value);
  if (token === undefined) throw refusal(20032);
  if (fault === "token-expired") token.dead = true;
  if (token.dead || token.expiresAt <= clock.now()) throw refusal(10019);
  const shop = world.shops.get(token.mallId);
  if (shop === undefined) throw refusal(20032);
  return shop;
}

function firstShop(world: World): Shop {
  const [shop] = world.shops.values();
  if (shop === undefined) throw refusal(20032);
  return shop;
}

function checkRate({ mallId }: Shop, { world, clock, fault }: Scene<World>): void {
  const second = Math.floor(clock.now() / SECOND_MS);
  const known = world.calls.get(mallId);
  const count = known?.second === second ? known.count + 1 : 1;
  world.calls.set(mallId, { second, count });
  if (fault === "throttled" || count > Number(world.switches["callsPerSecond"])) throw refusal(70031);
}
