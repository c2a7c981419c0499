import * as z from "zod";
import { notFound } from "../../shared/problem.ts";
import { keys } from "../../shared/store/keys.ts";
import { adapterFor, shopOf } from "../call.ts";
import { route } from "../route.ts";
import { Accepted, OfShop, Text } from "../schemas.ts";
import { shopItems } from "../shop-items.ts";
import { ShopInput, ShopView } from "../shop-input.ts";
import { storeShop, viewOfShop } from "../shop-store.ts";
import { tellLane } from "../tell.ts";
import { MANAGERS, READERS, WRITERS } from "./roles.ts";

const put = route({
  method: "PUT",
  path: "/shops/{id}",
  summary: "Connects a shop, or changes one",
  roles: MANAGERS,
  params: OfShop,
  body: ShopInput,
  reply: ShopView,
  run: ({ params, body }, call) => storeShop(params.id, body, call),
});

const post = route({
  method: "POST",
  path: "/shops",
  summary: "Connects a shop under a new id",
  roles: MANAGERS,
  status: 201,
  body: ShopInput,
  reply: ShopView,
  run: ({ body }, call) => storeShop(call.ports.ids.id(), body, call),
});

const list = route({
  method: "GET",
  path: "/shops",
  summary: "Every shop of the merchant",
  roles: READERS,
  reply: z.object({ items: z.array(ShopView) }),
  run: async (_, call) => ({ items: (await shopItems(call)).map(viewOfShop) }),
});

const get = route({
  method: "GET",
  path: "/shops/{id}",
  summary: "One shop",
  roles: READERS,
  params: OfShop,
  reply: ShopView,
  run: async ({ params }, { ports, m }) => {
    const item = await ports.table.get(keys.shop(m, params.id));
    if (item === null) throw notFound({ zh: "这家店铺", en: "shop" });
    return viewOfShop(item);
  },
});

const test = route({
  method: "POST",
  path: "/shops/{id}/test",
  summary: "Asks the platform who the shop is; the result shows in the shop",
  roles: MANAGERS,
  status: 202,
  params: OfShop,
  reply: Accepted,
  run: async ({ params }, call) => {
    await tellLane({ kind: "pull", shop: await shopOf(params.id, call) }, { identify: true }, call);
    return { accepted: true as const };
  },
});

const Health = z.object({
  at: z.string(),
  ok: z.boolean(),
  say: Text,
  code: z.string().nullable(),
  egress: z.object({ wanted: z.string(), given: z.string() }),
  skewMs: z.number().nullable(),
  budgets: z.array(z.object({ limit: z.string(), used: z.number(), perDay: z.number() })),
});

const health = route({
  method: "GET",
  path: "/shops/{id}/health",
  summary: "How the connection stood at its last test: one sentence, and what it rests on",
  roles: READERS,
  params: OfShop,
  reply: z.object({ health: Health.nullable() }),
  run: async ({ params }, { ports, m }) => {
    const item = await ports.table.get(keys.shop(m, params.id));
    if (item === null) throw notFound({ zh: "这家店铺", en: "shop" });
    return { health: Health.nullable().parse(item["health"] ?? null) };
  },
});

const pull = route({
  method: "POST",
  path: "/shops/{id}/pull",
  summary: "Reads every order stream of the shop now",
  roles: WRITERS,
  status: 202,
  params: OfShop,
  reply: Accepted,
  run: async ({ params }, call) => {
    const shop = await shopOf(params.id, call);
    const streams = call.adapters[shop.platform]?.orders.streams ?? [];
    for (const { id } of streams) await tellLane({ kind: "pull", shop }, { stream: id }, call);
    return { accepted: true as const };
  },
});

const callback = route({
  method: "GET",
  path: "/shops/{id}/callback",
  summary: "Where the platform may push changes of a shop to: a path below this API's own address, to be pasted there",
  roles: MANAGERS,
  params: OfShop,
  reply: z.object({ path: z.string().nullable(), absent: Text.nullable() }),
  run: async ({ params }, call) => {
    const shop = await shopOf(params.id, call);
    const { events } = adapterFor(shop.platform, call);
    if ("absent" in events) return { path: null, absent: events.absent };
    return { path: `/callbacks/${shop.platform}/${shop.merchant}/${shop.id}`, absent: null };
  },
});

export const shopRoutes = [post, put, list, get, test, health, callback, pull];
