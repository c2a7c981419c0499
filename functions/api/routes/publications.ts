import * as z from "zod";
import { keys, views } from "../../shared/store/keys.ts";
import { shopOf } from "../call.ts";
import { allItems, pageItems, rowsBehind } from "../pages.ts";
import { retryPublication, viewsOf, wantPublication } from "../publications.ts";
import { route } from "../route.ts";
import { AnyId, Finding, OfId, OfShop, PageQuery, pageOf, ShopId, Text } from "../schemas.ts";
import { READERS, WRITERS } from "./roles.ts";

const Publication = z.object({
  listing: z.string(),
  shop: z.string(),
  want: z.enum(["on", "off", "gone"]),
  state: z.enum(["due", "done", "waiting", "blocked", "unknown"]),
  waitFor: z.string().nullable(),
  next: z.string().nullable(),
  who: z.enum(["merchant", "operator"]).nullable(),
  findings: z.array(Finding),
  shelf: z.enum(["never", "on", "off", "forced_off", "gone"]),
  audit: z.enum(["none", "pending", "passed", "refused"]),
  platformId: z.string().nullable(),
  seenAt: z.string().nullable(),
  /** About when buyers will see what is wished. */
  live: z.object({ at: z.string(), say: Text }).nullable(),
});
const OfPublication = z.object({ id: AnyId, s: ShopId });

const put = route({
  method: "PUT",
  path: "/listings/{id}/publications/{s}",
  summary: "Says whether a listing shall be on sale in a shop",
  roles: WRITERS,
  status: 202,
  params: OfPublication,
  body: z.strictObject({ want: z.enum(["on", "off", "gone"]) }),
  reply: Publication,
  run: ({ params: { id, s }, body }, call) => wantPublication({ l: id, s }, body.want, call),
});

const retry = route({
  method: "POST",
  path: "/listings/{id}/publications/{s}/retry",
  summary: "Tries once more what was refused, and lists again what a person took down",
  roles: WRITERS,
  status: 202,
  params: OfPublication,
  reply: Publication,
  run: ({ params: { id, s } }, call) => retryPublication({ l: id, s }, call),
});

const ofListing = route({
  method: "GET",
  path: "/listings/{id}/publications",
  summary: "Where a listing is, shop by shop",
  roles: READERS,
  params: OfId,
  reply: z.object({ items: z.array(Publication) }),
  run: async ({ params }, call) => {
    const items = await allItems({ pk: keys.head(call.m, params.id).PK, begins: "PUB#" }, call);
    return { items: await viewsOf(items, call) };
  },
});

const ofShop = route({
  method: "GET",
  path: "/shops/{id}/publications",
  summary: "What a shop sells of ours, and how each stands",
  roles: READERS,
  params: OfShop,
  query: PageQuery,
  reply: pageOf(Publication),
  run: async ({ params, query }, call) => {
    await shopOf(params.id, call);
    const { VPK } = views.publication(call.m, params.id, "");
    const page = await pageItems({ index: "views", pk: VPK }, query, call);
    return { items: await viewsOf(await rowsBehind(page.items, call), call), cursor: page.cursor };
  },
});

export const publicationRoutes = [put, retry, ofListing, ofShop];
