import * as z from "zod";
import { Listing } from "../../../domain/listing/listing.ts";
import { conflict, notFound, Problem } from "../../shared/problem.ts";
import { keys, views, work } from "../../shared/store/keys.ts";
import { HeadRow, listingOf } from "../../shared/store/rows.ts";
import type { Item } from "../../shared/ports.ts";
import { saveListing } from "../listing-store.ts";
import { pageItems, rowsBehind } from "../pages.ts";
import { route } from "../route.ts";
import { AnyId, Finding, OfId, PageQuery, pageOf } from "../schemas.ts";
import { tellFanout } from "../tell.ts";
import { MANAGERS, READERS, WRITERS } from "./roles.ts";

const Head = z.object({
  id: AnyId,
  revision: z.int(),
  approval: z.enum(["none", "first", "every"]),
  approvedRevision: z.int(),
  merchantKey: z.string(),
  titleShort: z.string(),
  kind: z.string(),
});

function viewOfHead(item: Item): z.infer<typeof Head> {
  const { id, rev, approval, approvedRev } = HeadRow.parse(item);
  const text = (name: string) => String(item[name] ?? "");
  const words = { merchantKey: text("merchantKey"), titleShort: text("titleShort"), kind: text("kind") };
  return { id, revision: rev, approval, approvedRevision: approvedRev, ...words };
}

const put = route({
  method: "PUT",
  path: "/listings/{id}",
  summary: "Saves a listing as its next revision; tells what our rules find in it",
  roles: WRITERS,
  params: OfId,
  query: z.object({ baseRevision: z.coerce.number().int().min(0).optional() }),
  body: Listing,
  reply: z.object({ revision: z.int(), findings: z.array(Finding) }),
  run: async ({ params, query, body }, call) => {
    if (body.id !== params.id) {
      const say = { zh: "与网址里的标识不一致", en: "differs from the id in the path" };
      throw new Problem({ status: 422, code: "invalid" }, say, [{ pointer: "/id", say }]);
    }
    const { revision, findings } = await saveListing(body, query.baseRevision, call);
    return { revision, findings: [...findings] };
  },
});

const list = route({
  method: "GET",
  path: "/listings",
  summary: "Listings, the last changed first",
  roles: READERS,
  query: PageQuery,
  reply: pageOf(Head),
  run: async ({ query }, call) => {
    const { VPK } = views.listing(call.m, "");
    const page = await pageItems({ index: "views", pk: VPK, newestFirst: true }, query, call);
    return { items: (await rowsBehind(page.items, call)).map(viewOfHead), cursor: page.cursor };
  },
});

const get = route({
  method: "GET",
  path: "/listings/{id}",
  summary: "A listing in its newest revision",
  roles: READERS,
  params: OfId,
  reply: z.object({ ...Head.shape, listing: z.looseObject({ id: z.string(), kind: z.string() }) }),
  run: async ({ params }, { ports, m }) => {
    const head = await ports.table.get(keys.head(m, params.id));
    if (head === null) throw notFound({ zh: "这个商品", en: "listing" });
    const view = viewOfHead(head);
    const revision = await ports.table.get(keys.revision(m, params.id, view.revision));
    if (revision === null) throw new Error(`revision ${view.revision} of ${params.id} is gone`);
    return { ...view, listing: { ...listingOf(revision) } };
  },
});

const approve = route({
  method: "POST",
  path: "/listings/{id}/approve",
  summary: "Lets a revision, and those before it, go out",
  roles: MANAGERS,
  params: OfId,
  body: z.strictObject({ revision: z.int().min(1) }),
  reply: z.object({ approvedRevision: z.int() }),
  run: async ({ params, body }, call) => {
    const { ports, m } = call;
    const done = await ports.table.write({
      update: keys.head(m, params.id),
      set: { approvedRev: body.revision, approvedBy: call.caller.subject },
      default: work.dirty(params.id, ports.clock.now()),
      add: { ver: 1 },
      if: {
        all: [
          ["rev", ">=", body.revision],
          ["approvedRev", "<=", body.revision],
        ],
      },
    });
    if (!done.ok && done.old === null) throw notFound({ zh: "这个商品", en: "listing" });
    if (!done.ok)
      throw conflict("revision", { zh: "没有这一版，或更新的一版已审批", en: "no such revision to approve" });
    await tellFanout("listing", params.id, call);
    return { approvedRevision: body.revision };
  },
});

export const listingRoutes = [put, list, get, approve];
