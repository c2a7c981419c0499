import type { CategoryRules, Named } from "../../adapters/contract.ts";
import { msBetween, DAY_MS, instantFrom } from "../../domain/time.ts";
import * as z from "zod";
import { pack, unpack } from "./pack.ts";
import type { Ports } from "./ports.ts";
import type { OpenShop } from "./shops.ts";

/** What a shop may use at its platform, by name: leaf categories by path, freight templates, addresses. */
export interface Catalog {
  leaves: Readonly<Record<string, { id: string; allowed: boolean; why: string | null }>>;
  freightTemplates: readonly Named[];
  addresses: readonly Named[];
}
/** Rules and brands of one category. */
export interface CategoryCatalog {
  rules: CategoryRules;
  brands: readonly Named[];
}
/** Null where the platform did not answer: the caller waits and comes again. */
export type Asked<T> =
  { kind: "done"; value: T } | Exclude<Awaited<ReturnType<OpenShop["door"]["ask"]>>, { kind: "done" }>;

const Cached = z.object({ at: z.string().transform(instantFrom), body: z.instanceof(Uint8Array) });
const PATH = " / ";

/** The shop's catalog, read from the platform once a day. */
export async function catalogOf(shop: OpenShop, ports: Ports): Promise<Asked<Catalog>> {
  return cached<Catalog>(`CAT`, { shop, ports }, async () => {
    const { adapter, door } = shop;
    return door.ask(async (x) => {
      const [categories, freightTemplates, addresses] = [
        await adapter.taxonomy.categories(x),
        await adapter.taxonomy.freightTemplates(x),
        await adapter.taxonomy.addresses(x),
      ];
      const byId = new Map(categories.map((category) => [category.id, category]));
      const pathOf = (id: string, depth = 0): string => {
        const category = byId.get(id);
        if (category === undefined || depth > 8) return "";
        const parent = category.parentId === null ? "" : pathOf(category.parentId, depth + 1);
        return parent === "" ? category.name : `${parent}${PATH}${category.name}`;
      };
      const leaves = categories
        .filter((category) => category.leaf)
        .map((c) => [pathOf(c.id), { id: c.id, allowed: c.allowed, why: c.why }] as const);
      return { leaves: Object.fromEntries(leaves), freightTemplates, addresses };
    });
  });
}

/** Rules and brands of a category, read from the platform once a day. */
export async function categoryOf(categoryId: string, shop: OpenShop, ports: Ports): Promise<Asked<CategoryCatalog>> {
  return cached<CategoryCatalog>(`CAT#${categoryId}`, { shop, ports }, () =>
    shop.door.ask(async (x) => ({
      rules: await shop.adapter.taxonomy.rules(categoryId, x),
      brands: await shop.adapter.taxonomy.brands(categoryId, x),
    })),
  );
}

/** The key of a leaf by its names. */
export function leafKey(names: readonly string[]): string {
  return names.join(PATH);
}

interface Where {
  shop: OpenShop;
  ports: Ports;
}

async function cached<T>(name: string, { shop, ports }: Where, load: () => Promise<Asked<unknown>>): Promise<Asked<T>> {
  const key = { PK: `P#${shop.row.platform}#${shop.row.id}`, SK: name };
  const stored = Cached.safeParse(await ports.table.get(key)).data;
  const value = z.custom<T>((v) => v !== undefined);
  if (stored !== undefined && msBetween(stored.at, ports.clock.now()) < DAY_MS) {
    return { kind: "done", value: value.parse(unpack(stored.body)) };
  }
  const asked = await load();
  if (asked.kind !== "done") return asked;
  await ports.table.write({ put: { ...key, at: ports.clock.now(), body: pack(asked.value) } });
  return { kind: "done", value: value.parse(asked.value) };
}
