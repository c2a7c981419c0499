import * as z from "zod";
import { adapters } from "../../adapters/registry.ts";
import type { DemoShop, World } from "../../local/demo/world.ts";
import { rest } from "./chaos-time.ts";

const REDIRECT = "https://console.example.com/authorized";
const Shop = z.looseObject({
  testProblem: z.looseObject({ code: z.string() }).nullable(),
  authorizeUrl: z.string().nullable(),
});

/** A merchant gives the app leave at every platform that asks for it, so that tokens can be renewed. */
export async function authorizeAll(world: World): Promise<void> {
  for (const shop of world.shops) await authorize(shop, world);
}

/** A merchant tests the connections, and gives the app leave anew where no machine could renew it. Gives how often. */
export async function authorizeAgain(world: World): Promise<number> {
  for (const { id } of world.shops) await world.api.send("POST", `/shops/${id}/test`);
  await rest(world);
  let times = 0;
  for (const shop of world.shops)
    if ((await shopNow(shop, world)).testProblem !== null) times += await authorize(shop, world);
  return times;
}

/** Follows the platform's own page and brings the code back. Nothing where there is no such page. */
async function authorize(shop: DemoShop, world: World): Promise<0 | 1> {
  if (adapters[shop.platform]?.auth.kind !== "oauth") return 0;
  const path = `/shops/${shop.id}/authorization`;
  await world.api.send("POST", path, { redirect: REDIRECT });
  await rest(world);
  const page = await fetch((await shopNow(shop, world)).authorizeUrl ?? "", { redirect: "manual" });
  const back = new URL(page.headers.get("location") ?? "");
  const [code, state] = [back.searchParams.get("code"), back.searchParams.get("state")];
  await world.api.send("PUT", path, { code, state });
  await rest(world);
  return 1;
}

function shopNow({ id }: DemoShop, { api }: World): Promise<z.infer<typeof Shop>> {
  return api.call(Shop, "GET", `/shops/${id}`);
}
