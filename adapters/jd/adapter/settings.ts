import * as z from "zod";
import type { Context, Facts } from "../../contract.ts";

const number = z.string().regex(/^\d{1,19}$/, "a number of digits");

/** The deployment's developer credentials. */
export const app = z.strictObject({
  appKey: z.string().min(1),
  appSecret: z.string().min(1).meta({ secret: true }),
});
/** A merchant's shop. `operatePin` and `operateNick` sign answers to refunds and the reading of service orders. */
export const shop = z.strictObject({
  venderId: number,
  shopId: number.optional(),
  operatePin: z.string().min(1).default("shanhuo"),
  operateNick: z.string().min(1).default("shanhuo"),
});
type App = z.infer<typeof app>;
type Shop = z.infer<typeof shop>;
export type JdContext = Context<App, Shop>;
export type JdFacts = Facts<App, Shop>;
