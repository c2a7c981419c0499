import middy from "@middy/core";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import { createRemoteJWKSet } from "jose";
import type { Env } from "../shared/env.ts";
import type { Ports } from "../shared/ports.ts";
import { callerOf, type TokenRules } from "../shared/tenant.ts";
import { portsFor, type Outside } from "../shared/wiring.ts";
import type { Services } from "./call.ts";
import { dispatch, type Paths } from "./dispatch.ts";
import { packerOf } from "./packer-links.ts";

let rules: TokenRules | null = null;

/** A function behind paths of the HTTP API. */
export interface HttpSpec {
  name: string;
  paths: Paths;
  outside?: Outside;
  services(ports: Ports, env: Env): Services;
}

/** The handler of such a function: tokens are checked here once more, behind the gateway. */
export function httpHandler({ name, paths, outside = {}, services }: HttpSpec) {
  return middy(async (event: APIGatewayProxyEventV2, context: Context): Promise<APIGatewayProxyStructuredResultV2> => {
    const { ports, env } = portsFor(name, context.getRemainingTimeInMillis(), outside);
    const tokenRules = (rules ??= rulesOf(env));
    const given = services(ports, env);
    const verify = async (bearer: string) =>
      (await packerOf(bearer, given)) ?? callerOf(bearer, tokenRules, ports.clock);
    const { status, headers, body } = await dispatch(requestOf(event), given, { ...paths, verify });
    return { statusCode: status, headers, body };
  });
}

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
