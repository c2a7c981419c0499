import * as z from "zod";
import { storedNews } from "../../shared/catalog-news.ts";
import { shopOf } from "../call.ts";
import { previewOf, suggestionsFor } from "../offers.ts";
import { route } from "../route.ts";
import { AnyId, Finding, OfShop, ShopId } from "../schemas.ts";
import { READERS } from "./roles.ts";

const preview = route({
  method: "GET",
  path: "/listings/{id}/publications/{s}/findings",
  summary: "What our rules and the platform's find in a listing for one shop, without asking the platform",
  roles: READERS,
  params: z.object({ id: AnyId, s: ShopId }),
  reply: z.object({ revision: z.int(), catalogAt: z.string().nullable(), findings: z.array(Finding).readonly() }),
  run: ({ params: { id, s } }, call) => previewOf({ l: id, s }, call),
});

const suggest = route({
  method: "GET",
  path: "/shops/{id}/categories",
  summary: "The platform's categories that a category of ours, or a title, may mean",
  roles: READERS,
  params: OfShop,
  query: z.object({ category: z.string().max(40).default(""), title: z.string().max(60).default("") }),
  reply: z.object({
    readAt: z.string().nullable(),
    items: z.array(
      z.object({
        path: z.array(z.string()),
        score: z.number(),
        categoryId: z.string(),
        allowed: z.boolean(),
        why: z.string().nullable(),
      }),
    ),
  }),
  run: ({ params, query }, call) => suggestionsFor({ s: params.id, ...query }, call),
});

const Change = z.object({
  kind: z.enum([
    "leaf_new",
    "leaf_gone",
    "leaf_shut",
    "leaf_opened",
    "attribute_required",
    "value_gone",
    "certificate_required",
  ]),
  path: z.array(z.string()).readonly(),
  what: z.string().nullable(),
});

const news = route({
  method: "GET",
  path: "/shops/{id}/taxonomy",
  summary: "What changed in a shop's categories at the last reading, and the listings that this breaks",
  roles: READERS,
  params: OfShop,
  reply: z.object({
    readAt: z.string().nullable(),
    changes: z.array(Change).readonly(),
    breaks: z.array(z.object({ listing: z.string(), findings: z.array(Finding).readonly() })).readonly(),
  }),
  run: async ({ params }, call) => {
    await shopOf(params.id, call);
    const stored = await storedNews(call.m, params.id, call.ports.table);
    return { readAt: stored?.at ?? null, changes: stored?.value.changes ?? [], breaks: stored?.value.breaks ?? [] };
  },
});

export const offerRoutes = [preview, suggest, news];
