import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import * as z from "zod";
import { LOCAL_ACCOUNT } from "./intrinsics.ts";

/** What becomes of a request before the function sees it. */
export interface Asked {
  request: IncomingMessage;
  url: URL;
  body: Buffer;
  routeKey: string;
  /** Null on open routes. */
  claims: Readonly<Record<string, unknown>> | null;
  /** Epoch milliseconds. */
  now: number;
}
/** An answer as it goes out. */
export interface HttpAnswer {
  status: number;
  headers: Record<string, string | string[]>;
  body: string | Buffer;
}

const TEXT_TYPES = /^(text\/|application\/(json|xml|javascript|[\w.-]+\+(json|xml)))/;

/** The event of payload format 2.0, as API Gateway writes it. */
export function toEvent({ request, url, body, routeKey, claims, now }: Asked): object {
  const { headers, cookies } = headersOf(request);
  const isText = TEXT_TYPES.test(headers["content-type"] ?? "text/plain");
  const query = queryOf(url);
  return {
    version: "2.0",
    routeKey,
    rawPath: decodeURI(url.pathname),
    rawQueryString: url.search.slice(1),
    ...(cookies.length > 0 && { cookies }),
    headers,
    ...(query !== null && { queryStringParameters: query }),
    requestContext: contextOf({ request, url, routeKey, claims, now }),
    ...(body.length > 0 && { body: body.toString(isText ? "utf8" : "base64") }),
    isBase64Encoded: body.length > 0 && !isText,
  };
}

const Reply = z.object({
  statusCode: z.number().int(),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullish(),
  cookies: z.array(z.string()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().nullish(),
});

/** What API Gateway makes of a function's answer: without a status it is a body of JSON. */
export function toAnswer(value: unknown): HttpAnswer {
  const reply = Reply.safeParse(value).data;
  if (reply === undefined)
    return { status: 200, headers: { "content-type": "application/json" }, body: JSON.stringify(value ?? null) };
  const headers = Object.entries(reply.headers ?? {}).map(([name, text]) => [name.toLowerCase(), String(text)]);
  return {
    status: reply.statusCode,
    headers: {
      "content-type": "text/plain;charset=UTF-8",
      ...Object.fromEntries(headers),
      ...(reply.cookies && { "set-cookie": reply.cookies }),
    },
    body: reply.isBase64Encoded ? Buffer.from(reply.body ?? "", "base64") : (reply.body ?? ""),
  };
}

function contextOf({ request, url, routeKey, claims, now }: Omit<Asked, "body">): object {
  return {
    accountId: LOCAL_ACCOUNT,
    apiId: "local",
    domainName: url.hostname,
    domainPrefix: "local",
    ...(claims !== null && { authorizer: { jwt: { claims: claimTexts(claims), scopes: null } } }),
    http: {
      method: request.method ?? "GET",
      path: decodeURI(url.pathname),
      protocol: `HTTP/${request.httpVersion}`,
      sourceIp: request.socket.remoteAddress ?? "",
      userAgent: request.headers["user-agent"] ?? "",
    },
    requestId: randomUUID(),
    routeKey,
    stage: "$default",
    time: new Date(now).toUTCString(),
    timeEpoch: now,
  };
}

/** Header names in lower case, several values joined by commas; cookies stand apart. */
function headersOf(request: IncomingMessage): { headers: Record<string, string>; cookies: string[] } {
  const { cookie, ...others } = request.headers;
  const headers = Object.entries(others).map(([name, value]) => [name, Array.isArray(value) ? value.join(",") : value]);
  return { headers: Object.fromEntries(headers), cookies: cookie?.split(/; */) ?? [] };
}

function queryOf(url: URL): Record<string, string> | null {
  const names = [...new Set(url.searchParams.keys())];
  if (names.length === 0) return null;
  return Object.fromEntries(names.map((name) => [name, url.searchParams.getAll(name).join(",")]));
}

/** Claims reach a function as texts; of a list API Gateway writes "[a b]". */
function claimTexts(claims: Readonly<Record<string, unknown>>): Record<string, string> {
  const text = (value: unknown): string => (Array.isArray(value) ? `[${value.join(" ")}]` : String(value));
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, text(value)]));
}
