import * as z from "zod";

/** The deployment's app. `self`: the merchant's own AppID and AppSecret, so one app is one shop. Message push is set by hand in its back office. */
export const app = z.strictObject({
  mode: z.literal("self").default("self"),
  appId: z.string().min(1),
  appSecret: z.string().min(1).meta({ secret: true }),
  token: z.string().min(1).meta({ secret: true }).optional(),
  encodingAesKey: z.string().length(43).meta({ secret: true }).optional(),
});
/** A merchant's shop. `localLife`: it holds the permission for local-life vouchers (团购); without it their lists answer 10020150. */
export const shop = z.strictObject({
  appId: z.string().min(1).optional(),
  localLife: z.boolean().default(true),
});
export type App = z.infer<typeof app>;
export type Shop = z.infer<typeof shop>;
