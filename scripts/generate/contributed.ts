import * as z from "zod";
import { formatted, moduleAt, type Generated } from "./files.ts";

const Schemas = z.object({ jsonSchemas: z.function({ input: [], output: z.record(z.string(), z.string()) }) });
const OpenApi = z.object({ openApi: z.function({ input: [], output: z.record(z.string(), z.unknown()) }) });

/** JSON Schemas of the canonical model: paths and texts as scripts/json-schema.ts gives them. */
export async function schemaFiles(): Promise<readonly Generated[]> {
  const loaded = await moduleAt("scripts/json-schema.ts");
  if (loaded === null) return [];
  return Object.entries(Schemas.parse(loaded).jsonSchemas()).map(([path, text]) => ({ path, text }));
}

/** The description of the HTTP API, made from the schemas of its routes. */
export async function apiFiles(): Promise<readonly Generated[]> {
  const loaded = await moduleAt("functions/api/openapi.ts");
  if (loaded === null) return [];
  const path = "docs/generated/openapi.json";
  return [{ path, text: await formatted(path, JSON.stringify(OpenApi.parse(loaded).openApi(), null, 2)) }];
}
