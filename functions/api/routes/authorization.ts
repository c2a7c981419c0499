import * as z from "zod";
import { epochMs, instantFrom, MINUTE_MS, plus } from "../../../domain/time.ts";
import { conflict, wrongField } from "../../shared/problem.ts";
import { keys } from "../../shared/store/keys.ts";
import { shopOf } from "../call.ts";
import { route } from "../route.ts";
import { Accepted, OfShop } from "../schemas.ts";
import { tellLane } from "../tell.ts";
import { MANAGERS } from "./roles.ts";

/** How long a merchant may take between asking for the address and coming back with the code. */
const LINK_MS = 30 * MINUTE_MS;

const Redirect = z
  .url({ protocol: /^https?$/ })
  .refine(
    (text) => text.startsWith("https://") || /^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?\//.test(text),
    "https, or this machine",
  );

const ask = route({
  method: "POST",
  path: "/shops/{id}/authorization",
  summary: "Asks for the address at which the merchant gives the app leave; it shows in the shop as authorizeUrl",
  roles: MANAGERS,
  status: 202,
  params: OfShop,
  body: z.strictObject({ redirect: Redirect }),
  reply: Accepted,
  run: async ({ params, body }, call) => {
    const shop = await shopOf(params.id, call);
    const set = {
      authState: `${call.ports.ids.id()}${call.ports.ids.id()}`,
      authRedirect: body.redirect,
      authUntil: plus(call.ports.clock.now(), LINK_MS),
    };
    await call.ports.table.write({ update: keys.shop(call.m, shop.id), set, remove: ["authorizeUrl"] });
    await tellLane({ kind: "pull", shop }, { authorize: "link" }, call);
    return { accepted: true as const };
  },
});

const Asked = z.object({
  authState: z.string(),
  authRedirect: z.string(),
  authUntil: z.string().transform(instantFrom),
});

const give = route({
  method: "PUT",
  path: "/shops/{id}/authorization",
  summary: "Hands over the code that the platform gave back; the token is fetched, and the connection tested",
  roles: MANAGERS,
  status: 202,
  params: OfShop,
  body: z.strictObject({
    code: z.string().min(1).max(2_000).meta({ secret: true }),
    state: z.string().min(1).max(200),
  }),
  reply: Accepted,
  run: async ({ params, body }, call) => {
    const { ports, sealer, m } = call;
    const shop = await shopOf(params.id, call);
    const asked = Asked.safeParse(await ports.table.get(keys.shop(m, shop.id))).data;
    if (asked === undefined || epochMs(asked.authUntil) < epochMs(ports.clock.now()))
      throw conflict("no_open_authorization", {
        zh: "没有进行中的授权，或已超过 30 分钟：请重新获取授权链接",
        en: "no authorization is open, or it is older than 30 minutes: ask for a new address",
      });
    if (asked.authState !== body.state)
      throw wrongField("/state", {
        zh: "state 与授权链接不一致：请用同一次授权返回的内容",
        en: "the state is not that of the open authorization",
      });
    const codeSealed = await sealer.seal(m, `code|${shop.id}`, { code: body.code, redirect: asked.authRedirect });
    await ports.table.write({ update: keys.token(m, shop.id), set: { codeSealed } });
    await tellLane({ kind: "pull", shop }, { authorize: "code" }, call);
    return { accepted: true as const };
  },
});

export const authorizationRoutes = [ask, give];
