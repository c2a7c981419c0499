import * as z from "zod";
import type { Adapter } from "../../../adapters/contract.ts";

/** Names of the settings of one half that are marked as secret. */
export function secretNames(settings: Adapter["app"] | Adapter["shop"]): readonly string[] {
  return Object.entries(settings.shape).flatMap(([name, field]) => (isSecret(field) ? [name] : []));
}

/** A mark also counts inside `optional` and `default`. */
function isSecret(field: unknown): boolean {
  if (!(field instanceof z.ZodType)) return false;
  if (field.meta()?.["secret"] === true) return true;
  return field instanceof z.ZodOptional || field instanceof z.ZodDefault ? isSecret(field.unwrap()) : false;
}
