import * as z from "zod";
import { answerPrices } from "../price-drift.ts";
import { route } from "../route.ts";
import { Accepted, AnyId, ShopId } from "../schemas.ts";
import { answerDrift } from "../shop-pause.ts";
import { MANAGERS } from "./roles.ts";

const Where = z.object({ id: AnyId, shop: ShopId });

const stock = route({
  method: "POST",
  path: "/listings/{id}/publications/{shop}/stock",
  summary: "A second system wrote this stock: ours goes on, or stays away",
  roles: MANAGERS,
  status: 202,
  params: Where,
  body: z.strictObject({ answer: z.enum(["ours", "leave"]) }),
  reply: Accepted,
  run: async ({ params, body }, call) => {
    await answerDrift({ l: params.id, s: params.shop }, body.answer, call);
    return { accepted: true as const };
  },
});

const prices = route({
  method: "POST",
  path: "/listings/{id}/publications/{shop}/price",
  summary:
    "Somebody changed prices in the shop: theirs are taken over for it, ours go out again, or they are left alone",
  roles: MANAGERS,
  status: 202,
  params: Where,
  body: z.strictObject({ answer: z.enum(["theirs", "ours", "leave"]) }),
  reply: Accepted,
  run: async ({ params, body }, call) => {
    await answerPrices({ l: params.id, s: params.shop }, body.answer, call);
    return { accepted: true as const };
  },
});

export const driftRoutes = [stock, prices];
