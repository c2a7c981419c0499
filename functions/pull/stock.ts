import { MINUTE_MS } from "../../domain/time.ts";
import type { Instant } from "../../domain/units.ts";
import type { PullMessage } from "../shared/messages.ts";
import type { Message, Ports } from "../shared/ports.ts";
import type { OpenShop } from "../shared/shops.ts";

/** How long the queue of orders may take: what was read has to be counted before stock is written. */
const COUNTED_MS = 5_000;
/** Somebody else reads the stream just now. */
const BUSY_MS = 3_000;
const HOPS = 15;
/** An outage is not waited out in the queue: the question comes back each quarter of an hour. */
const LATER_MS = 15 * MINUTE_MS;

interface Pulling {
  shop: OpenShop;
  message: PullMessage;
}

/** A stock push waits for this stream: the next stream is read, or the push may go on. */
export async function readForStock(
  { since, rows }: { since: Instant; rows: number },
  { shop, message }: Pulling,
  ports: Ports,
): Promise<void> {
  if (message.stock === undefined) return;
  const { l, rest, rebase, since: first = since } = message.stock;
  const { merchant: m, id: s, platform } = shop.row;
  const [stream, ...after] = rest;
  const delayMs = rows > 0 ? COUNTED_MS : 0;
  if (stream === undefined) {
    const body = { v: 1, kind: "stock", m, s, l, rebase, pulledAt: first };
    await ports.queues.send(`urgent:${platform}`, [{ body, group: s, delayMs }]);
    return;
  }
  const body = { v: 1, m, s, stream, stock: { l, rest: after, rebase, since: first } };
  await ports.queues.send(`pull:${platform}`, [{ body, group: s, delayMs }]);
}

/** The stream could not be read to now and nobody comes back for it: the push asks again by and by. */
export async function putOffStock(message: PullMessage, shop: OpenShop, ports: Ports): Promise<void> {
  if (message.stock === undefined) return;
  const { merchant: m, id: s, platform } = shop.row;
  const body = { v: 1, kind: "stock", m, s, l: message.stock.l, rebase: message.stock.rebase };
  await ports.queues.send(`urgent:${platform}`, [{ body, group: s, delayMs: LATER_MS }]);
}

/** The lease was not got: another run reads the stream, and began before it was asked. */
export async function askAgain(message: PullMessage, shop: OpenShop, ports: Ports): Promise<void> {
  if (message.stock === undefined) return;
  if (message.hop >= HOPS) return putOffStock(message, shop, ports);
  const again: Message = { body: { ...message, hop: message.hop + 1 }, group: message.s, delayMs: BUSY_MS };
  await ports.queues.send(`pull:${shop.row.platform}`, [again]);
}
