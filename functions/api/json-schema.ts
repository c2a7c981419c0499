import * as z from "zod";

/** JSON Schema of a zod schema; what it cannot say (a transform's output) stays open. A secret (`.meta({ secret: true })`) is write-only. */
export function jsonSchema(schema: z.ZodType, io: "input" | "output"): object {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, {
    io,
    unrepresentable: "any",
    reused: "inline",
    override: ({ jsonSchema: node }) => {
      if (node["secret"] === true) Object.assign(node, { writeOnly: true, format: "password" });
    },
  });
  return rest;
}
