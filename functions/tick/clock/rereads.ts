import { HOUR_MS, instantFrom, msBetween } from "../../../domain/time.ts";
import type { Instant } from "../../../domain/units.ts";
import type { Item, Message, Ports, QueueName } from "../../shared/ports.ts";
import { orderKeyOf, type Merchant } from "./merchant.ts";

/** What no stream shows is found by reading open orders again after this time. */
const UNSEEN_MS = 6 * HOUR_MS;
/** An unpaid order past its limit is about to be closed by the platform. */
const UNPAID_MS = HOUR_MS;
/** A round asks for so many at most; the others' turn comes in the next one. */
const MOST = 100;
const UNPAID: ReadonlySet<unknown> = new Set(["unpaid", "deposit", "tail_due"]);

/** Asks for open orders that nobody has seen for six hours, and hourly for unpaid ones past their limit; the longest unseen first. */
export async function rereads({ m, shops, open }: Merchant, ports: Ports): Promise<void> {
  const now = ports.clock.now();
  const stale = open
    .filter((item) => isOrder(item) && msBetween(seenAt(item), now) >= patienceMs(item, now))
    .sort((a, b) => (seenAt(a) < seenAt(b) ? -1 : 1))
    .slice(0, MOST);
  const byQueue = new Map<QueueName, Message[]>();
  for (const item of stale) {
    const { s, orderNo } = orderKeyOf(item);
    const platform = shops.find(({ id }) => id === s)?.platform;
    if (platform === undefined) continue;
    const queue: QueueName = `pull:${platform}`;
    const message = { body: { v: 1, m, s, order: orderNo }, group: s };
    byQueue.set(queue, [...(byQueue.get(queue) ?? []), message]);
  }
  for (const [queue, messages] of byQueue) await ports.queues.send(queue, messages);
  for (const item of stale) await noteAsked(item, now, ports);
}

function isOrder(item: Item): boolean {
  return item.SK.startsWith("O#") && orderKeyOf(item).rest.length === 0;
}

/** When an order was last read with something new in it, or last asked for: readings that change nothing leave no trace. */
function seenAt(item: Item): Instant {
  const [readAt, askedAt] = [item["readAt"], item["askedAt"]].map((text) => String(text ?? ""));
  return instantFrom((askedAt ?? "") > (readAt ?? "") ? (askedAt ?? "") : (readAt ?? ""));
}

function patienceMs(item: Item, now: Instant): number {
  return UNPAID.has(item["pay"]) && String(item["WSK"]) <= now ? UNPAID_MS : UNSEEN_MS;
}

async function noteAsked(item: Item, askedAt: Instant, { table }: Ports): Promise<void> {
  const { PK, SK } = item;
  await table.write({ update: { PK, SK }, set: { askedAt }, if: { all: [["ver", "=", Number(item["ver"] ?? 0)]] } });
}
