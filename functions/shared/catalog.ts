import type { CategoryRules, Named } from "../../adapters/contract.ts";
import { HOUR_MS, instantFrom, msBetween } from "../../domain/time.ts";
import type { Instant } from "../../domain/units.ts";
import * as z from "zod";
import { pack, unpack } from "./pack.ts";
import type { Key, Ports } from "./ports.ts";
import type { OpenShop } from "./shops.ts";
import { keys } from "./store/keys.ts";

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
const DEEPEST = 8;
/** Read again every night; a night that was missed is made up for here. */
const FRESH_MS = 36 * HOUR_MS;

/** The shop's catalog, read from the platform once a day. */
export async function catalogOf(shop: OpenShop, ports: Ports): Promise<Asked<Catalog>> {
  return cached<Catalog>(keys.catalog(shop.row.merchant, shop.row.id), { shop, ports }, () => readCatalog(shop));
}

/** Rules and brands of a category, read from the platform once a day. */
export async function categoryOf(categoryId: string, shop: OpenShop, ports: Ports): Promise<Asked<CategoryCatalog>> {
  const key = keys.category(shop.row.merchant, shop.row.id, categoryId);
  return cached<CategoryCatalog>(key, { shop, ports }, () => readCategory(categoryId, shop));
}

/** The catalog as the platform tells it now. */
export async function readCatalog({ adapter, door }: OpenShop): Promise<Asked<Catalog>> {
  return door.ask(async (x) => {
    const categories = await adapter.taxonomy.categories(x);
    const freightTemplates = await adapter.taxonomy.freightTemplates(x);
    const addresses = await adapter.taxonomy.addresses(x);
    return { leaves: leavesOf(categories), freightTemplates, addresses };
  });
}

/** Rules and brands of a category as the platform tells them now. */
export async function readCategory(categoryId: string, { adapter, door }: OpenShop): Promise<Asked<CategoryCatalog>> {
  return door.ask(async (x) => ({
    rules: await adapter.taxonomy.rules(categoryId, x),
    brands: await adapter.taxonomy.brands(categoryId, x),
  }));
}

type Categories = Awaited<ReturnType<OpenShop["adapter"]["taxonomy"]["categories"]>>;

/** Leaves under their whole path of names: ids differ from shop to shop, names don't. */
function leavesOf(categories: Categories): Catalog["leaves"] {
  const byId = new Map(categories.map((category) => [category.id, category]));
  const pathOf = (id: string, depth = 0): string => {
    const category = byId.get(id);
    if (category === undefined || depth > DEEPEST) return "";
    const parent = category.parentId === null ? "" : pathOf(category.parentId, depth + 1);
    return parent === "" ? category.name : `${parent}${PATH}${category.name}`;
  };
  const leaves = categories.filter(({ leaf }) => leaf);
  return Object.fromEntries(leaves.map(({ id, allowed, why }) => [pathOf(id), { id, allowed, why }] as const));
}

/** The key of a leaf by its names. */
export function leafKey(names: readonly string[]): string {
  return names.join(PATH);
}

/** The names of a leaf by its key, from the root. */
export function namesOf(key: string): readonly string[] {
  return key.split(PATH);
}

/** Every leaf's names from the root. */
export function pathsOf({ leaves }: Pick<Catalog, "leaves">): readonly (readonly string[])[] {
  return Object.keys(leaves).map(namesOf);
}

/** What was last read, and when; null where nothing was, or for another shape of ours. Calls nobody. */
export async function storedCatalog(m: string, s: string, table: Ports["table"]): Promise<Stored<Catalog> | null> {
  return storedIn<Catalog>(keys.catalog(m, s), table);
}

/** Rules and brands of a category as last read. Calls nobody. */
export async function storedCategory(
  { m, s, id }: { m: string; s: string; id: string },
  table: Ports["table"],
): Promise<Stored<CategoryCatalog> | null> {
  return storedIn<CategoryCatalog>(keys.category(m, s, id), table);
}

/** Stores what was read, as of now. */
export async function storeRead(key: Key, value: unknown, { table, clock }: Ports): Promise<void> {
  await table.write({ put: { ...key, at: clock.now(), body: pack(value) } });
}

/** A value with the moment at which the platform told it. */
export interface Stored<T> {
  at: Instant;
  value: T;
}
interface Where {
  shop: OpenShop;
  ports: Ports;
}

/** A stored reading of any kind. */
export async function storedIn<T>(key: Key, table: Ports["table"]): Promise<Stored<T> | null> {
  const stored = Cached.safeParse(await table.get(key)).data;
  if (stored === undefined) return null;
  return { at: stored.at, value: z.custom<T>((v) => v !== undefined).parse(unpack(stored.body)) };
}

async function cached<T>(key: Key, { ports }: Where, load: () => Promise<Asked<T>>): Promise<Asked<T>> {
  const stored = await storedIn<T>(key, ports.table);
  if (stored !== null && msBetween(stored.at, ports.clock.now()) < FRESH_MS)
    return { kind: "done", value: stored.value };
  const asked = await load();
  if (asked.kind === "done") await storeRead(key, asked.value, ports);
  return asked;
}
