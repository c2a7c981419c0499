import { randomBytes } from "node:crypto";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { COMPILED } from "./files.ts";
import { AUDIENCE } from "./issuer.ts";
import type { FunctionSpec } from "./template.ts";

export interface EnvironmentOptions {
  /** What an AWS client needs. */
  aws: Readonly<Record<string, string>>;
  profile: "real" | "fast";
  baseUrls: Readonly<Record<string, string>>;
  issuer: string;
  keyFile: string;
}

/** The environment that a function gets here: the template's, with what only the cloud has replaced. A variable that the template doesn't give it, it doesn't get. */
export function environmentOf(spec: FunctionSpec, options: EnvironmentOptions): Record<string, string> {
  const here: Readonly<Record<string, string>> = {
    PROFILE: options.profile,
    PLATFORM_BASE_URLS: JSON.stringify(options.baseUrls),
    JWT_ISSUER: options.issuer,
    JWT_AUDIENCE: AUDIENCE,
    JWKS_URL: `${options.issuer}/.well-known/jwks.json`,
  };
  const { KMS_KEY_ID, ...given } = spec.environment;
  const replaced = Object.fromEntries(Object.entries(given).map(([name, value]) => [name, here[name] ?? value]));
  return {
    ...replaced,
    ...(KMS_KEY_ID !== undefined && { LOCAL_KEY_FILE: options.keyFile }),
    ...options.aws,
    AWS_LAMBDA_FUNCTION_NAME: spec.name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(spec.memoryMb),
    ...COMPILED,
    PATH: process.env["PATH"] ?? "",
    TZ: "UTC",
  };
}

/** The key that stands in for KMS: 32 random bytes as base64, made at the first start, readable by its owner only. */
export function localKeyFile(dataDir: string): string {
  const file = join(dataDir, "key");
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString("base64"), { mode: 0o600 });
  return file;
}
