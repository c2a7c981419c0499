import * as z from "zod";
import type { Context } from "../../contract.ts";

const secret = z.string().min(1).meta({ secret: true });

/**
 * The deployment's app. `self`: each merchant gives the AppID and AppSecret of its own shop, nothing of ours is needed.
 * `isv`: one open-platform component for all shops; its ticket is pushed by the platform every ten minutes.
 */
export const app = z.strictObject({
  mode: z.enum(["self", "isv"]).default("self"),
  componentAppId: z.string().min(1).optional(),
  componentAppSecret: secret.optional(),
  componentVerifyTicket: secret.optional(),
});
/**
 * A merchant's shop. `appSecret` in mode self, `authorizerRefreshToken` in mode isv. `token` and `encodingAesKey`: its message push.
 * `localLife`: it holds the permission for vouchers (团购); without it their lists answer 10020150.
 */
export const shop = z.strictObject({
  appId: z.string().min(1),
  appSecret: secret.optional(),
  token: secret.optional(),
  encodingAesKey: z.string().length(43).meta({ secret: true }).optional(),
  userName: z.string().optional(),
  authorizationCode: secret.optional(),
  authorizerRefreshToken: secret.optional(),
  localLife: z.boolean().default(true),
});
export type App = z.infer<typeof app>;
export type Shop = z.infer<typeof shop>;
export type X = Context<App, Shop>;
