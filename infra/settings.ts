import * as z from "zod";

/** What infra needs to know of an adapter: one lane of each kind is made from it. */
export interface PlatformFacts {
  id: string;
  /** How many batches of one lane may run at once. */
  concurrency: number;
  /** What the adapter's author says it needs; the deployment's `egress` context decides. */
  egress: Egress;
}
export type Egress = "any" | "fixed_ip" | "relay";
export type Partition = "aws" | "aws-cn";

export const PARTITIONS: readonly Partition[] = ["aws", "aws-cn"];
const REGIONS: Readonly<Record<Partition, string>> = { aws: "ap-east-1", "aws-cn": "cn-northwest-1" };
/** Never answers: a stack that was deployed without `jwtIssuer` lets nobody in. */
const NO_ISSUER = "https://issuer.invalid";

const EgressName = z.enum(["any", "fixed_ip", "relay"]);
const Facts = z.strictObject({ id: z.string().min(1), concurrency: z.number().int().min(1), egress: EgressName });
/** A context value is a text when it comes from `-c key=value`, and a value when it comes from cdk.json. */
const orText = <T>(schema: z.ZodType<T>) =>
  z.preprocess((given) => (typeof given === "string" ? JSON.parse(given) : given), schema);

/** `identity`: JSON `{authority, certificate, key}` (PEM) encrypted by the stack's key under the context `relay`. */
const Relay = z.strictObject({ url: z.url({ protocol: /^https$/ }), identity: z.base64() });

const Context = z.object({
  partition: z.enum(["aws", "aws-cn"]).default("aws"),
  region: z.string().optional(),
  owner: z.string().default("county-platform-team"),
  runbooks: z.string().default("docs/runbooks"),
  jwtIssuer: z.url().default(NO_ISSUER),
  jwtAudience: z.string().default("shanhuo"),
  jwksUrl: z.url().optional(),
  profile: z.enum(["real", "fast"]).default("real"),
  logLevel: z.enum(["DEBUG", "INFO", "WARN", "ERROR"]).default("INFO"),
  egress: orText(z.record(z.string(), EgressName)).default({}),
  platformBaseUrls: orText(z.record(z.string(), z.url())).default({}),
  relay: orText(Relay).optional(),
  platforms: orText(z.array(Facts)).optional(),
});

/** Every decision of one deployment. */
export interface Settings {
  partition: Partition;
  region: string;
  owner: string;
  /** Where the runbooks stand that alarms point to: a folder of this repository, or an address. */
  runbooks: string;
  jwt: { issuer: string; audience: string; jwksUrl: string; configured: boolean };
  profile: "real" | "fast";
  logLevel: string;
  platformBaseUrls: Readonly<Record<string, string>>;
  egress: Readonly<Record<string, Egress>>;
  /** The way that lanes with egress `relay` take. */
  relay: z.infer<typeof Relay> | null;
  platforms: readonly PlatformFacts[];
  /** False: functions carry no code, only the path of their entry. */
  bundled: boolean;
}

/** Reads the deployment's context; throws with the key's name when a value is not what it should be. */
export function settingsFrom(
  context: Readonly<Record<string, unknown>>,
  registered: readonly PlatformFacts[],
  bundled: boolean,
): Settings {
  const given = Context.parse(context);
  return {
    partition: given.partition,
    region: given.region ?? REGIONS[given.partition],
    owner: given.owner,
    runbooks: given.runbooks,
    jwt: {
      issuer: given.jwtIssuer,
      audience: given.jwtAudience,
      jwksUrl: given.jwksUrl ?? `${given.jwtIssuer.replace(/\/$/, "")}/.well-known/jwks.json`,
      configured: given.jwtIssuer !== NO_ISSUER,
    },
    profile: given.profile,
    logLevel: given.logLevel,
    platformBaseUrls: given.platformBaseUrls,
    egress: given.egress,
    relay: given.relay ?? null,
    platforms: given.platforms ?? registered,
    bundled,
  };
}
