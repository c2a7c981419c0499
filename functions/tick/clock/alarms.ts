import { HOUR_MS, instantFrom, msBetween, toBeijing } from "../../../domain/time.ts";
import type { Consignment } from "../../../domain/order/order.ts";
import type { Instant, Text } from "../../../domain/units.ts";
import { tellPerson } from "../../shared/notices.ts";
import type { Item, Ports } from "../../shared/ports.ts";
import { orderOf } from "../../shared/store/rows.ts";
import { orderKeyOf, type Merchant } from "./merchant.ts";

/** Hours before a due time at which somebody is told; 0 is too late. */
const LEVELS = [0, 1, 4, 12] as const;
export type Level = (typeof LEVELS)[number];
const STILL_HERE: ReadonlySet<Consignment["state"]> = new Set(["waiting", "sent", "accepted", "packed"]);

/** How near a due time is; null: more than twelve hours. */
export function levelOf(due: Instant, now: Instant): Level | null {
  const hoursLeft = msBetween(now, due) / HOUR_MS;
  return hoursLeft <= 0 ? 0 : (LEVELS.find((hours) => hours > 0 && hoursLeft <= hours) ?? null);
}

/** When somebody of the merchant must have acted on a row; null: nobody must. */
export function dueOf(item: Item): Instant | null {
  const { rest } = orderKeyOf(item);
  if (rest[0] === "AS") return item["caseTurn"] === "merchant" ? instantFrom(String(item["WSK"])) : null;
  if (rest.length > 0) return null;
  const { shipBy, consignments } = orderOf(item);
  const waits = consignments.some(({ state }) => STILL_HERE.has(state));
  return shipBy !== null && waits && item["pay"] !== "unpaid" ? shipBy.at : null;
}

/** Tells people once at each level what falls due: the level stands on the row, the notice has a name of its own, so that a lost write tells nobody twice. */
export async function alarms({ m, open }: Merchant, ports: Ports): Promise<void> {
  const now = ports.clock.now();
  for (const item of open) {
    const due = dueOf(item);
    const level = due === null ? null : levelOf(due, now);
    if (due === null || level === null || !isNews(item, due, level)) continue;
    await tell(m, item, { due, level }, ports);
  }
}

function isNews(item: Item, due: Instant, level: Level): boolean {
  return item["alarmFor"] !== due || level < Number(item["alarm"] ?? 99);
}

async function tell(m: string, item: Item, { due, level }: { due: Instant; level: Level }, ports: Ports) {
  const { s, orderNo, rest } = orderKeyOf(item);
  const caseNo = rest[1];
  const about = { shop: s, order: orderNo, ...(caseNo !== undefined && { case: caseNo }) };
  const once = `${s}|${item.SK}|${due}|${level}`;
  const say = caseNo === undefined ? shipSay(orderNo, due, level) : caseSay(orderNo, due, level);
  await tellPerson(m, { to: "merchant", kind: "due", say, about, once }, ports);
  ports.log.metric(level === 0 ? "DuePassed" : "DueSoon", 1, { hours: String(level) });
  const { PK, SK } = item;
  const same = { all: [["ver", "=", Number(item["ver"] ?? 0)]] } as const;
  await ports.table.write({ update: { PK, SK }, set: { alarm: level, alarmFor: due }, if: same });
}

function shipSay(orderNo: string, due: Instant, level: Level): Text {
  const at = toBeijing(due).slice(5, 16);
  if (level === 0)
    return { zh: `订单 ${orderNo} 已超过发货期限（${at}）`, en: `order ${orderNo} should have left by ${due}` };
  return {
    zh: `订单 ${orderNo} 须在 ${at} 前发货，不足 ${level} 小时`,
    en: `order ${orderNo} must leave by ${due}: less than ${level} h`,
  };
}

function caseSay(orderNo: string, due: Instant, level: Level): Text {
  const at = toBeijing(due).slice(5, 16);
  if (level === 0)
    return { zh: `订单 ${orderNo} 的售后已超过处理期限（${at}）`, en: `a case of order ${orderNo} was due by ${due}` };
  return {
    zh: `订单 ${orderNo} 的售后须在 ${at} 前处理，不足 ${level} 小时`,
    en: `a case of order ${orderNo} must be answered by ${due}: less than ${level} h`,
  };
}
