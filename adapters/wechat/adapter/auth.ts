import type { Token } from "../../contract.ts";
import { plus, SECOND_MS } from "../../../domain/time.ts";
import { signIn, WireAuthorizerToken, WireComponentToken, WireToken } from "../wire/index.ts";
import type { X } from "./find.ts";

/** A token of the shop, by its own secret or by the component that it is authorised to. Never forced: several workers get the same one. */
export function fetchToken(x: X): Promise<Token> {
  return x.app.mode === "isv" ? fromComponent(x) : fromSecret(x);
}

async function fromSecret({ shop, now, call }: X): Promise<Token> {
  const body = {
    grant_type: "client_credential",
    appid: shop.appId,
    secret: shop.appSecret ?? "",
    force_refresh: false,
  };
  const token = await call(signIn({ api: "stable_token", body, reply: WireToken }));
  return { value: token.access_token, refresh: null, expiresAt: plus(now, token.expires_in * SECOND_MS) };
}

async function fromComponent({ app, shop, now, call }: X): Promise<Token> {
  const component_appid = app.componentAppId ?? "";
  const asked = {
    component_appid,
    component_appsecret: app.componentAppSecret ?? "",
    component_verify_ticket: app.componentVerifyTicket ?? "",
  };
  const { component_access_token } = await call(
    signIn({ api: "component/api_component_token", body: asked, reply: WireComponentToken }),
  );
  const body = {
    component_appid,
    authorizer_appid: shop.appId,
    authorizer_refresh_token: shop.authorizerRefreshToken ?? "",
  };
  const token = await call(
    signIn({
      api: "component/api_authorizer_token",
      query: { component_access_token },
      body,
      reply: WireAuthorizerToken,
    }),
  );
  return {
    value: token.authorizer_access_token,
    refresh: token.authorizer_refresh_token,
    expiresAt: plus(now, token.expires_in * SECOND_MS),
  };
}
