import type { Scene, WireAnswer } from "../kit/types.ts";
import { PLACEHOLDERS } from "./placeholders.ts";
import type { Decoded } from "./request.ts";
import { grantToken } from "./seed.ts";
import { SECOND_MS } from "./time.ts";
import type { Token, World } from "./world.ts";

const PAGES = new Set(["/oauth2/to_login", "/oauth/authorize"]);
const TOKENS = new Set(["/oauth2/access_token", "/oauth2/refresh_token", "/oauth/token"]);
const ERRORS = PLACEHOLDERS.oauthErrorCodes.value;

export function isOAuth(path: string): boolean {
  return PAGES.has(path) || TOKENS.has(path);
}

/** The vender that a code or refresh token of the request belongs to. */
export function shopOfOAuth({ parameters }: Decoded, world: World): string | null {
  const code = world.codes.get(parameters.get("code") ?? "");
  return code?.venderId ?? byRefresh(world, parameters.get("refresh_token") ?? "")?.venderId ?? null;
}

/** Both generations of JD's OAuth. On the login page the merchant agrees at once: the first shop's, or that of the extra parameter `vender_id`. */
export function oauth(decoded: Decoded, scene: Scene<World>): WireAnswer {
  if (PAGES.has(decoded.path)) return authorise(decoded, scene);
  const legacy = decoded.path === "/oauth/token";
  const { parameters } = decoded;
  const { world } = scene;
  const key = parameters.get(legacy ? "client_id" : "app_key");
  const secret = parameters.get(legacy ? "client_secret" : "app_secret");
  if (key !== world.app.key || secret !== world.app.secret) return failure(world, ERRORS.app, "invalid app");
  const grant = parameters.get("grant_type");
  if (grant === "authorization_code" && decoded.path !== "/oauth2/refresh_token") return exchange(decoded, scene);
  if (grant === "refresh_token" && decoded.path !== "/oauth2/access_token") return refresh(decoded, scene);
  return failure(world, ERRORS.grant, "invalid grant_type");
}

function authorise({ parameters, path }: Decoded, { world, clock, random }: Scene<World>): WireAnswer {
  const key = parameters.get(path === "/oauth/authorize" ? "client_id" : "app_key");
  const redirect = parameters.get("redirect_uri") ?? "";
  const venderId = parameters.get("vender_id") ?? [...world.shops.keys()][0] ?? "";
  const known = key === world.app.key && parameters.get("response_type") === "code" && world.shops.has(venderId);
  if (!known || !URL.canParse(redirect)) {
    return { status: 400, headers: { "content-type": "text/html" }, body: "<html><body>invalid request</body></html>" };
  }
  const code = random.hex(6).toUpperCase();
  world.codes.set(code, { venderId, expiresAt: clock.now() + PLACEHOLDERS.codeLifeMs.value });
  const back = new URL(redirect);
  back.searchParams.set("code", code);
  back.searchParams.set("state", parameters.get("state") ?? "");
  return { status: 302, headers: { location: back.href }, body: "" };
}

function exchange({ path, parameters }: Decoded, { world, clock }: Scene<World>): WireAnswer {
  const text = parameters.get("code") ?? "";
  const code = world.codes.get(text);
  world.codes.delete(text);
  if (code === undefined || code.expiresAt <= clock.now()) return failure(world, ERRORS.code, "invalid code");
  return granted({ path, now: clock.now(), token: grantToken(world, code.venderId, clock.now()) });
}

/** An expired token can't be refreshed; one that JD has revoked can. A refresh token works once. */
function refresh({ path, parameters }: Decoded, { world, clock }: Scene<World>): WireAnswer {
  const old = byRefresh(world, parameters.get("refresh_token") ?? "");
  const now = clock.now();
  if (old === null || old.expiresAt <= now) return failure(world, ERRORS.refresh, "invalid refresh_token");
  const token = grantToken(world, old.venderId, now);
  if (world.switches["sameTokenOnRefresh"] === true) {
    world.tokens.delete(token.value);
    token.value = old.value;
    world.tokens.set(token.value, token);
  } else {
    old.refresh = "";
    old.expiresAt = Math.min(old.expiresAt, now + PLACEHOLDERS.refreshOverlapMs.value);
  }
  return granted({ path, now, token });
}

function byRefresh(world: World, refreshToken: string): Token | null {
  if (refreshToken === "") return null;
  return [...world.tokens.values()].find((token) => token.refresh === refreshToken) ?? null;
}

function granted({ path, now, token }: { path: string; now: number; token: Token }): WireAnswer {
  const common = {
    access_token: token.value,
    expires_in: Math.floor((token.expiresAt - now) / SECOND_MS),
    refresh_token: token.refresh,
    time: path === "/oauth/token" ? String(now) : now,
  };
  const legacy = { code: 0, scope: "read", token_type: "bearer", uid: token.venderId, user_nick: "yaoshan" };
  const current = { scope: "snsapi_base", open_id: `oid${token.venderId}`, xid: `o*${token.venderId}` };
  return answer({ ...common, ...(path === "/oauth/token" ? legacy : current) });
}

function failure(world: World, code: number, msg: string): WireAnswer {
  return answer({ code, msg, requestId: world.random.hex(16) });
}

function answer(body: unknown): WireAnswer {
  return { status: 200, headers: { "content-type": "application/json;charset=UTF-8" }, body: JSON.stringify(body) };
}
