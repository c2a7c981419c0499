import * as z from "zod";
import { letPass, type DemoShop, type World } from "./world.ts";

const Wares = z.object({
  items: z.array(z.looseObject({ platformId: z.string(), title: z.string(), state: z.string() })),
});
const Truth = z.array(
  z.looseObject({
    productId: z.string(),
    skus: z.array(z.looseObject({ skuId: z.string(), merchantKey: z.string().nullable() })),
  }),
);
const Shop = z.looseObject({ state: z.string(), testProblem: z.unknown() });
const THIRTY_DAYS_MS = 30 * 86_400_000;

/** Connects and tests the shops, and goes through what already lies in them: the first shop's wares are adopted, the others' left alone. */
export async function connect(world: World): Promise<{ adopted: number }> {
  const { api, shops, stack, say } = world;
  await api.send("PUT", "/merchant", { name: "示例县域优选" });
  const expiresAt = new Date(stack.clock.now() + THIRTY_DAYS_MS).toISOString();
  for (const { id, platform, box } of shops) {
    await api.send("PUT", `/apps/${platform}/main`, { settings: box.app });
    const token = { value: box.token, expiresAt };
    await api.send("PUT", `/shops/${id}`, {
      platform,
      app: "main",
      name: `${platform} 示例店`,
      settings: box.shop,
      token,
    });
    await api.send("POST", `/shops/${id}/test`);
    await api.send("POST", `/shops/${id}/wares/read`);
  }
  await stack.idle();
  let adopted = 0;
  for (const [index, shop] of shops.entries()) {
    const { state, testProblem } = await api.call(Shop, "GET", `/shops/${shop.id}`);
    if (state !== "tested") throw new Error(`${shop.platform} was not tested: ${JSON.stringify(testProblem)}`);
    adopted += await answerWares(shop, { bind: index === 0 }, world);
    await api.send("POST", `/shops/${shop.id}/adopted`, { empty: false });
  }
  await letPass(world, 1);
  say(
    `connected ${shops.length} shops (${shops.map(({ platform }) => platform).join(", ")}), adopted ${adopted} wares`,
  );
  return { adopted };
}

async function answerWares(shop: DemoShop, { bind }: { bind: boolean }, { api }: World): Promise<number> {
  const { items } = await api.call(Wares, "GET", `/shops/${shop.id}/wares`);
  if (!bind) {
    for (const ware of items)
      await api.send("POST", `/shops/${shop.id}/wares/${ware.platformId}`, { answer: "ignore" });
    return 0;
  }
  const there = await shop.control.get(Truth, "/products");
  for (const [n, ware] of items.entries()) {
    const code = `HAND-${n + 1}`;
    await api.send("PUT", `/pools/hand-${n + 1}`, { name: ware.title, unit: "piece", onHand: 40 });
    await api.send("PUT", `/listings/hand-${n + 1}`, handMade(code, ware.title, n + 1));
    const skus = there.find(({ productId }) => productId === ware.platformId)?.skus ?? [];
    const bound = skus.slice(0, 1).map(({ skuId }) => ({ platformSkuId: skuId, merchantKey: `${code}-1` }));
    await api.send("POST", `/shops/${shop.id}/wares/${ware.platformId}`, {
      answer: "bind",
      listing: `hand-${n + 1}`,
      skus: bound,
    });
  }
  return items.length;
}

/** A listing for a ware that somebody typed by hand in the shop. */
function handMade(code: string, title: string, n: number) {
  return {
    id: `hand-${n}`,
    kind: "goods",
    merchantKey: code,
    titleShort: title.slice(0, 30),
    categoryCode: "F-walnut",
    legalClass: "edible_agri",
    originCode: "621221",
    netContent: { value: 500, unit: "g" },
    shelfLifeDays: 180,
    storage: "cool_dry",
    ship: { locationId: "loc-cx", promiseHours: 48 },
    returns: "fresh_claim",
    options: [
      {
        id: "1",
        merchantKey: `${code}-1`,
        name: "500g",
        price: { sellFen: 8800 },
        draws: [{ poolId: `hand-${n}`, qty: 1 }],
      },
    ],
  };
}
