import type { AfterSaleCase, PlatformOrder } from "../../../adapters/contract.ts";
import type { CaseMessage, OrderMessage } from "../messages.ts";
import type { Ports } from "../ports.ts";
import type { Sealer } from "../seal.ts";

/** What a reading needs to travel. */
export interface Sending {
  ports: Pick<Ports, "clock">;
  shops: { sealer: Sealer };
}
interface Of {
  m: string;
  s: string;
  /** Where the raw page lies, without receivers. */
  raw: string | null;
}

/** One reading as it travels: the receiver split off and sealed, its version a keyed hash. */
export async function queuedOrder(read: PlatformOrder, of: Of, { ports, shops }: Sending): Promise<OrderMessage> {
  const { receiver, buyerNote, ...snapshot } = read;
  const { m, s, raw } = of;
  const base = { v: 1, m, s, hop: 0, kind: "order", readAt: ports.clock.now(), snapshot, raw } as const;
  if (receiver === null && buyerNote === null) return { ...base, sealed: null, receiverVersion: null };
  const sealed = await shops.sealer.seal(m, `receiver|${s}|${snapshot.orderNo}`, { receiver, buyerNote });
  const place = receiver === null ? null : [receiver.name, receiver.phone, receiver.region, receiver.address];
  return { ...base, sealed, receiverVersion: await shops.sealer.mark(m, place) };
}

/** One reading of an after-sale case as it travels. Its reason is a choice of the platform's list or the buyer's words: those stay. */
export function queuedCase(read: AfterSaleCase, { m, s }: Omit<Of, "raw">, ports: Pick<Ports, "clock">): CaseMessage {
  return { v: 1, m, s, hop: 0, kind: "case", readAt: ports.clock.now(), afterSale: read };
}
