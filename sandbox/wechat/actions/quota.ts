import * as z from "zod";
import { fit, readBody, switchOf, type Stage } from "../call.ts";
import { usedToday } from "../limits.ts";
import { no, OK, type Reply } from "../reply.ts";
import { dayOf } from "../time.ts";

const CLEARS_A_MONTH = 10;

/** POST /cgi-bin/openapi/quota/get: what a path may still be called today. `known` says whether there is such a path. */
export const quotaOf = (bytes: Uint8Array, at: Stage & { shop: string; known: (path: string) => boolean }): Reply => {
  const body = readBody(bytes);
  if (!body.ok) return body.refusal;
  const input = fit(z.object({ cgi_path: z.string() }), body.value);
  if (!input.ok) return input.refusal;
  const path = input.value.cgi_path;
  if (!path.startsWith("/")) return no(76003);
  if (!at.known(path)) return no(76021);
  const limit = switchOf(at.world, "callsPerDay");
  const used = usedToday(at.world, `${at.shop}|${path}`, at.nowMs);
  const rate = { call_count: switchOf(at.world, "callsPerMinute"), refresh_second: 60 };
  return { ...OK, quota: { daily_limit: limit, used, remain: Math.max(0, limit - used) }, rate_limit: rate };
};

/** POST /cgi-bin/clear_quota: all counters of a shop back to nothing, ten times a month. */
export const clearQuota = (bytes: Uint8Array, at: Stage & { shop: string }): Reply => {
  const body = readBody(bytes);
  if (!body.ok) return body.refusal;
  const input = fit(z.object({ appid: z.string() }), body.value);
  if (!input.ok) return input.refusal;
  if (input.value.appid !== at.shop) return no(40013);
  const month = dayOf(at.nowMs).slice(0, 7);
  const before = at.world.clears.get(at.shop);
  const count = before?.month === month ? before.count : 0;
  if (count >= CLEARS_A_MONTH) return no(48006);
  at.world.clears.set(at.shop, { month, count: count + 1 });
  for (const key of at.world.usage.keys()) if (key.startsWith(`${at.shop}|`)) at.world.usage.delete(key);
  return OK;
};
