import * as z from "zod";
import { fen } from "../../../domain/money.ts";
import { instant, SECOND_MS } from "../../../domain/time.ts";
import type { Fen, Instant } from "../../contract.ts";
import { orIssue } from "../../runtime/scalars.ts";

/** A whole number that may come as digits in text. */
export const whole = z.union([
  z.int(),
  z
    .string()
    .regex(/^-?\d{1,15}$/)
    .transform(Number),
]);
/** A whole number that may be missing, null or an empty text: then null. */
export const maybeWhole = z
  .union([whole, z.literal("")])
  .nullish()
  .transform((value) => (value === "" ? null : (value ?? null)));
/** Fen. */
export const amount = whole.transform(fen);
/** Fen that may be missing: then null. */
export const maybeAmount = maybeWhole.transform((value): Fen | null => (value === null ? null : fen(value)));
const at = (seconds: number): Instant => instant(seconds * SECOND_MS);
/** A moment in whole seconds. */
export const moment = whole.transform(orIssue(at));
/** A moment that may be missing or 0: then null. */
export const maybeMoment = maybeWhole.transform(orIssue((seconds) => (seconds ? at(seconds) : null)));
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
/** A switch whose absence says nothing: then null. */
export const maybeFlag = z
  .union([z.boolean(), z.number(), z.string()])
  .nullish()
  .transform((value) => (value === undefined || value === null ? null : flag.parse(value)));
/** A part that may be missing or null: then each of its keys is what it is when missing. */
export const part = <T extends z.ZodRawShape>(shape: T) => {
  const object = z.object(shape);
  return object.nullish().transform((value) => value ?? object.parse({}));
};
/** The answer of an effect. Never nothing: a "not found" must not read as done. */
export const Done = z.object({ errcode: z.union([z.literal(0), z.literal("0")]) });
