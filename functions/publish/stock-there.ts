import type { Wish } from "../../domain/plan/wish.ts";
import type { Instant } from "../../domain/units.ts";
import { isHeld } from "../../domain/stock/room.ts";
import type { Ports } from "../shared/ports.ts";
import { raiseLeft } from "../shared/stock/left.ts";
import { leftOf, poolsOf, wishesOf, type StockOf, type StockPool } from "../shared/stock/pools.ts";
import type { Loaded } from "./derive.ts";

/** What is shown of each sku, or may be, and whether that is more than may be sold. */
export interface StockThere {
  wishes: ReadonlyMap<string, number>;
  shortage: Wish["shortage"];
}

/** Until a product was live its stock is the publish flow's: `left` is raised before anything is sent, where anything may be. Afterwards it only tells how it stands. */
export async function stockThere(
  { seen, shop, stockTurn }: Loaded,
  { of, goesOut }: { of: StockOf; goesOut: boolean },
  ports: Ports,
): Promise<StockThere> {
  const now = ports.clock.now();
  if (!seen.listedOnce && goesOut) {
    const { wishes } = await raiseLeft(of, ports);
    if (seen.audit.state !== "pending") return { wishes, shortage: "none" };
    const shown = new Map(seen.skus.map((sku) => [sku.merchantKey, sku.shown ?? 0]));
    const short = isShort(await poolsOf(of, ports), { of, shown }, now);
    return { wishes, shortage: short ? "short" : "none" };
  }
  const pools = await poolsOf(of, ports);
  const left = new Map(of.skus.map(({ merchantKey }) => [merchantKey, leftOf(pools, of.s, merchantKey)]));
  // `left` also counts what is sold and not read yet: where the product shows less, that is all that can be bought.
  const read = new Map(seen.skus.map((sku) => [sku.merchantKey, sku.shown]));
  const shown = new Map([...left].map(([key, most]) => [key, Math.min(most, read.get(key) ?? most)]));
  // What the stock flow does not write nobody lowers: whoever else writes it has been asked.
  const ours = shop.row.manages.stock && !stockTurn.drift && !seen.byOthers.includes("stock");
  const short = ours && seen.listedOnce && isShort(pools, { of, shown }, now);
  return { wishes: left, shortage: !short ? "none" : stockTurn.refused ? "refused" : "short" };
}

/** Whether more of a sku is shown than may be sold, where that counts: there is none, or what there is was shared out. */
function isShort(
  pools: readonly StockPool[],
  { of, shown }: { of: StockOf; shown: ReadonlyMap<string, number> },
  now: Instant,
): boolean {
  const wishes = wishesOf(pools, of, now);
  return of.skus.some(({ merchantKey, draws }) => {
    const wish = wishes.get(merchantKey) ?? 0;
    const held = pools.some((pool) => isHeld(pool) && draws.some(({ poolId }) => poolId === pool.id));
    return wish < (shown.get(merchantKey) ?? 0) && (wish === 0 || held);
  });
}
