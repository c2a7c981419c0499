/** How platforms write values in JSON: ids as numbers or texts, keys that vanish, amounts and times as text. */
import * as z from "zod";

/** An id: always text, whatever JSON type it came as. */
export const id = z.union([z.string(), z.number()]).transform(String);

/** A list; empty where they send null or no key. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);

/** For `transform`: what can't be converted is an issue of its row, so that the others of its page go on. */
export function orIssue<From, To>(convert: (value: From) => To): (value: From, context: z.RefinementCtx) => To {
  return (value, context) => {
    try {
      return convert(value);
    } catch (error) {
      context.addIssue(error instanceof Error ? error.message : String(error));
      return z.NEVER;
    }
  };
}
