import type { Item } from "../shared/ports.ts";
import { views } from "../shared/store/keys.ts";
import type { Call } from "./call.ts";
import { allItems, rowsBehind } from "./pages.ts";

/** Every shop of the merchant, as stored. */
export async function shopItems(call: Call): Promise<Item[]> {
  const entries = await allItems({ index: "views", pk: views.shop(call.m, "").VPK }, call);
  return rowsBehind(entries, call);
}
