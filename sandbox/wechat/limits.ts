import { no, type Reply } from "./reply.ts";
import { switchOf } from "./call.ts";
import { dayOf, HOUR_MS, MINUTE_MS } from "./time.ts";
import type { Usage, World } from "./world.ts";

const usageOf = (world: World, key: string, nowMs: number): Usage => {
  const minute = Math.floor(nowMs / MINUTE_MS);
  const day = dayOf(nowMs);
  const before = world.usage.get(key);
  return {
    minute,
    inMinute: before?.minute === minute ? before.inMinute : 0,
    day,
    inDay: before?.day === day ? before.inDay : 0,
  };
};

/** Counts a call of a shop; the refusal when its minute or its day is used up. */
export const countCall = (world: World, key: string, nowMs: number): Reply | null => {
  const usage = usageOf(world, key, nowMs);
  if (usage.inDay >= switchOf(world, "callsPerDay")) return no(45009);
  if (usage.inMinute >= switchOf(world, "callsPerMinute")) return no(45011);
  world.usage.set(key, { ...usage, inMinute: usage.inMinute + 1, inDay: usage.inDay + 1 });
  return null;
};

/** Calls of the day so far. */
export const usedToday = (world: World, key: string, nowMs: number): number => usageOf(world, key, nowMs).inDay;

/** What is left of the shop's quota of writes and submissions today and in this hour. */
export const submitsLeft = (world: World, shop: string, nowMs: number): { hour: number; day: number } => {
  const used = world.submits.get(shop);
  const hour = used?.hour === Math.floor(nowMs / HOUR_MS) ? used.inHour : 0;
  const day = used?.day === dayOf(nowMs) ? used.inDay : 0;
  return { hour: switchOf(world, "submitsPerHour") - hour, day: switchOf(world, "submitsPerDay") - day };
};

/** The refusal when the quota that add, update and listing share is used up. */
export const submitRefusal = (world: World, shop: string, nowMs: number): Reply | null => {
  const left = submitsLeft(world, shop, nowMs);
  if (left.day <= 0) return no(10020111);
  return left.hour <= 0 ? no(10020066) : null;
};

/** Takes one of that quota; withdrawing gives nothing back. */
export const countSubmit = (world: World, shop: string, nowMs: number): void => {
  const left = submitsLeft(world, shop, nowMs);
  world.submits.set(shop, {
    hour: Math.floor(nowMs / HOUR_MS),
    inHour: switchOf(world, "submitsPerHour") - left.hour + 1,
    day: dayOf(nowMs),
    inDay: switchOf(world, "submitsPerDay") - left.day + 1,
  });
};
