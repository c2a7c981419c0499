import { Supplier } from "../../../domain/listing/supplier.ts";
import { plusDays, startOfDay } from "../../../domain/time.ts";
import type { Instant } from "../../../domain/units.ts";
import { unpack } from "../pack.ts";
import type { Item } from "../ports.ts";
import type { ShopRow } from "../store/rows.ts";

/** Whether something is not to be sold now, and when that ends by itself; null for never, or when the clock of its owner ends it. */
export interface Pause {
  paused: boolean;
  until: Instant | null;
}

const SELLING: ReadonlySet<ShopRow["state"]> = new Set(["invited", "authorised", "tested"]);

/** A paused shop sells nothing, nor does one that winds down; a supplier's pause takes his goods off every shelf, its last day included. */
export function pauseOf(shop: Pick<ShopRow, "state">, supplier: Item | null, now: Instant): Pause {
  const { pause } = (supplier === null ? undefined : Supplier.safeParse(unpack(supplier["body"])).data) ?? {};
  const until = pause?.until === undefined ? null : startOfDay(plusDays(pause.until, 1));
  const away = pause !== undefined && (until === null || until > now);
  return { paused: away || !SELLING.has(shop.state), until: away ? until : null };
}
