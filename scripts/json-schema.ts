/** JSON Schemas of what clients send and store, made from the zod schemas. */
import * as z from "zod";
import { Listing } from "../domain/listing/listing.ts";
import { Location } from "../domain/listing/location.ts";
import { Supplier } from "../domain/listing/supplier.ts";

const SCHEMAS = { listing: Listing, supplier: Supplier, location: Location } as const;
const WIDTH = 120;

/** The texts of schemas/*.json by path: JSON Schema 2020-12 of what may be sent, so fields with defaults are optional. */
export function jsonSchemas(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(SCHEMAS).map(([name, schema]) => {
      const json = z.toJSONSchema(schema, { io: "input", target: "draft-2020-12", reused: "ref" });
      return [`schemas/${name}.json`, `${laidOut({ title: name, ...json }, "", 0)}\n`];
    }),
  );
}

/** JSON as the project's formatter lays it out: objects one member a line, short arrays on one. `used`: columns taken on the first line. */
function laidOut(value: unknown, indent: string, used: number): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) {
    const plain = value.every((item) => typeof item !== "object" || item === null);
    const line = `[${value.map((item) => JSON.stringify(item)).join(", ")}]`;
    if (plain && indent.length + used + line.length + 1 <= WIDTH) return line;
    return `[\n${value.map((item) => `${inner}${laidOut(item, inner, 0)}`).join(",\n")}\n${indent}]`;
  }
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  if (members.length === 0) return "{}";
  const lines = members.map(([key, member]) => {
    const name = `${JSON.stringify(key)}: `;
    return `${inner}${name}${laidOut(member, inner, name.length)}`;
  });
  return `{\n${lines.join(",\n")}\n${indent}}`;
}
