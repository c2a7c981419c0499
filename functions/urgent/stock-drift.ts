import type { Finding } from "../../domain/finding.ts";
import type { SkuSeen } from "../../domain/plan/observation.ts";
import type { Ending } from "../shared/endings.ts";
import type { Ports } from "../shared/ports.ts";
import { admitMore, type Raised } from "../shared/stock/left.ts";
import { keys } from "../shared/store/keys.ts";
import type { Live } from "./stock-live.ts";
import { risenOf } from "./stock-values.ts";

interface Seen {
  live: Live;
  raised: Raised;
  mayRise: boolean;
  there: readonly Omit<SkuSeen, "stockVersion">[];
}
/** `waiting`: skus that show more than they may, to be judged once the shop's orders are read. */
export interface Drift {
  ending: Ending | null;
  waiting: ReadonlySet<string>;
}
const NOBODY: ReadonlySet<string> = new Set();

/**
 * Somebody else put stock there, or the platform put back what was cancelled. Orders are read first; what they don't explain is a
 * second writer: our writes stop, and a person is asked. What is shown counts as what may be sold, whoever wrote it.
 */
export async function driftOf({ live, raised, mayRise, there }: Seen, ports: Ports): Promise<Drift> {
  const risen = risenOf(raised.before, there);
  if (risen.size === 0) return { ending: null, waiting: NOBODY };
  if (!mayRise) return { ending: null, waiting: new Set(risen.keys()) };
  const shown = [...risen].map(([key, units]) => [key, units + (raised.before.get(key) ?? 0)] as const);
  const freed = await admitMore(live.of, new Map(shown), ports);
  const more = [...risen.values()].reduce((sum, units) => sum + units, 0);
  if (more <= freed || live.shop.adapter.stock.push === "delta") return { ending: null, waiting: NOBODY };
  const { m, l, s } = live.of;
  const drift = { at: ports.clock.now(), risen: Object.fromEntries(risen) };
  await ports.table.write({ update: keys.stockTurn(m, l, s), set: { drift } });
  ports.log.metric("StockDrift", 1, { platform: live.shop.row.platform });
  return { ending: { state: "blocked", who: "merchant", findings: [twoWriters(risen)] }, waiting: NOBODY };
}

function twoWriters(risen: ReadonlyMap<string, number>): Finding {
  const list = [...risen].map(([key, units]) => `${key} +${units}`).join(", ");
  return {
    rule: "stock.two_writers",
    severity: "block",
    pointer: "/stock",
    say: {
      zh: `店里的库存被别人改多了（${list}），系统已停止改这件商品的库存`,
      en: `somebody else raised the stock there (${list}); we write it no more`,
    },
    remedy: {
      zh: "确认只由一个系统管库存：选“用我们的”恢复，或选“不再管”",
      en: "let one system write stock: answer ours to go on, leave to stay away",
    },
    platformCode: null,
  };
}
