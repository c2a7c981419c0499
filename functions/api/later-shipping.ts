import { hashOf } from "../../domain/hash.ts";
import { isAbsent } from "../../domain/plan/effect.ts";
import { plus } from "../../domain/time.ts";
import type { Instant } from "../../domain/units.ts";
import type { LaterReason } from "../../adapters/contract.ts";
import { LaterRow } from "../shared/orders/later.ts";
import { conflict, wrongField } from "../shared/problem.ts";
import { keys, work } from "../shared/store/keys.ts";
import { adapterFor, shopOf, type Call } from "./call.ts";
import { storedOrder, type OrderAt } from "./orders.ts";
import { allItems } from "./pages.ts";
import { NET_MS } from "./publications.ts";
import { tellLane } from "./tell.ts";

export interface LaterWish extends OrderAt {
  shipBy: Instant;
  reason: LaterReason;
  note: string;
}

/** Every later date that a buyer of an order was asked for. */
export async function laterAsked({ s, orderNo }: OrderAt, call: Call) {
  const { PK, SK } = keys.later(call.m, s, orderNo, "");
  const items = await allItems({ pk: PK, begins: SK }, call);
  return items.map((item) => ({ ...item, id: item.SK.slice(SK.length) }));
}

/** Plans to ask a buyer, through the platform, for a later ship date; the same date twice is one question. Too often or too late is refused before any call. */
export async function askLater(wish: LaterWish, call: Call): Promise<{ id: string; state: string }> {
  const { ports, m, caller } = call;
  const { s, orderNo, shipBy, reason, note } = wish;
  const shop = await shopOf(s, call);
  const { effects, laterShipping } = adapterFor(shop.platform, call);
  if (isAbsent(effects.askLaterShipping)) throw conflict("not_possible", effects.askLaterShipping.absent);
  if (isAbsent(laterShipping)) throw conflict("not_possible", laterShipping.absent);
  const { order } = await storedOrder(wish, call);
  const n = hashOf(shipBy).slice(0, 12);
  const before = await laterAsked(wish, call);
  const there = before.find(({ id }) => id === n);
  if (there !== undefined) return { id: n, state: LaterRow.parse(there).state };
  refuseTooLate(wish, order.shipBy?.at ?? null, { call, aheadMs: laterShipping.aheadMs });
  const asked = before.map((item) => LaterRow.parse(item));
  if (asked.some(({ state }) => state === "planned" || state === "asked"))
    throw conflict("asked_already", { zh: "已经问过买家，还在等回复", en: "the buyer was asked and has not answered" });
  if (asked.filter(({ state }) => state !== "blocked").length >= laterShipping.most)
    throw conflict("asked_too_often", {
      zh: `这个平台一单最多协商 ${laterShipping.most} 次`,
      en: `this platform allows ${laterShipping.most} questions an order`,
    });
  const now = ports.clock.now();
  const row = { state: "planned", shipBy, reason, note, by: caller.subject, at: now, effectKey: ports.ids.id() };
  const put = { ...keys.later(m, s, orderNo, n), ...row, ...work.due(orderNo, plus(now, NET_MS)) };
  await ports.table.write({ put, if: { all: [["PK", "absent"]] } });
  await tellLane({ kind: "urgent", shop }, { kind: "later", orderNo, n }, call);
  return { id: n, state: "planned" };
}

function refuseTooLate(
  { shipBy }: LaterWish,
  latest: string | null,
  { call, aheadMs }: { call: Call; aheadMs: number },
): void {
  const now = call.ports.clock.now();
  if (shipBy <= now || (latest !== null && shipBy <= latest))
    throw wrongField("/shipBy", {
      zh: "新日期要晚于现在的发货期限",
      en: "it must be later than the order's latest time",
    });
  if (latest !== null && plus(now, aheadMs) > latest)
    throw conflict("too_late", {
      zh: `离发货期限不足 ${aheadMs / 3_600_000} 小时，平台不再接受协商`,
      en: `less than ${aheadMs / 3_600_000} hours are left: the platform takes no question any more`,
    });
}
