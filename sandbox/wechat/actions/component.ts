import * as z from "zod";
import { fit, readBody, type Stage } from "../call.ts";
import { no, type Reply } from "../reply.ts";
import { seconds } from "../time.ts";
import { issueToken, livingToken, readToken, supersede } from "../tokens.ts";
import type { Shop, World } from "../world.ts";

interface Asked extends Stage {
  query: URLSearchParams;
  bytes: Uint8Array;
}
type ComponentCall = (asked: Asked) => Reply;

const withBody =
  <T>(shape: z.ZodType<T>, run: (input: T, asked: Asked) => Reply): ComponentCall =>
  (asked) => {
    const body = readBody(asked.bytes);
    if (!body.ok) return body.refusal;
    const input = fit(shape, body.value);
    return input.ok ? run(input.value, asked) : input.refusal;
  };

const withToken = <T extends { component_appid: string }>(
  shape: z.ZodType<T>,
  run: (input: T, asked: Asked) => Reply,
): ComponentCall =>
  withBody(shape, (input, asked) => {
    const value = asked.query.get("component_access_token") ?? asked.query.get("access_token");
    const token = readToken(asked.world, value, asked.nowMs);
    if (!token.ok) return token.refusal;
    if (token.token.kind !== "component") return no(40001);
    if (input.component_appid !== asked.world.component.appId) return no(40013);
    return run(input, asked);
  });

const componentToken = withBody(
  z.object({
    component_appid: z.string(),
    component_appsecret: z.string(),
    component_verify_ticket: z.string(),
  }),
  (input, { world, nowMs, random }) => {
    const { component } = world;
    if (input.component_appid !== component.appId) return no(40013);
    if (input.component_appsecret !== component.appSecret) return no(40125);
    if (input.component_verify_ticket !== component.ticket) return no(61006);
    const which = { kind: "component", shop: null, nowMs } as const;
    supersede(world, which, 0);
    const token = issueToken(world, which, random);
    return { component_access_token: token.value, expires_in: seconds(token.expiresAtMs - nowMs) };
  },
);

const queryAuth = withToken(
  z.object({ component_appid: z.string(), authorization_code: z.string() }),
  (input, asked) => {
    const shop = [...asked.world.shops.values()].find((known) => known.authorizationCode === input.authorization_code);
    if (!shop) return no(61007, "authorization_code");
    return {
      authorization_info: { authorizer_appid: shop.appId, ...authorizerToken(shop, asked), func_info: sets(shop) },
    };
  },
);

const refreshAuthorizer = withToken(
  z.object({ component_appid: z.string(), authorizer_appid: z.string(), authorizer_refresh_token: z.string() }),
  (input, asked) => {
    const shop = asked.world.shops.get(input.authorizer_appid);
    if (!shop) return no(61003);
    return shop.authorizerRefreshToken === input.authorizer_refresh_token ? authorizerToken(shop, asked) : no(61023);
  },
);

const authorizerList = withToken(
  z.object({ component_appid: z.string(), offset: z.int().optional(), count: z.int().optional() }),
  ({ offset = 0, count = 100 }, { world }) => {
    const shops = [...world.shops.values()];
    const list = shops.slice(offset, offset + count);
    return {
      total_count: shops.length,
      list: list.map((shop) => ({ authorizer_appid: shop.appId, refresh_token: shop.authorizerRefreshToken })),
    };
  },
);

const authorizerInfo = withToken(
  z.object({ component_appid: z.string(), authorizer_appid: z.string() }),
  (input, { world }) => {
    const shop = world.shops.get(input.authorizer_appid);
    if (!shop) return no(61003);
    return {
      authorizer_info: { nick_name: shop.name, user_name: shop.userName },
      authorization_info: { authorizer_appid: shop.appId, func_info: sets(shop) },
    };
  },
);

const sets = (shop: Shop): readonly Reply[] => [...shop.permissionSets].map((id) => ({ funcscope_category: { id } }));

const authorizerToken = (shop: Shop, { world, nowMs, random }: Stage): Reply => {
  const which = { kind: "authorizer", shop: shop.appId, nowMs } as const;
  const token = livingToken(world, which) ?? issueToken(world, which, random);
  return {
    authorizer_access_token: token.value,
    expires_in: seconds(token.expiresAtMs - nowMs),
    authorizer_refresh_token: shop.authorizerRefreshToken,
  };
};

/** Calls of an open-platform component, by path under /cgi-bin/component/. */
export const COMPONENT_CALLS: Readonly<Record<string, ComponentCall>> = {
  api_component_token: componentToken,
  api_query_auth: queryAuth,
  api_authorizer_token: refreshAuthorizer,
  api_get_authorizer_list: authorizerList,
  api_get_authorizer_info: authorizerInfo,
};

/** Whether a shop has given its component the set that a call needs. */
export const mayCall = (world: World, shop: string, set: number): boolean =>
  world.shops.get(shop)?.permissionSets.has(set) ?? false;
