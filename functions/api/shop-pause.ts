import { instantFrom } from "../../domain/time.ts";
import { conflict, wrongField } from "../shared/problem.ts";
import { keys, work } from "../shared/store/keys.ts";
import type { Call } from "./call.ts";
import { tellFanout } from "./tell.ts";

/** Shows nothing to buy in a shop, until an instant or until somebody opens it again. Its wares stay on the shelf, its orders go on. */
export async function pauseShop(s: string, { until, reason }: { until: string | null; reason: string }, call: Call) {
  const { ports, m } = call;
  const now = ports.clock.now();
  if (until !== null && instantFrom(until) <= now)
    throw wrongField("/until", { zh: "截止时间已过", en: "the end has passed" });
  const set = { state: "paused", pauseReason: reason, ...(until !== null && { pausedUntil: instantFrom(until) }) };
  const done = await ports.table.write({
    update: keys.shop(m, s),
    set,
    ...(until === null && { remove: ["pausedUntil"] }),
    default: work.dirty(s, now),
    add: { ver: 1 },
    if: {
      any: [[["state", "=", "tested"]], [["state", "=", "paused"]]],
    },
  });
  if (!done.ok) throw conflict("not_selling", { zh: "店铺还没有连通", en: "the shop is not connected yet" });
  await tellFanout("shop", s, call);
}

/** Opens a paused shop again. */
export async function resumeShop(s: string, call: Call): Promise<void> {
  const { ports, m } = call;
  const done = await ports.table.write({
    update: keys.shop(m, s),
    set: { state: "tested" },
    remove: ["pausedUntil", "pauseReason"],
    default: work.dirty(s, ports.clock.now()),
    add: { ver: 1 },
    if: { all: [["state", "=", "paused"]] },
  });
  if (!done.ok) throw conflict("not_paused", { zh: "店铺没有暂停", en: "the shop is not paused" });
  await tellFanout("shop", s, call);
}

/** A second system wrote the stock of a listing: ours goes on, or stays away for good. */
export async function answerDrift(
  { l, s }: { l: string; s: string },
  answer: "ours" | "leave",
  { ports, m }: Call,
): Promise<void> {
  const set = answer === "ours" ? { state: "done" } : { state: "done", driftLeft: true };
  const remove = answer === "ours" ? ["drift", "findings", "who", "WPK", "WSK"] : ["WPK", "WSK"];
  const done = await ports.table.write({
    update: keys.stockTurn(m, l, s),
    set,
    remove,
    if: { all: [["drift", "exists"]] },
  });
  if (!done.ok) throw conflict("no_drift", { zh: "没有要处理的库存冲突", en: "nobody else wrote this stock" });
  await ports.queues.send("fanout", [{ body: { v: 1, m, source: "listing", id: l }, group: m }]);
}
