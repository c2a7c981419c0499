import { DAY_MS, HOUR_MS, plus } from "../../../domain/time.ts";
import type { Ports } from "../../shared/ports.ts";
import { wake } from "../due.ts";
import { rowsOf, type Merchant } from "./merchant.ts";

/** Rows that wait for a person longer than looking goes on are not read. */
const LOOKED_FOR_MS = DAY_MS + HOUR_MS;

/** What nobody knows waits for a person, and is looked for all the same when its hour comes. */
export async function looksAgain({ todo }: Merchant, ports: Ports): Promise<void> {
  const now = ports.clock.now();
  const since = plus(now, -LOOKED_FOR_MS);
  const young = todo.filter(({ SK, WSK }) => /^(PUB#|O#)/.test(SK) && String(WSK) > since);
  for (const row of await rowsOf(young, ports)) {
    const at = row["turnLookAt"];
    if (typeof at === "string" && at <= now) await wake(row, ports);
  }
}
