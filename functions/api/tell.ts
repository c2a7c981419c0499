import type { FanoutMessage } from "../shared/messages.ts";
import type { LaneKind } from "../shared/ports.ts";
import type { ShopRow } from "../shared/store/rows.ts";
import type { Call } from "./call.ts";

/** Sends one message to a lane of a shop's platform. */
export async function tellLane(
  { kind, shop }: { kind: LaneKind; shop: ShopRow },
  body: object,
  { ports, m }: Call,
): Promise<void> {
  const message = { body: { v: 1, m, s: shop.id, ...body }, group: shop.id };
  await ports.queues.send(`${kind}:${shop.platform}`, [message]);
}

/** Tells every publication that a changed source concerns; the mark on the source is the net where this is lost. */
export async function tellFanout(source: FanoutMessage["source"], id: string, { ports, m }: Call): Promise<void> {
  await ports.queues.send("fanout", [{ body: { v: 1, m, source, id, hop: 0 }, group: m }]);
}
