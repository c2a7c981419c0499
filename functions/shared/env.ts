import * as z from "zod";

const urls = z.string().transform((text) => z.record(z.string(), z.string()).parse(JSON.parse(text)));
const lanes = z
  .string()
  .transform((text) => z.record(z.string(), z.record(z.string(), z.string())).parse(JSON.parse(text)));

const Env = z.object({
  TABLE_NAME: z.string(),
  RECEIVERS_TABLE_NAME: z.string().optional(),
  RAW_BUCKET_NAME: z.string().optional(),
  KMS_KEY_ID: z.string().optional(),
  LOCAL_KEY_FILE: z.string().optional(),
  LANE_QUEUES: lanes.default({}),
  ORDERS_QUEUE_URL: z.string().optional(),
  FANOUT_QUEUE_URL: z.string().optional(),
  DEAD_QUEUES: urls.default({}),
  PLATFORM: z.string().optional(),
  EGRESS: z.enum(["any", "fixed_ip", "relay"]).default("any"),
  RELAY_URL: z.url().optional(),
  RELAY_IDENTITY: z.string().optional(),
  PLATFORM_BASE_URLS: urls.default({}),
  PROFILE: z.enum(["real", "fast"]).default("real"),
  JWT_ISSUER: z.string().optional(),
  JWT_AUDIENCE: z.string().optional(),
  JWKS_URL: z.string().optional(),
});
export type Env = z.infer<typeof Env>;

/** The environment of a function. A missing variable fails at the first line, with its name. */
export function readEnv(): Env {
  const parsed = Env.safeParse(process.env);
  if (parsed.success) return parsed.data;
  const names = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`environment of this function is incomplete: ${names.join("; ")}`);
}
