import { MINUTE_MS, msBetween, SECOND_MS } from "../../domain/time.ts";
import type { Instant } from "../../domain/units.ts";
import type { Ports } from "../shared/ports.ts";
import type { Live } from "./stock-live.ts";

/** Has the shop's orders read up to then; the last of its streams sends the push back. */
export async function askForOrders(
  { shop, of }: Live,
  ports: Ports,
  { rebase, delayMs = 0 }: { rebase?: true; delayMs?: number } = {},
): Promise<void> {
  const [stream, ...rest] = shop.adapter.orders.streams.map(({ id }) => id);
  if (stream === undefined) return;
  const body = { v: 1, m: of.m, s: of.s, stream, stock: { l: of.l, rest, rebase } };
  await ports.queues.send(`pull:${shop.row.platform}`, [{ body, group: of.s, delayMs }]);
}

/** Longer than this no message waits; whoever comes too early asks again. */
const LONGEST_MS = 15 * MINUTE_MS;

/** The same message again at a time: the row is the truth, this its alarm clock. */
export async function comeBack(
  { shop, of: { m, l, s } }: Live,
  { at, ...rest }: { at: Instant; hop?: number; rebase?: true; pulledAt?: Instant },
  ports: Ports,
): Promise<void> {
  const delayMs = Math.min(LONGEST_MS, Math.max(SECOND_MS, msBetween(ports.clock.now(), at)));
  const body = { v: 1, kind: "stock", m, l, s, ...rest };
  await ports.queues.send(`urgent:${shop.row.platform}`, [{ body, group: s, delayMs }]);
}

/** Tells the flow of the listing itself that stock made something possible or necessary there. */
export async function tellPublish({ shop, of }: Live, ports: Ports): Promise<void> {
  const body = { v: 1, m: of.m, l: of.l, s: of.s };
  await ports.queues.send(`publish:${shop.row.platform}`, [{ body, group: of.s }]);
}
