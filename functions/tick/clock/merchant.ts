import type { Item, Ports, Query } from "../../shared/ports.ts";
import { allItems } from "../../shared/store/all-items.ts";
import { keys, views, work } from "../../shared/store/keys.ts";
import { ShopRow } from "../../shared/store/rows.ts";

/** What a round looks at: read once, eventually consistent; whoever acts on a row does so by a condition. */
export interface Merchant {
  m: string;
  row: Item | null;
  shops: readonly ShopRow[];
  /** The same shops as they are stored. */
  shopItems: readonly Item[];
  /** Open orders and cases, the most urgent first. */
  open: readonly Item[];
  /** Index entries of what waits for a person, the oldest first. */
  todo: readonly Item[];
}

/** Everything of a merchant that time alone can change. */
export async function loadMerchant(m: string, ports: Ports): Promise<Merchant> {
  const { table } = ports;
  const shopEntries = await all({ index: "views", pk: views.shop(m, "").VPK }, ports);
  const due = await all({ index: "work", pk: work.orderDue(m, "").WPK }, ports);
  const todo = await all({ index: "work", pk: work.todo(m, "").WPK }, ports);
  const shopItems = await rowsOf(shopEntries, ports);
  const open = await rowsOf(due, ports);
  const row = await table.get(keys.merchant(m));
  return { m, row, shops: shopItems.map((item) => ShopRow.parse(item)), shopItems, open, todo };
}

/** Every row or entry of a query. */
export function all(query: Query, { table }: Pick<Ports, "table">): Promise<Item[]> {
  return allItems(query, table);
}

/** The rows behind index entries, in the order of these. */
export async function rowsOf(entries: readonly Item[], { table }: Ports): Promise<Item[]> {
  const found = await table.batchGet(
    entries.map(({ PK, SK }) => ({ PK, SK })),
    { eventual: true },
  );
  const byKey = new Map(found.map((item) => [`${item.PK}|${item.SK}`, item]));
  return entries.flatMap(({ PK, SK }) => byKey.get(`${PK}|${SK}`) ?? []);
}

/** Shop and order number out of an order's key, or out of that of what hangs on an order. */
export function orderKeyOf({ PK, SK }: Item): { s: string; orderNo: string; rest: readonly string[] } {
  const [, orderNo = "", ...rest] = SK.split("#");
  return { s: PK.split("#S#")[1] ?? "", orderNo, rest };
}
