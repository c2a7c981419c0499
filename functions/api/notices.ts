import { epochMs } from "../../domain/time.ts";
import { views } from "../shared/store/keys.ts";
import type { Call } from "./call.ts";
import { refuseStrangers } from "./consignments.ts";
import { pageItems, rowsBehind } from "./pages.ts";
import type { PageQuery } from "./schemas.ts";

/** What was left for somebody, newest first; what is past its time is left out. */
export async function noticesFor(to: string, query: PageQuery, call: Call) {
  refuseStrangers(to, call);
  const { VPK } = views.notice(call.m, to, "");
  const page = await pageItems({ index: "views", pk: VPK, newestFirst: true }, query, call);
  const now = epochMs(call.ports.clock.now()) / 1_000;
  const rows = await rowsBehind(page.items, call);
  return { items: rows.filter(({ ttl }) => Number(ttl) > now), cursor: page.cursor };
}
