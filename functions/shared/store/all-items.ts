import type { Item, Query, Table } from "../ports.ts";

/** Every row or index entry of a query, page after page: a page ends at the query's limit or at 1 MB, whichever comes first. */
export async function allItems(query: Query, table: Pick<Table, "query">): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: Item[]; cursor: string | null } = await table.query({ ...query, cursor });
    items.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== null);
  return items;
}
