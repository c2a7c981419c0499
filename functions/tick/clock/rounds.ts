import { allItems } from "../../shared/store/all-items.ts";
import { epochMs, MINUTE_MS } from "../../../domain/time.ts";
import type { Item, Ports } from "../../shared/ports.ts";
import { CLOCK_SHARDS, shardOf } from "../../shared/store/keys.ts";
import { isTight } from "../tight.ts";
import { board } from "./board.ts";
import { looksAgain } from "./looks.ts";
import { loadMerchant } from "./merchant.ts";
import { nightly } from "./nightly.ts";
import { endPauses } from "./pauses.ts";
import { alarms } from "./alarms.ts";
import { rereads } from "./rereads.ts";

/** Each merchant's turn comes once in so many minutes. */
const EVERY_MINUTES = 15;

/** Looks after every merchant whose quarter of an hour it is. What goes wrong with one is logged and stops no other. */
export async function clockRounds(ports: Ports): Promise<void> {
  const minute = Math.floor(epochMs(ports.clock.now()) / MINUTE_MS);
  for (let shard = 0; shard < CLOCK_SHARDS; shard++) {
    const items = await allItems({ index: "work", pk: `W#clock#${shard}` }, ports.table);
    for (const m of items.map(merchantOf).filter((id) => (minute + shardOf(id, EVERY_MINUTES)) % EVERY_MINUTES === 0)) {
      if (isTight(ports)) return;
      await merchantRound(m, ports).catch((error: unknown) => {
        ports.log.error("a merchant's round failed", { m, why: error instanceof Error ? error.stack : String(error) });
        ports.log.metric("ClockRoundFailed", 1);
      });
    }
  }
}

/** One round of one merchant: alarms, readings that no stream brings, looks for what nobody knows, ends of pauses, the county's board, and once a day the night's work. */
export async function merchantRound(m: string, ports: Ports): Promise<void> {
  const merchant = await loadMerchant(m, ports);
  await alarms(merchant, ports);
  await rereads(merchant, ports);
  await looksAgain(merchant, ports);
  await endPauses(merchant, ports);
  await board(merchant, ports);
  await nightly(merchant, ports);
}

function merchantOf({ PK }: Item): string {
  return PK.slice("M#".length);
}
