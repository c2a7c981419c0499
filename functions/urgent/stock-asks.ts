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

/** Tells the flow of the listing itself that stock made something possible or necessary there. */
export async function tellPublish({ shop, of }: Live, ports: Ports): Promise<void> {
  const body = { v: 1, m: of.m, l: of.l, s: of.s };
  await ports.queues.send(`publish:${shop.row.platform}`, [{ body, group: of.s }]);
}
