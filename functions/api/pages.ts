import type { Query, Item } from "../shared/ports.ts";
import { wrongField } from "../shared/problem.ts";
import { allItems as allOf } from "../shared/store/all-items.ts";
import type { Call } from "./call.ts";
import type { PageQuery } from "./schemas.ts";

/** One page of a query. Cursors are sealed for the merchant and the list: nobody can point one elsewhere. */
export async function pageItems(
  query: Query,
  { cursor, limit }: PageQuery,
  call: Call,
): Promise<{ items: Item[]; cursor: string | null }> {
  const purpose = `cursor|${query.index ?? "rows"}|${query.pk}`;
  const from = cursor === undefined ? null : await opened(cursor, purpose, call);
  const page = await call.ports.table.query({ ...query, limit, cursor: from });
  if (page.cursor === null) return page;
  const sealed = await call.sealer.seal(call.m, purpose, page.cursor);
  return { items: page.items, cursor: Buffer.from(sealed, "base64").toString("base64url") };
}

async function opened(cursor: string, purpose: string, { sealer, m }: Call): Promise<string> {
  const text = await sealer.open(m, purpose, cursor).catch(() => null);
  if (typeof text === "string") return text;
  throw wrongField("query/cursor", { zh: "翻页标记无效", en: "the cursor is not one of this list's" });
}

/** Every row of a query, page after page. */
export function allItems(query: Query, { ports }: Call): Promise<Item[]> {
  return allOf(query, ports.table);
}

/** The rows behind index entries, in the entries' order; an entry whose row is gone is left out. */
export async function rowsBehind(entries: readonly Item[], { ports }: Call): Promise<Item[]> {
  const rows = await ports.table.batchGet(entries.map(({ PK, SK }) => ({ PK, SK })));
  return entries.flatMap(({ PK, SK }) => rows.find((row) => row.PK === PK && row.SK === SK) ?? []);
}
