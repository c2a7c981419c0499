import { keys } from "../shared/store/keys.ts";
import { publicationOf, seenOf } from "../shared/store/rows.ts";
import type { StockMessage, UrgentServices } from "./stock.ts";

/** Wakes the publish flow for a product that came to rest without ever being on the shelf: until then its stock is that flow's, and there may be some now. */
export async function wakePublishing({ m, l, s }: StockMessage, { ports, shops }: UrgentServices): Promise<void> {
  const rows = await ports.table.batchGet([keys.publication(m, l, s), keys.publicationDetail(m, l, s)]);
  const row = (SK: string) => rows.find((item) => item.SK === SK) ?? null;
  const publication = row(`PUB#${s}`);
  const seen = seenOf(row(`PUBX#${s}`));
  if (publication === null || seen?.ref == null || seen.listedOnce || seen.shelf === "on") return;
  const { want, state } = publicationOf(publication);
  if (want !== "on" || state !== "done") return;
  const { row: shop } = await shops.open(m, s, "stock");
  await ports.queues.send(`publish:${shop.platform}`, [{ body: { v: 1, m, l, s }, group: s }]);
}
