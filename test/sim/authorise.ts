/** The merchant authorises our app on the platform's own page, as OAuth has it; where signatures are enough, or a token is fetched with the app's secret, there is nothing to do. */
import type { Adapter, Call, Token } from "../../adapters/contract.ts";
import { adapters } from "../../adapters/registry.ts";
import { DAY_MS, instant, plus } from "../../domain/time.ts";
import { baseUrlOf, wireOf, type Platform } from "./platforms.ts";

const REDIRECT = "https://county.example/callback";

/** A token as the platform gives it after the merchant's yes. */
export async function authorise({ id, host }: Platform, nowMs: number): Promise<Token> {
  const adapter: Adapter | undefined = adapters[id];
  if (adapter === undefined) throw new Error(`no adapter for ${id}`);
  const { app, shop, token } = host.sandbox.credentials(host.scene().world);
  const now = instant(nowMs);
  if (adapter.auth.kind !== "oauth") return { value: token, refresh: null, expiresAt: plus(now, 30 * DAY_MS) };
  const baseUrl = baseUrlOf(id);
  const facts = { app, shop, token: null, baseUrl, now };
  const page = `${adapter.auth.authorizeUrl(facts, REDIRECT, "sim")}&itemcode=1`;
  const back = host.exchange(wireOf({ method: "GET", url: page, headers: {}, body: null }, targetOf(page))).answer;
  const code = new URL(back?.headers["location"] ?? REDIRECT).searchParams.get("code") ?? "";
  const call = async <T>(wanted: Call<T>): Promise<T> => {
    const request = adapter.sign(wanted, facts);
    const { answer } = host.exchange(wireOf(request, targetOf(request.url)));
    const body: unknown = JSON.parse(Buffer.from(answer?.body ?? "").toString());
    return wanted.reply.parse(adapter.unwrap(body, wanted));
  };
  return adapter.auth.exchange(code, REDIRECT, { ...facts, key: "", call });
}

function targetOf(url: string): string {
  return url.replace(/^https?:\/\/[^/]+/, "");
}
