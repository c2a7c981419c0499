import * as z from "zod";
import { fen } from "../money.ts";
import { day, instantFrom } from "../time.ts";
import type { Hash } from "../units.ts";

/** A merchant key: the merchant's own code of a listing or sku, the same on every platform. */
export const MerchantKey = z.string().regex(/^[A-Za-z0-9._-]{1,32}$/, {
  error: "编码只能用 1–32 位字母、数字和 . _ - (a code is 1–32 of A-Z a-z 0-9 . _ -)",
});
/** An id of one of our rows. */
export const Id = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/, {
  error: "标识只能用 1–64 位字母、数字和 . _ - (an id is 1–64 of A-Z a-z 0-9 . _ -)",
});
/** Integer fen, not below zero. */
export const FenAmount = z
  .int({ error: "金额以分为单位, 必须是整数 (money is integer fen)" })
  .min(0, { error: "金额不能为负 (money is not negative)" })
  .transform(fen);
/** A calendar day of Asia/Shanghai. */
export const CalendarDay = z.iso.date({ error: "日期写作 2026-12-31 (a day is YYYY-MM-DD)" }).transform(day);
/** An instant in UTC with milliseconds and Z. */
export const Moment = z.iso
  .datetime({ precision: 3, error: "时刻写作 2026-11-22T02:30:00.000Z (an instant is UTC with milliseconds and Z)" })
  .transform(instantFrom);
/** A day of every year, `MM-DD`. */
export const MonthDay = z
  .string()
  .regex(/^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, { error: "月日写作 09-10 (a day of the year is MM-DD)" });
/** Local time of day, `HH:mm`, Asia/Shanghai. */
export const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: "时间写作 18:00 (a time is HH:mm)" });
/** Basis points: 10000 is all of it. */
export const Bps = z.int().min(0).max(10_000, { error: "基点 0–10000 (basis points are 0–10000)" });
/** GB/T 2260 county code, or the statistics bureau's 9-digit township or 12-digit village code that begins with one. */
export const DivisionCode = z
  .string()
  .regex(/^\d{6}(\d{3}){0,2}$/, { error: "区划代码为 6、9 或 12 位数字 (a division code has 6, 9 or 12 digits)" });
/** GB/T 2260 prefix: province (2 digits), city (4) or county (6). */
export const DivisionPrefix = z
  .string()
  .regex(/^\d{2}(\d{2}){0,2}$/, { error: "区划前缀为 2、4 或 6 位数字 (a division prefix has 2, 4 or 6 digits)" });
/** SHA-256 of bytes, 64 hex digits in lower case. */
export const Sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/, { error: "文件以字节的 SHA-256 引用 (a file is named by the SHA-256 of its bytes)" })
  .transform((text) => text as Hash);
/** Text that says something: trimmed, not empty, at most `max` characters. */
export const line = (max: number): z.ZodString =>
  z
    .string()
    .trim()
    .min(1, { error: "不能为空 (must not be empty)" })
    .max(max, { error: `不能超过 ${max} 字 (at most ${max} characters)` });
/** A whole number from `min` to `max`. */
export const whole = (min: number, max: number): z.ZodInt => z.int().min(min).max(max);
