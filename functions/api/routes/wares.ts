import * as z from "zod";
import { MerchantKey } from "../../../domain/listing/primitives.ts";
import { conflict, wrongField } from "../../shared/problem.ts";
import { keys, work } from "../../shared/store/keys.ts";
import { shopOf, type Call } from "../call.ts";
import { allItems } from "../pages.ts";
import { route } from "../route.ts";
import { Accepted, AnyId, OfShop, ShopId } from "../schemas.ts";
import { tellFanout, tellLane } from "../tell.ts";
import { bindWare, ignoreWare, wareOf } from "../wares.ts";
import { READERS, WRITERS } from "./roles.ts";

const WareView = z.looseObject({
  platformId: z.string(),
  title: z.string(),
  state: z.string(),
  proposal: z.string().nullable(),
});

const read = route({
  method: "POST",
  path: "/shops/{id}/wares/read",
  summary: "Reads what already lies in the shop",
  roles: WRITERS,
  status: 202,
  params: OfShop,
  reply: Accepted,
  run: async ({ params }, call) => {
    await tellLane({ kind: "pull", shop: await shopOf(params.id, call) }, { wares: true }, call);
    return { accepted: true as const };
  },
});

const list = route({
  method: "GET",
  path: "/shops/{id}/wares",
  summary: "What was found in the shop, and what was answered to it",
  roles: READERS,
  params: OfShop,
  reply: z.object({ items: z.array(WareView) }),
  run: async ({ params }, call) => ({ items: await waresOf(params.id, call) }),
});

async function waresOf(s: string, call: Call) {
  await shopOf(s, call);
  const items = await allItems({ pk: keys.shop(call.m, s).PK, begins: "WARE#" }, call);
  return items.map(wareOf);
}

const answer = route({
  method: "POST",
  path: "/shops/{id}/wares/{platformId}",
  summary: "Binds what was found to a listing, or leaves it alone; writes nothing at the platform",
  roles: WRITERS,
  params: z.object({ id: ShopId, platformId: AnyId }),
  body: z.strictObject({
    answer: z.enum(["bind", "ignore"]),
    listing: AnyId.optional(),
    skus: z
      .array(z.strictObject({ platformSkuId: AnyId, merchantKey: MerchantKey }))
      .max(90)
      .default([]),
  }),
  reply: z.object({
    state: z.enum(["bound", "ignored"]),
    listing: z.string().nullable(),
    unmatched: z.array(z.string()),
  }),
  run: async ({ params: { id: s, platformId }, body }, call) => {
    await shopOf(s, call);
    if (body.answer === "ignore") return ignoreWare({ s, platformId }, call);
    if (body.listing === undefined)
      throw wrongField("/listing", { zh: "请选择要绑定的商品", en: "binding needs a listing" });
    return bindWare({ s, platformId, listing: body.listing, skus: body.skus }, call);
  },
});

const adopted = route({
  method: "POST",
  path: "/shops/{id}/adopted",
  summary: "Says that everything in the shop was answered, or (empty) that there is nothing in it",
  roles: WRITERS,
  params: OfShop,
  body: z.strictObject({ empty: z.boolean().default(false) }),
  reply: z.object({ adopted: z.literal(true) }),
  run: async ({ params, body }, call) => {
    await adopt(params.id, body.empty, call);
    return { adopted: true as const };
  },
});

async function adopt(s: string, empty: boolean, call: Call): Promise<void> {
  const { ports, m } = call;
  const found = (await waresOf(s, call)).filter(({ state }) => state === "found").length;
  if (found > 0) {
    const say = { zh: `还有 ${found} 件商品没有核对`, en: `${found} wares wait for an answer` };
    throw conflict("wares_open", say);
  }
  const shop = await ports.table.get(keys.shop(m, s));
  if (!empty && shop?.["waresReadAt"] === undefined)
    throw conflict("wares_not_read", { zh: "请先读取店里的商品", en: "read the wares of the shop first" });
  await ports.table.write({
    update: keys.shop(m, s),
    set: { adopted: true },
    default: work.dirty(s, ports.clock.now()),
    add: { ver: 1 },
    if: { all: [["PK", "exists"]] },
  });
  await tellFanout("shop", s, call);
}

export const wareRoutes = [read, list, adopted, answer];
