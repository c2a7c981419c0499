import middy from "@middy/core";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import { createRemoteJWKSet } from "jose";
import { adapters } from "../../adapters/registry.ts";
import { bucketBlob } from "../shared/blob.ts";
import { keyringFrom } from "../shared/keyring.ts";
import { sealer } from "../shared/seal.ts";
import { callerOf, type TokenRules } from "../shared/tenant.ts";
import { portsFor } from "../shared/wiring.ts";
import type { Env } from "../shared/env.ts";
import { dispatch } from "./dispatch.ts";

let rules: TokenRules | null = null;

/** The HTTP API: one function behind every path. */
export const handler = middy(
  async (event: APIGatewayProxyEventV2, context: Context): Promise<APIGatewayProxyStructuredResultV2> => {
    const { ports, env } = portsFor("api", context.getRemainingTimeInMillis(), {
      blob: bucketBlob,
      keyring: keyringFrom,
    });
    const tokenRules = (rules ??= rulesOf(env));
    const services = { ports, sealer: sealer(ports.keyring, ports.table), adapters };
    const { status, headers, body } = await dispatch(requestOf(event), services, (bearer) =>
      callerOf(bearer, tokenRules, ports.clock),
    );
    return { statusCode: status, headers, body };
  },
);

function rulesOf({ JWKS_URL, JWT_ISSUER, JWT_AUDIENCE }: Env): TokenRules {
  if (JWKS_URL === undefined || JWT_ISSUER === undefined || JWT_AUDIENCE === undefined)
    throw new Error("the API needs JWKS_URL, JWT_ISSUER and JWT_AUDIENCE");
  return { keys: createRemoteJWKSet(new URL(JWKS_URL)), issuer: JWT_ISSUER, audience: JWT_AUDIENCE };
}

function requestOf(event: APIGatewayProxyEventV2) {
  const query = Object.fromEntries(Object.entries(event.queryStringParameters ?? {}).map(([k, v]) => [k, v ?? ""]));
  const text = event.body ?? null;
  const body = text !== null && event.isBase64Encoded ? Buffer.from(text, "base64").toString("utf8") : text;
  return { method: event.requestContext.http.method, path: event.rawPath, query, headers: event.headers, body };
}
