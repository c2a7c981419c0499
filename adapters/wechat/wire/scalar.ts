import * as z from "zod";

/** An id: they send text or a number, mixed in one body; always text here. */
export const id = z.union([z.string(), z.number()]).transform(String);
/** A whole number that may come as digits in text. */
export const whole = z.union([
  z.number(),
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number),
]);
/** A whole number that may be missing, null or an empty text: then null. */
export const maybeWhole = z
  .union([whole, z.literal("")])
  .nullish()
  .transform((value) => (value === "" ? null : (value ?? null)));
/** A text that may be missing, null or empty: then null. */
export const text = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value === undefined || value === null || value === "" ? null : String(value)));
/** A switch that comes as 0, 1, true, false or not at all. */
export const flag = z
  .union([z.boolean(), z.number(), z.string()])
  .nullish()
  .transform((value) => value === true || value === 1 || value === "1" || value === "true");
/** A list that may be missing or null: then empty. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);
/** The answer of an effect. Never nothing: a "not found" must not read as done. */
export const Done = z.object({ errcode: z.union([z.literal(0), z.literal("0")]) });
