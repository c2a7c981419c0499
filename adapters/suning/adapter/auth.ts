import type { Auth, Facts, Token } from "../../contract.ts";
import { HOUR_MS, plus, SECOND_MS } from "../../../domain/time.ts";
import type { App, Shop, X } from "../rules/index.ts";
import { TOKEN_API, TOKEN_PATH, WireToken } from "../wire/index.ts";

/** An app in the service market gets a token per shop; an app of the merchant's own works by its signature and never has one. */
export const auth: Auth<X, Facts<App, Shop>> = {
  kind: "oauth",
  renewBeforeMs: 2 * HOUR_MS,
  refreshable: true,
  authorizeUrl({ app, baseUrl }, redirect, state) {
    const query = new URLSearchParams({
      response_type: "code",
      client_id: app.appKey,
      redirect_uri: redirect,
      ...(app.itemcode !== undefined && { itemcode: app.itemcode }),
      state,
    });
    return `${baseUrl}/api/oauth/authorize?${query}`;
  },
  exchange: (code, redirect, x) => fetchToken(x, { grant_type: "authorization_code", code, redirect_uri: redirect }),
  // Sources differ on whether a refresh gives a new refresh token: the old one stays where none comes.
  async refresh(old, x) {
    const fresh = await fetchToken(x, { grant_type: "refresh_token", refresh_token: old.refresh ?? "" });
    return { ...fresh, refresh: fresh.refresh ?? old.refresh };
  },
};

async function fetchToken(x: X, grant: Record<string, string>): Promise<Token> {
  const body = { ...grant, client_id: x.app.appKey, client_secret: x.app.appSecret };
  const reply = await x.call({
    api: TOKEN_API,
    method: "POST",
    path: TOKEN_PATH,
    body,
    reply: WireToken,
    repeatable: false,
  });
  return {
    value: reply.access_token,
    refresh: reply.refresh_token ?? null,
    expiresAt: plus(x.now, reply.expires_in * SECOND_MS),
  };
}
