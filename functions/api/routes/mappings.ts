import * as z from "zod";
import { CANONICAL_ATTRIBUTES } from "../../../domain/listing/attributes.ts";
import { LEVELS, MappingRule } from "../../../domain/listing/mapping.ts";
import { mappingsOf, writeRule } from "../mappings.ts";
import { route } from "../route.ts";
import { Platform } from "../schemas.ts";
import { MANAGERS, READERS } from "./roles.ts";

const Source = z.union([z.object({ from: z.enum(CANONICAL_ATTRIBUTES) }), z.object({ value: z.string() })]);
const Written = z.object({
  path: z.array(z.string()).nullable(),
  attributes: z.record(z.string(), Source),
  effectiveFrom: z.string(),
  by: z.string(),
  at: z.string(),
});
const InForce = z.object({
  path: z.array(z.string()).readonly().nullable(),
  level: z.enum(LEVELS).nullable(),
  attributes: z.record(z.string(), Source),
});

const list = route({
  method: "GET",
  path: "/mappings/{platform}",
  summary: "Where each category of ours goes on a platform today, and the rules that say so",
  roles: READERS,
  params: z.object({ platform: Platform }),
  reply: z.object({
    items: z.array(
      z.object({
        category: z.string(),
        name: z.string(),
        inForce: InForce,
        merchant: z.array(Written),
        county: z.array(Written),
      }),
    ),
  }),
  run: async ({ params }, call) => ({ items: await mappingsOf(params.platform, call) }),
});

const put = route({
  method: "PUT",
  path: "/mappings/{platform}/{category}",
  summary: "Writes a new version of the rule for one category: the merchant's, or the county's by an operator",
  roles: MANAGERS,
  params: z.object({ platform: Platform, category: z.string().regex(/^[A-Za-z]-[a-z-]{1,30}$/) }),
  body: z.strictObject({
    path: MappingRule.shape.path,
    attributes: MappingRule.shape.attributes,
    effectiveFrom: MappingRule.shape.effectiveFrom.optional(),
    level: z.enum(["merchant", "county"]).default("merchant"),
  }),
  reply: Written,
  run: ({ params, body }, call) => writeRule(params, body, call),
});

export const mappingRoutes = [list, put];
