import { HOUR_MS, plus, SECOND_MS } from "../../../domain/time.ts";
import type { Auth, Call, Token } from "../../contract.ts";
import { signInHost } from "../sign.ts";
import { WireToken } from "../wire/index.ts";
import type { JdContext, JdFacts } from "./settings.ts";

/** JD renews only within a token's last day, so a little later than that; the pair that comes back is kept, changed or not. */
export const auth: Auth<JdContext, JdFacts> = {
  kind: "oauth",
  renewBeforeMs: 20 * HOUR_MS,
  refreshable: true,
  authorizeUrl(f, redirect, state) {
    const query = new URLSearchParams({
      app_key: f.app.appKey,
      response_type: "code",
      redirect_uri: redirect,
      state,
      scope: "snsapi_base",
    });
    return `${signInHost(f.baseUrl)}/oauth2/to_login?${query}`;
  },
  exchange: (code, _redirect, x) => token("access_token", { grant_type: "authorization_code", code }, x),
  refresh: (old, x) =>
    token("refresh_token", { grant_type: "refresh_token", refresh_token: old.refresh ?? "" }, x, old.refresh),
};

async function token(
  page: "access_token" | "refresh_token",
  query: Record<string, string>,
  x: JdContext,
  kept: string | null = null,
): Promise<Token> {
  const call: Call<{ access_token: string; refresh_token?: string | null | undefined; expires_in: number }> = {
    api: `oauth2.${page}`,
    method: "POST",
    path: `/oauth2/${page}`,
    query,
    reply: WireToken,
    repeatable: false,
  };
  const wire = await x.call(call);
  return {
    value: wire.access_token,
    refresh: wire.refresh_token ?? kept,
    expiresAt: plus(x.now, wire.expires_in * SECOND_MS),
  };
}
