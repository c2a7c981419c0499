import * as z from "zod";
import { instantFrom } from "../../../domain/time.ts";
import { keys } from "../../shared/store/keys.ts";
import { shopOf } from "../call.ts";
import { eraseBuyer } from "../erase.ts";
import { pageItems } from "../pages.ts";
import { afterRestore } from "../restore.ts";
import { route } from "../route.ts";
import { Accepted, OfShop, PageQuery, pageOf } from "../schemas.ts";
import { tellLane } from "../tell.ts";
import { OfOrder } from "./orders.ts";
import { MANAGERS } from "./roles.ts";

const erase = route({
  method: "POST",
  path: "/shops/{id}/orders/{no}/erase",
  summary: "Erases the buyer of an order for good: no reading, restore or retry brings them back",
  roles: MANAGERS,
  params: OfOrder,
  reply: z.object({ erased: z.literal(true) }),
  run: ({ params: { id: s, no } }, call) => eraseBuyer({ s, orderNo: no }, call),
});

const Aside = z.object({
  id: z.string(),
  at: z.string(),
  why: z.string().default(""),
  erased: z.boolean().default(false),
});

const aside = route({
  method: "GET",
  path: "/shops/{id}/set-aside",
  summary: "What could not be read of a shop, with the reason; never what stands in it",
  roles: MANAGERS,
  params: OfShop,
  query: PageQuery,
  reply: pageOf(Aside),
  run: async ({ params, query }, call) => {
    await shopOf(params.id, call);
    const { items, cursor } = await pageItems({ pk: keys.shop(call.m, params.id).PK, begins: "SA#" }, query, call);
    return { items: items.map((item) => Aside.parse({ ...item, id: item.SK.slice("SA#".length) })), cursor };
  },
});

const replay = route({
  method: "POST",
  path: "/shops/{id}/set-aside/replay",
  summary: "Takes up what was set aside, once the reader is mended; what still can't be read is set aside anew",
  roles: MANAGERS,
  status: 202,
  params: OfShop,
  reply: Accepted,
  run: async ({ params }, call) => {
    await tellLane({ kind: "pull", shop: await shopOf(params.id, call) }, { replay: true }, call);
    return { accepted: true as const };
  },
});

const restore = route({
  method: "POST",
  path: "/restore",
  summary:
    "After the table was restored to a time: looks before each create, reads orders again, keeps erased buyers erased",
  roles: ["operator"],
  body: z.strictObject({ at: z.iso.datetime({ offset: true }).transform(instantFrom) }),
  reply: z.object({ shops: z.int(), streams: z.int(), erasedAgain: z.int() }),
  run: ({ body }, call) => afterRestore(body.at, call),
});

export const upkeepRoutes = [erase, aside, replay, restore];
