/** How JD writes values: numbers come as text and the other way round, money is yuan, time is Beijing's, and keys vanish. */
import * as z from "zod";
import { fenFromYuan } from "../../../domain/money.ts";
import { fromBeijing, instant } from "../../../domain/time.ts";
import type { Fen, Instant } from "../../contract.ts";
import { orIssue } from "../../runtime/scalars.ts";

const scalar = z.union([z.string(), z.number(), z.boolean()]).nullish();
type Scalar = z.infer<typeof scalar>;
const textOf = (value: Scalar): string => String(value ?? "").trim();

/** Text of whatever scalar came; empty for nothing. */
export const text = scalar.transform(textOf);
/** Text, or null for nothing: JD also sends empty text and "0" for what is not there. */
export const textOrNull = scalar.transform((value) => (["", "0"].includes(textOf(value)) ? null : textOf(value)));
/** A code, without the name that some answers put behind it: "4-在线支付". */
export const code = text.transform((value) => /^\d*/.exec(value)?.[0] ?? "");
/** A whole number, as number or text. */
export const count = z.coerce.number().int().nonnegative();
/** The number of a state. */
export const state = z.coerce.number().int();
export const flag = z.union([z.boolean(), z.stringbool()]);
/** Decimal yuan as text or number; null where JD has not computed it. */
export const yuan = scalar.transform(
  orIssue((value): Fen | null => (textOf(value) === "" ? null : fenFromYuan(textOf(value)))),
);

/** Beijing text or epoch milliseconds; null for nothing and for JD's "not set" (years 1 and 1970). */
function instantOf(value: Scalar): Instant | null {
  const when = textOf(value);
  if (when === "" || when === "0" || when.startsWith("0001-01-01") || when.startsWith("1970-01-01")) return null;
  return /^\d{13}$/.test(when) ? instant(Number(when)) : fromBeijing(when);
}

/** A time that may not have come yet. */
export const time = scalar.transform(orIssue(instantOf));
/** A time that is always there. */
export const madeAt = scalar.transform(
  orIssue((value): Instant => {
    const at = instantOf(value);
    if (at === null) throw new RangeError("no time");
    return at;
  }),
);

/** One page and JD's count of all rows. Throws a RangeError for rows without it: the pages after them would be lost. */
export function counted<T>(rows: readonly T[], total: number | null | undefined) {
  if (typeof total !== "number" && rows.length > 0) throw new RangeError("rows without their total");
  return { rows, total: total ?? 0 };
}
