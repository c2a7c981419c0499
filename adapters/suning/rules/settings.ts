import * as z from "zod";
import type { Context } from "../../contract.ts";

/** The deployment's developer account. `itemcode` names the paid version of a service-market app; an app of one's own has none. */
export const app = z.strictObject({
  appKey: z.string().min(1),
  appSecret: z.string().min(16).meta({ secret: true }),
  itemcode: z.string().min(1).optional(),
});

/** A merchant's shop: the merchant code of 8 digits, also written with two zeros before it. */
export const shop = z.strictObject({ vendorCode: z.string().regex(/^\d{8}(\d{2})?$/) });

export type App = z.infer<typeof app>;
export type Shop = z.infer<typeof shop>;
export type X = Context<App, Shop>;
