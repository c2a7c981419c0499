import { work, keys } from "../../shared/store/keys.ts";
import type { Ports } from "../../shared/ports.ts";
import type { Merchant } from "./merchant.ts";

/** Opens shops whose pause is over; what they show follows from the mark, as after any change of a shop. */
export async function endPauses({ m, shopItems }: Merchant, ports: Ports): Promise<void> {
  const now = ports.clock.now();
  for (const item of shopItems) {
    const until = item["pausedUntil"];
    if (item["state"] !== "paused" || typeof until !== "string" || until > now) continue;
    const s = String(item["id"]);
    const ended = await ports.table.write({
      update: keys.shop(m, s),
      set: { state: "tested" },
      default: work.dirty(s, now),
      add: { ver: 1 },
      remove: ["pausedUntil"],
      if: {
        all: [
          ["state", "=", "paused"],
          ["pausedUntil", "=", until],
        ],
      },
    });
    if (ended.ok) await ports.queues.send("fanout", [{ body: { v: 1, m, source: "shop", id: s }, group: m }]);
  }
}
