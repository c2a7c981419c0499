import { type IncomingMessage, type Server, type ServerResponse, createServer } from "node:http";
import { type HttpAnswer, toAnswer, toEvent } from "./event.ts";
import type { Issuer } from "./issuer.ts";
import type { RouteSpec } from "./template.ts";

/** API Gateway takes no larger body. */
const MAX_BODY_BYTES = 10_485_760;

export interface GatewayOptions {
  routes: readonly RouteSpec[];
  issuer: Issuer;
  now(): number;
  invoke(functionName: string, event: object): Promise<unknown>;
  /** Answers paths of the local stack's own; null for all others. */
  own(request: OwnRequest): Promise<HttpAnswer | null>;
  warn(sentence: string): void;
}
export interface OwnRequest {
  method: string;
  url: URL;
  body: Buffer;
}
export interface Gateway {
  url: string;
  /** Before this, everybody is told to come back. */
  serve(options: GatewayOptions): void;
  stop(): Promise<void>;
}

/** Opens the door of the HTTP API, on loopback only; it plays routes, tokens, events and answers in front of the functions. Port 0: any. */
export async function openGateway(port: number): Promise<Gateway> {
  let serving: GatewayOptions | null = null;
  const server = createServer((request, response) => void serve(request, response, serving));
  server.keepAliveTimeout = 30_000;
  const url = await listen(server, port);
  return {
    url,
    serve: (options) => (serving = options),
    stop: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  options: GatewayOptions | null,
): Promise<void> {
  if (options === null) return void response.writeHead(503).end();
  const { status, headers, body } = await answerTo(request, options).catch((error: unknown) => {
    options.warn(`api: ${String(error)}`);
    return problem(500, "Internal Server Error");
  });
  response.writeHead(status, headers).end(body);
}

async function answerTo(request: IncomingMessage, options: GatewayOptions): Promise<HttpAnswer> {
  if (!isLoopbackName(request.headers.host ?? "")) return problem(403, "Forbidden");
  const url = new URL(request.url ?? "/", `http://${request.headers.host ?? "localhost"}`);
  const body = await bodyOf(request);
  if (body === null) return problem(413, "Request Entity Too Large");
  const own = await options.own({ method: request.method ?? "GET", url, body });
  if (own !== null) return own;
  const route = routeFor(options.routes, `${request.method} ${url.pathname}`);
  if (route === null) return problem(404, "Not Found");
  const claims = route.open ? null : await options.issuer.verify(bearerOf(request));
  if (!route.open && claims === null) return problem(401, "Unauthorized");
  return toAnswer(
    await options.invoke(
      route.function,
      toEvent({ request, url, body, routeKey: route.key, claims, now: options.now() }),
    ),
  );
}

/** A page of somebody's that names this machine by a domain of its own must not reach us. */
function isLoopbackName(host: string): boolean {
  return /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host);
}

/** The most exact one: a path as it stands, then one with `{names}` in it, then the default. */
function routeFor(routes: readonly RouteSpec[], key: string): RouteSpec | null {
  const exact = routes.find((route) => route.key === key);
  const named = exact ?? routes.find((route) => route.key.includes("{") && patternOf(route.key).test(key));
  return named ?? routes.find((route) => route.key === "$default") ?? null;
}

function patternOf(key: string): RegExp {
  return new RegExp(`^${key.replace(/\{\w+\+\}/g, ".+").replace(/\{\w+\}/g, "[^/]+")}$`);
}

function bearerOf(request: IncomingMessage): string {
  return /^Bearer (.+)$/i.exec(request.headers.authorization ?? "")?.[1] ?? "";
}

async function bodyOf(request: IncomingMessage): Promise<Buffer | null> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    if (bytes <= MAX_BODY_BYTES) chunks.push(part);
  }
  return bytes > MAX_BODY_BYTES ? null : Buffer.concat(chunks);
}

/** The gateway's own answers look like API Gateway's. */
function problem(status: number, message: string): HttpAnswer {
  return { status, headers: { "content-type": "application/json" }, body: JSON.stringify({ message }) };
}

function listen(server: Server, port: number): Promise<string> {
  return new Promise((done, failed) => {
    server.once("error", failed);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      done(`http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : port}`);
    });
  });
}
