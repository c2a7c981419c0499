import type { ListingRef } from "../../domain/plan/observation.ts";
import type { Instant } from "../../domain/units.ts";
import type { Item } from "../shared/ports.ts";
import type { OpenShop } from "../shared/shops.ts";
import { keys } from "../shared/store/keys.ts";
import { HeadRow, listingOf, publicationOf, seenOf, ShopRow, type Seen } from "../shared/store/rows.ts";
import { pauseOf } from "../shared/stock/pause.ts";
import type { StockOf } from "../shared/stock/pools.ts";
import { stockOf } from "../shared/stock/skus.ts";
import type { StockMessage, UrgentServices } from "./stock.ts";

/** A product whose stock is the stock flow's. */
export interface Live {
  shop: OpenShop;
  ref: ListingRef;
  seen: Seen;
  of: StockOf;
  /** Wanted on the shelf, whatever is there to sell. */
  wanted: boolean;
  /** The stock turn's row, and whether somebody holds it or left something unsettled in it. */
  row: Item | null;
  turn: { held: boolean };
  /** When a pause ends by itself. */
  until: Instant | null;
}

/** The product as far as stock is concerned; null while the publish flow still owns its stock, or when it is not ours to write. */
export async function liveOf({ m, l, s }: StockMessage, { ports, shops }: UrgentServices): Promise<Live | null> {
  const shop = await shops.open(m, s, "stock");
  if (!shop.row.manages.stock) return null;
  const rows = await ports.table.batchGet([
    keys.shop(m, s),
    keys.head(m, l),
    keys.publication(m, l, s),
    keys.publicationDetail(m, l, s),
    keys.stockTurn(m, l, s),
  ]);
  const row = (SK: string) => rows.find((item) => item.SK === SK) ?? null;
  const seen = seenOf(row(`PUBX#${s}`));
  // Shops are opened once an invocation: whether one is paused is asked anew.
  const shopRow = ShopRow.safeParse(row("SHOP")).data ?? shop.row;
  const head = HeadRow.safeParse(row("HEAD")).data;
  const publication = row(`PUB#${s}`);
  const turn = row(`STK#${s}`);
  if (seen?.ref?.platformId == null || !seen.listedOnce || head === undefined || publication === null) return null;
  if (seen.byOthers.includes("stock") || turn?.["drift"] !== undefined || seen.shelf === "gone") return null;
  const revision = await ports.table.get(keys.revision(m, l, head.rev));
  if (revision === null) return null;
  const listing = listingOf(revision);
  const now = ports.clock.now();
  const supplier = await ports.table.get(keys.supplier(m, listing.supplierId));
  const pause = pauseOf(shopRow, supplier, now);
  const wanted = publicationOf(publication).want === "on" && listing.season?.state !== "dormant";
  const open = wanted && !pause.paused;
  const of = stockOf(listing, { m, s, open }, now);
  const held = turn?.["turnId"] !== undefined;
  return { shop, ref: seen.ref, seen, of, wanted, row: turn, turn: { held }, until: pause.until };
}
