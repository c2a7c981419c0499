import type { Ports } from "../shared/ports.ts";
import { dueRows } from "./due.ts";
import { markedRows } from "./marks.ts";
import { sendPulls } from "./pulls.ts";

/** The net under every message: finds what is due, marked or to be read, and sends. Double and missing runs are normal. */
export async function tick(platforms: readonly string[], ports: Ports): Promise<void> {
  await dueRows(ports);
  await markedRows(ports);
  let lagMinutes = 0;
  for (const platform of platforms) lagMinutes = Math.max(lagMinutes, await sendPulls(platform, ports));
  // Each run, also when there is nothing to say: a missing figure is an alarm.
  ports.log.metric("OrderSyncLagMinutes", lagMinutes);
}
