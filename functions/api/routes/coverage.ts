import * as z from "zod";
import type { Item } from "../../shared/ports.ts";
import { keys } from "../../shared/store/keys.ts";
import { ShopRow } from "../../shared/store/rows.ts";
import type { Call } from "../call.ts";
import { allItems } from "../pages.ts";
import { route } from "../route.ts";
import { shopItems } from "../shop-items.ts";
import { READERS } from "./roles.ts";

const Gap = z.object({ from: z.string(), to: z.string(), why: z.string() });
const Coverage = z.object({
  shop: z.string(),
  platform: z.string(),
  streams: z.array(
    z.object({ stream: z.string(), to: z.string().nullable(), lastChange: z.string().nullable(), gaps: z.array(Gap) }),
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

async function coverageOf({ id, platform }: ShopRow, call: Call): Promise<z.infer<typeof Coverage>> {
  const rows = await allItems({ pk: keys.shop(call.m, id).PK, begins: "SYNC#" }, call);
  return { shop: id, platform, streams: rows.map(streamOf) };
}

const Reached = z.object({ to: z.string().nullable().default(null), lastChange: z.string().nullable().default(null) });

function streamOf(row: Item) {
  const gaps = Object.entries(row)
    .filter(([name]) => name.startsWith("gap_"))
    .map(([, text]) => Gap.parse(JSON.parse(String(text))));
  return { stream: row.SK.slice("SYNC#".length), ...Reached.parse(row), gaps };
}

export const coverageRoutes = [get];
