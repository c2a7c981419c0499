import { machineShare } from "../../adapters/runtime/limits.ts";
import { dayOf } from "../../domain/time.ts";
import type { Ports } from "../shared/ports.ts";
import type { OpenShop } from "../shared/shops.ts";
import { keys } from "../shared/store/keys.ts";
import type { Budget } from "./pace.ts";

/** What is spent today of every daily limit that lists fall under. No read where the platform knows none. */
export async function budgetsOf({ adapter, row }: OpenShop, ports: Ports): Promise<Budget[]> {
  const limits = adapter.rates.flatMap(({ id, scope, apis, daily, classOf }) => {
    if (daily === undefined || (classOf !== "pull" && apis !== "*")) return [];
    return [{ key: keys.limit(row.platform, row.app, id, scope === "shop" ? row.id : null), daily }];
  });
  if (limits.length === 0) return [];
  const rows = await ports.table.batchGet(
    limits.map(({ key }) => key),
    { eventual: true },
  );
  const today = dayOf(ports.clock.now());
  return limits.map(({ key, daily }) => {
    const stored = rows.find(({ PK }) => PK === key.PK);
    const used = stored?.["day"] === today ? Number(stored["used"] ?? 0) : 0;
    return { used, machines: daily * machineShare("pull") };
  });
}
