import type { Adapter } from "../../../adapters/contract.ts";
import type { ShopRow } from "../store/rows.ts";

/** A shop as far as an offer is judged: no door, nobody is called. */
export interface Selling {
  row: Pick<ShopRow, "id" | "platform">;
  adapter: Adapter;
}
