import * as z from "zod";
import { jsonSchema } from "./json-schema.ts";
import { ProblemBody } from "../shared/problem.ts";
import type { Route } from "./route.ts";
import { ROUTES } from "./routes/index.ts";

/** The OpenAPI 3.1 description of every route, made from the schemas that the routes parse with. */
export function openApi(): object {
  const paths: Record<string, Record<string, object>> = {
    "/health": { get: openOperation("Whether the API lives") },
    "/openapi.json": { get: openOperation("This description") },
  };
  for (const route of ROUTES) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(route) };
  }
  return {
    openapi: "3.1.0",
    info: { title: "Shanhuo", version: "1", description: "Money is integer fen; instants are UTC with milliseconds." },
    security: [{ token: [] }],
    paths,
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer", bearerFormat: "JWT" } },
      schemas: { Problem: jsonSchema(ProblemBody, "output") },
    },
  };
}

function operation(route: Route): object {
  const { params, query, body, reply } = route.schemas;
  return {
    operationId: operationId(route),
    summary: route.summary,
    "x-roles": route.roles,
    parameters: [
      ...parameters(params, "path"),
      ...parameters(query, "query"),
      ...(route.method === "POST" && route.keepsAnswer !== false ? [IDEMPOTENCY] : []),
    ],
    ...(body !== null && { requestBody: { required: true, content: content(jsonSchema(body, "input")) } }),
    responses: {
      [String(route.status ?? 200)]: { description: "Done", content: content(jsonSchema(reply, "output")) },
      default: {
        description: "Refused, with the reason",
        content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
      },
    },
  };
}

const IDEMPOTENCY = { name: "Idempotency-Key", in: "header", required: false, schema: { type: "string" } };

function openOperation(summary: string): object {
  return { summary, security: [], responses: { "200": { description: "Done" } } };
}

function operationId({ method, path }: Route): string {
  const words = path
    .split("/")
    .filter((part) => part !== "")
    .map((part) => (part.startsWith("{") ? `by_${part.slice(1, -1)}` : part));
  return [method.toLowerCase(), ...words].join("_");
}

function content(schema: object): object {
  return { "application/json": { schema } };
}

const Properties = z.object({
  properties: z.record(z.string(), z.looseObject({})).default({}),
  required: z.array(z.string()).default([]),
});

function parameters(schema: z.ZodType, where: "path" | "query"): object[] {
  const { properties, required } = Properties.parse(jsonSchema(schema, "input"));
  return Object.entries(properties).map(([name, own]) => ({
    name,
    in: where,
    required: where === "path" || required.includes(name),
    schema: own,
  }));
}
