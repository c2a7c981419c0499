import { expect } from "vitest";
import type { Ware } from "../../../adapters/contract.ts";
import type { TrueProduct } from "../../../sandbox/kit/types.ts";
import { MINUTE_MS } from "../../../domain/time.ts";
import { valueOf } from "../bench/body-maker.ts";
import type { Bench } from "../bench.ts";
import { always, type Promised } from "./check.ts";

const MADE = 24;
const MOST_PAGES = 100;

/** Everything that lies in the shop can be seen for adoption, ours or not, with or without a code. */
export const wares: Promised = {
  title: "wares",
  why: always,
  checks: () => [
    {
      name: "every product that a person made is listed once, over all pages, with its price and shelf",
      async run(bench) {
        for (let n = 0; n < MADE; n++) await makeByHand(bench, n);
        await bench.advance(MINUTE_MS);
        const all = await bench.control<TrueProduct[]>("GET", "/products");
        const there = all.filter(({ shop }) => shop === bench.shop.shop);

        const listed = await walkWares(bench);

        expect(new Set(listed.map(({ platformId }) => platformId)).size).toBe(listed.length);
        expect(listed.map(({ platformId }) => platformId).sort()).toEqual(
          there.map(({ productId }) => productId).sort(),
        );
        for (const product of there) {
          const ware = listed.find(({ platformId }) => platformId === product.productId);
          expect(ware).toMatchObject({ title: product.title, shelf: product.shelf });
          expect(ware?.skus.map(({ priceFen }) => priceFen).sort()).toEqual(
            product.skus.map(({ priceFen }) => priceFen).sort(),
          );
        }
      },
    },
  ],
};

async function makeByHand(bench: Bench, n: number): Promise<void> {
  const keyed = n % 2 === 0 ? { merchantKey: `W${bench.newKey()}` } : {};
  const sku = { ...keyed, priceFen: 1_001 + n, stock: 9, name: "一份" };
  const product = {
    shop: bench.shop.shop,
    title: `成县山货${n}号 500g`,
    skus: [sku],
    onSale: n % 3 > 0,
    kind: "goods",
  };
  await bench.control("POST", "/products", { ...product, ...keyed });
}

async function walkWares({ ask, adapter }: Bench): Promise<readonly Ware[]> {
  const rows: Ware[] = [];
  for (let at: string | null = null, n = 0; n < MOST_PAGES; n++) {
    const from: string | null = at;
    const page: Awaited<ReturnType<typeof adapter.wares>> = valueOf(await ask((x) => adapter.wares(from, x)));
    for (const row of page.rows) {
      if (!row.ok) throw new Error(`unreadable: ${row.why} ${row.raw}`);
      rows.push(row.value);
    }
    at = page.next;
    if (at === null) return rows;
  }
  throw new Error("the list of wares never ends");
}
