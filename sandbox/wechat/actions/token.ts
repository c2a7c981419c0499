import * as z from "zod";
import type { SandboxRandom } from "../../kit/types.ts";
import { fit, readBody, type Stage } from "../call.ts";
import { no, type Reply } from "../reply.ts";
import { dayOf, seconds, SECOND_MS } from "../time.ts";
import { GRACE_MS, issueToken, livingToken, supersede } from "../tokens.ts";
import type { Shop, Token, World } from "../world.ts";

const FORCE_GAP_MS = 30 * SECOND_MS;
const FORCES_PER_DAY = 20;
const stableShape = z.object({
  grant_type: z.string().optional(),
  appid: z.string().optional(),
  secret: z.string().optional(),
  force_refresh: z.boolean().optional(),
});

interface Credentials {
  grantType: string | undefined;
  appId: string | undefined;
  secret: string | undefined;
}

/** GET /cgi-bin/token: each call makes a new token; the one before it dies five minutes later. */
export const plainToken = (query: URLSearchParams, from: string, stage: Stage): Reply => {
  const asked = {
    grantType: query.get("grant_type") ?? undefined,
    appId: query.get("appid") ?? undefined,
    secret: query.get("secret") ?? undefined,
  };
  const known = checkSecret(stage.world, asked, from);
  if (!known.ok) return known.refusal;
  const which = { kind: "plain", shop: known.shop.appId, nowMs: stage.nowMs } as const;
  supersede(stage.world, which, GRACE_MS);
  return granted(issueToken(stage.world, which, stage.random), stage.nowMs);
};

/** POST /cgi-bin/stable_token: the same token while it is valid; forced, the old one dies at once. */
export const stableToken = (bytes: Uint8Array, from: string, stage: Stage): Reply => {
  const body = readBody(bytes);
  if (!body.ok) return body.refusal;
  const input = fit(stableShape, body.value);
  if (!input.ok) return input.refusal;
  const { grant_type, appid, secret, force_refresh } = input.value;
  const known = checkSecret(stage.world, { grantType: grant_type, appId: appid, secret }, from);
  if (!known.ok) return known.refusal;
  if (force_refresh === true) return forced(known.shop, stage);
  return granted(currentStable(stage.world, { shop: known.shop.appId, nowMs: stage.nowMs }, stage.random), stage.nowMs);
};

/** The stable token of a shop; in its last five minutes a new one, while the old one still serves. */
export const currentStable = (world: World, which: { shop: string; nowMs: number }, random: SandboxRandom): Token => {
  const living = livingToken(world, { kind: "stable", ...which });
  if (living && living.expiresAtMs - which.nowMs > GRACE_MS) return living;
  return issueToken(world, { kind: "stable", ...which }, random);
};

const forced = (shop: Shop, stage: Stage): Reply => {
  const { world, nowMs } = stage;
  const day = dayOf(nowMs);
  const before = world.refreshes.get(shop.appId);
  const count = before?.day === day ? before.count : 0;
  if (before && nowMs - before.lastMs < FORCE_GAP_MS) return no(45011, "force_refresh");
  if (count >= FORCES_PER_DAY) return no(45009, "force_refresh");
  world.refreshes.set(shop.appId, { day, count: count + 1, lastMs: nowMs });
  const which = { kind: "stable", shop: shop.appId, nowMs } as const;
  supersede(world, which, 0);
  return granted(issueToken(world, which, stage.random), nowMs);
};

const granted = (token: Token, nowMs: number): Reply => ({
  access_token: token.value,
  expires_in: seconds(token.expiresAtMs - nowMs),
});

/** AppID and AppSecret of a shop, checked in the platform's order; also behind clear_quota/v2. */
export const checkSecret = (
  world: World,
  asked: Credentials,
  from: string,
): { ok: true; shop: Shop } | { ok: false; refusal: Reply } => {
  const refuse = (code: number, detail = ""): { ok: false; refusal: Reply } => ({
    ok: false,
    refusal: no(code, detail),
  });
  if (asked.grantType !== "client_credential") return refuse(40002);
  if (!asked.appId) return refuse(41002);
  if (!asked.secret) return refuse(41004);
  const shop = world.shops.get(asked.appId);
  if (!shop) return refuse(40013);
  if (shop.appSecret !== asked.secret) return refuse(40125);
  const address = from.replace(/^::ffff:/, "");
  if (shop.allowedIps.length > 0 && !shop.allowedIps.includes(address)) return refuse(40164, address);
  return { ok: true, shop };
};
