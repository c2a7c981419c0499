import * as z from "zod";

/** JSON Schema of a zod schema; what it cannot say (a transform's output) stays open. */
export function jsonSchema(schema: z.ZodType, io: "input" | "output"): object {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any", reused: "inline" });
  return rest;
}
