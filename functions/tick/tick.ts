import type { AdapterFacts } from "../../adapters/runtime/facts.ts";
import type { Ports } from "../shared/ports.ts";
import { sendTaxonomyReads } from "../shared/taxonomy-night.ts";
import { clockRounds } from "./clock/rounds.ts";
import { dueRows } from "./due.ts";
import { markedRows } from "./marks.ts";
import { sendPulls } from "./pulls.ts";

/** The net under every message: finds what is due, marked or to be read, and sends. Double and missing runs are normal. */
export async function tick(facts: Readonly<Record<string, AdapterFacts>>, ports: Ports): Promise<void> {
  await dueRows(ports);
  await markedRows(ports);
  let lagMinutes = 0;
  for (const [platform, { orders }] of Object.entries(facts)) {
    lagMinutes = Math.max(lagMinutes, await sendPulls({ platform, streams: orders.streams }, ports));
    await sendTaxonomyReads(platform, ports);
  }
  // Each run, also when there is nothing to say: a missing figure is an alarm.
  ports.log.metric("OrderSyncLagMinutes", lagMinutes);
  await clockRounds(ports);
}
