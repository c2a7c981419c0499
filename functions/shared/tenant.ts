import { jwtVerify, type JWTVerifyGetKey } from "jose";
import * as z from "zod";
import { epochMs } from "../../domain/time.ts";
import type { Clock } from "./ports.ts";

export const ROLES = ["owner", "clerk", "viewer", "supplier", "operator"] as const;
/** `packer`: who holds a link of ours to one place; no token of the issuer says so. */
export type Role = (typeof ROLES)[number] | "packer";

/** Who calls. `merchant` is the tenant: it comes from here and from nowhere else. */
export interface Caller {
  subject: string;
  merchant: string;
  roles: readonly Role[];
  supplier: string | null;
  /** Where a packer packs. */
  location?: string;
}

/** Names the deployment's own data key: no tenant may have it. */
export const COUNTY = "county";

const Claims = z.object({
  sub: z.string().min(1),
  merchant: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,64}$/)
    .refine((name) => name !== COUNTY),
  roles: z.array(z.string()).transform((names) => ROLES.filter((role) => names.includes(role))),
  supplier: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,64}$/)
    .optional(),
});

export interface TokenRules {
  keys: JWTVerifyGetKey;
  issuer: string;
  audience: string;
}

/** The caller of a bearer token, or null when it is not good now: signature (RS256 only), issuer, audience, time and claims are checked. */
export async function callerOf(bearer: string, rules: TokenRules, clock: Clock): Promise<Caller | null> {
  const options = {
    issuer: rules.issuer,
    audience: rules.audience,
    algorithms: ["RS256"],
    requiredClaims: ["exp", "sub"],
    currentDate: new Date(epochMs(clock.now())),
    clockTolerance: 5,
  };
  const payload = await jwtVerify(bearer, rules.keys, options).then(
    (verified) => verified.payload,
    () => null,
  );
  const claims = Claims.safeParse(payload).data;
  if (claims === undefined) return null;
  const { sub, merchant, roles, supplier = null } = claims;
  return { subject: sub, merchant, roles, supplier };
}
