import * as z from "zod";
import { Moment } from "../../../domain/listing/primitives.ts";
import { shopOf } from "../call.ts";
import { answerOpenOrders, openOrders } from "../open-orders.ts";
import { route } from "../route.ts";
import { OfShop } from "../schemas.ts";
import { pauseShop, resumeShop } from "../shop-pause.ts";
import { viewOfShop } from "../shop-store.ts";
import { ShopView } from "../shop-input.ts";
import { keys } from "../../shared/store/keys.ts";
import type { Call } from "../call.ts";
import { Reason } from "./pool-schemas.ts";
import { READERS, WRITERS } from "./roles.ts";

async function seen(s: string, call: Call): Promise<ShopView> {
  const { id } = await shopOf(s, call);
  const item = await call.ports.table.get(keys.shop(call.m, id));
  if (item === null) throw new Error(`shop ${s} was there just now`);
  return viewOfShop(item);
}

const pause = route({
  method: "POST",
  path: "/shops/{id}/pause",
  summary: "Shows nothing to buy in the shop, until an instant or until it is opened again",
  roles: WRITERS,
  params: OfShop,
  body: z.strictObject({ until: Moment.nullable().default(null), reason: Reason }),
  reply: ShopView,
  run: async ({ params, body }, call) => {
    await shopOf(params.id, call);
    await pauseShop(params.id, body, call);
    return seen(params.id, call);
  },
});

const resume = route({
  method: "POST",
  path: "/shops/{id}/resume",
  summary: "Opens a paused shop again",
  roles: WRITERS,
  params: OfShop,
  reply: ShopView,
  run: async ({ params }, call) => {
    await resumeShop(params.id, call);
    return seen(params.id, call);
  },
});

const Open = z.object({
  stockFrom: z.string().nullable(),
  orders: z.array(z.object({ orderNo: z.string(), placedAt: z.string(), counted: z.boolean() })),
});

const open = route({
  method: "GET",
  path: "/shops/{id}/open-orders",
  summary: "Orders that were open when the shop's stock began to count",
  roles: READERS,
  params: OfShop,
  reply: Open,
  run: ({ params }, call) => openOrders(params.id, call),
});

const answer = route({
  method: "POST",
  path: "/shops/{id}/open-orders",
  summary: "Says whether those orders were taken off what was counted; if not, they claim their stock now",
  roles: WRITERS,
  params: OfShop,
  body: z.strictObject({ deducted: z.boolean() }),
  reply: Open,
  run: ({ params, body }, call) => answerOpenOrders(params.id, body.deducted, call),
});

export const shopStockRoutes = [pause, resume, open, answer];
