import * as z from "zod";
import type { Item } from "../../shared/ports.ts";
import { keys } from "../../shared/store/keys.ts";
import { ShopRow } from "../../shared/store/rows.ts";
import { shopOf, type Call } from "../call.ts";
import { allItems } from "../pages.ts";
import { route } from "../route.ts";
import { OfShop } from "../schemas.ts";
import { shopItems } from "../shop-items.ts";
import { READERS } from "./roles.ts";

/** `next`: when it is tried again; null: the platform does not show that time any more. */
const Gap = z.object({
  from: z.string(),
  to: z.string(),
  why: z.string(),
  next: z.string().nullable().default(null),
});
const Coverage = z.object({
  shop: z.string(),
  platform: z.string(),
  streams: z.array(
    z.object({
      stream: z.string(),
      to: z.string().nullable(),
      lastChange: z.string().nullable(),
      everyMinutes: z.int(),
      lateFound: z.int(),
      gaps: z.array(Gap),
    }),
  ),
});

const get = route({
  method: "GET",
  path: "/coverage",
  summary: "How far each stream of each shop was read completely, and what could not be read",
  roles: READERS,
  reply: z.object({ items: z.array(Coverage) }),
  run: async (_, call) => {
    const items: z.infer<typeof Coverage>[] = [];
    for (const row of await shopItems(call)) items.push(await coverageOf(ShopRow.parse(row), call));
    return { items };
  },
});

const getOne = route({
  method: "GET",
  path: "/shops/{id}/coverage",
  summary: "How far each stream of a shop was read completely, how often it is read, and what could not be read",
  roles: READERS,
  params: OfShop,
  reply: Coverage,
  run: async ({ params }, call) => coverageOf(await shopOf(params.id, call), call),
});

async function coverageOf({ id, platform }: ShopRow, call: Call): Promise<z.infer<typeof Coverage>> {
  const rows = await allItems({ pk: keys.shop(call.m, id).PK, begins: "SYNC#" }, call);
  return { shop: id, platform, streams: rows.map(streamOf) };
}

const Reached = z.object({
  to: z.string().nullable().default(null),
  lastChange: z.string().nullable().default(null),
  lateFound: z.number().default(0),
});

function streamOf(row: Item) {
  const gaps = Object.entries(row)
    .filter(([name]) => name.startsWith("gap_"))
    .map(([, text]) => Gap.parse(JSON.parse(String(text))));
  const everyMinutes = Number(String(row["WSK"] ?? "").split("#")[0]);
  return { stream: row.SK.slice("SYNC#".length), ...Reached.parse(row), everyMinutes, gaps };
}

export const coverageRoutes = [get, getOne];
