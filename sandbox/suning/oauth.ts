import { placeholders } from "./placeholders.ts";
import type { Scene, WireAnswer, WireRequest } from "../kit/types.ts";
import type { Shop, World } from "./world.ts";

/** The authorise page (whose person always agrees at once) and the token endpoint. */
export function oauth(request: WireRequest, scene: Scene<World>): WireAnswer {
  const url = new URL(request.target, "http://sandbox");
  if (url.pathname === "/api/oauth/authorize") return authorize(url.searchParams, scene);
  if (url.pathname !== "/api/oauth/token") return json({ error: "invalid_request", error_description: url.pathname });
  const form = request.method === "POST" ? new URLSearchParams(Buffer.from(request.body).toString("utf8")) : null;
  return token(new URLSearchParams([...url.searchParams, ...(form ?? [])]), scene);
}

/** `shop` is this imitation's own parameter: which merchant sits in front of the page; the first one without it. */
function authorize(query: URLSearchParams, { world, clock, random }: Scene<World>): WireAnswer {
  const redirectUri = query.get("redirect_uri") ?? "";
  const shop = world.shops.get(query.get("shop") ?? "") ?? [...world.shops.values()][0];
  const known = query.get("client_id") === world.app.key && query.get("response_type") === "code";
  if (!known || shop === undefined || !URL.canParse(redirectUri) || !query.has("itemcode")) {
    return json({ error: "invalid_request", error_description: "client_id, redirect_uri or itemcode" });
  }
  const code = random.hex(32);
  world.authCodes.set(code, { shop: shop.code, redirectUri, expiresAt: clock.now() + placeholders.authCodeMs.value });
  const target = new URL(redirectUri);
  target.searchParams.set("code", code);
  target.searchParams.set("state", query.get("state") ?? "");
  return { status: 302, headers: { location: target.href }, body: "" };
}

function token(form: URLSearchParams, scene: Scene<World>): WireAnswer {
  const { world } = scene;
  if (form.get("client_id") !== world.app.key || form.get("client_secret") !== world.app.secret) {
    return json({ error: "invalid_client", error_description: "client_id or client_secret" });
  }
  const shop = shopOf(form, scene);
  return shop === null
    ? json({ error: "invalid_grant", error_description: "code or refresh_token" })
    : grant(shop, scene);
}

function shopOf(form: URLSearchParams, { world, clock }: Scene<World>): Shop | null {
  if (form.get("grant_type") === "authorization_code") {
    const code = form.get("code") ?? "";
    const known = world.authCodes.get(code);
    world.authCodes.delete(code);
    if (known === undefined || known.expiresAt <= clock.now()) return null;
    return known.redirectUri === form.get("redirect_uri") ? (world.shops.get(known.shop) ?? null) : null;
  }
  if (form.get("grant_type") !== "refresh_token") return null;
  const known = world.refreshTokens.get(form.get("refresh_token") ?? "");
  return known === undefined || known.expiresAt <= clock.now() ? null : (world.shops.get(known.shop) ?? null);
}

function grant(shop: Shop, { world, clock, random }: Scene<World>): WireAnswer {
  const [accessMs, refreshMs] = [placeholders.accessTokenMs.value, placeholders.refreshTokenMs.value];
  const [access, refresh] = [random.hex(32), random.hex(32)];
  world.tokens.set(access, { shop: shop.code, expiresAt: clock.now() + accessMs });
  world.refreshTokens.set(refresh, { shop: shop.code, expiresAt: clock.now() + refreshMs });
  return json({
    access_token: access,
    token_type: "bearer",
    expires_in: accessMs / 1000,
    refresh_token: refresh,
    re_expires_in: refreshMs / 1000,
    suning_user_name: shop.userName,
    custnum: shop.custnum,
    vendorCode: shop.code,
    module: "1",
  });
}

function json(body: unknown): WireAnswer {
  return { status: 200, headers: { "content-type": "application/json;charset=UTF-8" }, body: JSON.stringify(body) };
}
