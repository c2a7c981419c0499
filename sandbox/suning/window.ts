import { type Ask, refuse, type Reply } from "./answer.ts";
import { text } from "./params.ts";
import { DAY_MS, fromBeijing, SECOND_MS } from "./time.ts";

export interface Window {
  from: number;
  to: number;
}
interface Limits {
  maxDays: number;
  horizonDays: number;
  /** Names of the two parameters; startTime and endTime where absent. */
  names?: readonly [string, string];
}

/** The window of a list by time, or the code that refuses it. */
export function readWindow({ params, scene }: Ask, { maxDays, horizonDays, names }: Limits): Window | Reply {
  const [startName, endName] = names ?? ["startTime", "endTime"];
  const [start, end] = [text(params, startName), text(params, endName)];
  if (start === "") return refuse("sys.check.starttime-value:null", "开始时间不能为空");
  if (end === "") return refuse("sys.check.endtime-value:null", "结束时间不能为空");
  const [from, to] = [fromBeijing(start), fromBeijing(end)];
  if (from === null) return refuse(`biz.orderquery.${startName}-format:error`, "开始时间格式错误");
  if (to === null) return refuse(`biz.orderquery.${endName}-format:error`, "结束时间格式错误");
  if (to < from) return refuse("sys.check.query-time:error", "结束时间早于开始时间");
  if (to - from > maxDays * DAY_MS) return refuse("sys.check.query-time:outofrange", `时间跨度超过${maxDays}天`);
  if (from < scene.clock.now() - horizonDays * DAY_MS)
    return refuse("biz.orderquery.time-value:outofrange", "超过三个月");
  return { from, to };
}

/** Whole seconds, both ends included. */
export function within(ms: number, { from, to }: Window): boolean {
  return ms >= from && ms < to + SECOND_MS;
}
