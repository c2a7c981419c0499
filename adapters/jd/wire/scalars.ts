/** How JD writes values: numbers come as text and the other way round, and keys vanish. */
import * as z from "zod";

const scalar = z.union([z.string(), z.number(), z.boolean()]);
/** Text of whatever scalar came; empty for nothing. */
export const text = scalar
  .nullish()
  .transform((value) => (value === null || value === undefined ? "" : String(value).trim()));
/** Decimal yuan as text or number; empty where JD has not computed it. */
export const yuan = z.union([z.string(), z.number()]).nullish();
/** A whole number, as number or text. */
export const count = z.coerce.number().int().nonnegative();
