import type * as z from "zod";
import { Problem } from "../shared/problem.ts";
import { fieldErrors } from "./route.ts";

/** Settings as an adapter takes them; 422 with pointers below `/settings`. Values are never repeated in the refusal. */
export function settingsOf(schema: z.ZodObject, settings: Record<string, unknown>): Record<string, unknown> {
  const result = schema.safeParse(settings);
  if (result.success) return result.data;
  const errors = fieldErrors(schema, settings, result.error).map(({ pointer, say }) => ({
    pointer: `/settings${pointer}`,
    say,
  }));
  throw new Problem({ status: 422, code: "invalid" }, { zh: "设置有误", en: "the settings are not valid" }, errors);
}
