import type { Adapter, RateLimit, StockManner, Stream } from "../contract.ts";

/** One list of a platform, without the call that reads it. */
export type StreamFacts = Omit<Stream<never, never>, "page">;
/** What functions need to know of a platform that never call it. */
export interface AdapterFacts {
  stock: StockManner;
  rates: readonly RateLimit[];
  orders: { streams: readonly StreamFacts[]; unseen: readonly string[] };
  /** Empty where the platform has no after-sale API. */
  afterSale: { streams: readonly StreamFacts[] };
}

/** The data of an adapter without its code: small enough for every bundle. */
export function factsOf({ stock, rates, orders, afterSale }: Adapter): AdapterFacts {
  return {
    stock,
    rates,
    orders: { streams: orders.streams.map(streamFacts), unseen: orders.unseen },
    afterSale: { streams: "absent" in afterSale ? [] : afterSale.streams.map(streamFacts) },
  };
}

function streamFacts({
  id,
  by,
  everyMs,
  maxWindowMs,
  overlapMs,
  settleMs,
  horizonMs,
  paging,
}: StreamFacts): StreamFacts {
  return { id, by, everyMs, maxWindowMs, overlapMs, settleMs, horizonMs, paging };
}
