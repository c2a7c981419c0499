import type { Sandbox } from "../kit/types.ts";
import { acts } from "./acts.ts";
import { catalog } from "./catalog.ts";
import { codeOf, handle, recognise, refusal } from "./handle.ts";
import { pushesOf } from "./pushes.ts";
import { settleWorld } from "./life/settle.ts";
import { PLACEHOLDERS, SWITCHES } from "./placeholders.ts";
import { seedWorld } from "./seed.ts";
import { truth } from "./truth.ts";
import type { World } from "./world.ts";

const credentials: Sandbox<World>["credentials"] = ({ component, shops, firstToken }) => {
  const shop = [...shops.values()][0];
  if (!shop) throw new Error("the world has no shop");
  return {
    app: {
      mode: "self",
      componentAppId: component.appId,
      componentAppSecret: component.appSecret,
      componentVerifyTicket: component.ticket,
    },
    shop: {
      appId: shop.appId,
      appSecret: shop.appSecret,
      token: shop.messageToken,
      encodingAesKey: shop.encodingAesKey,
      userName: shop.userName,
      authorizationCode: shop.authorizationCode,
      authorizerRefreshToken: shop.authorizerRefreshToken,
    },
    token: firstToken,
  };
};

/** WeChat Store (微信小店), imitated from its public reference alone. */
const wechat: Sandbox<World> = {
  id: "wechat",
  placeholders: PLACEHOLDERS,
  switches: SWITCHES,
  newWorld: seedWorld,
  credentials,
  shops: ({ shops }) => [...shops.values()].map(({ appId, name }) => ({ shop: appId, name })),
  recognise,
  settle: ({ world, clock, random }) => settleWorld({ world, nowMs: clock.now(), random }),
  handle,
  acts,
  truth,
  pushes: (shop, { world, clock, random }) => pushesOf(shop, { world, nowMs: clock.now(), random }),
  catalog,
  codeOf,
  refusal,
  secretNames: [
    "secret",
    "appsecret",
    "access_token",
    "component_access_token",
    "component_appsecret",
    "component_verify_ticket",
    "authorization_code",
    "authorizer_access_token",
    "authorizer_refresh_token",
    "user_name",
    "tel_number",
    "tel_number_last4",
    "detail_info",
    "virtual_number",
    "virtual_order_tel_number",
    "real_tel_number",
    "codes",
    "code",
    "encrypted_code",
    "encrypted_codes",
  ],
};

export default wechat;
