import { notFound, Problem, problemBody } from "../shared/problem.ts";
import type { Caller } from "../shared/tenant.ts";
import type { Call, Services } from "./call.ts";
import { once, type Answer } from "./idempotency.ts";
import type { RawInput, Route } from "./route.ts";

/** A request as any HTTP front can give it. Header names in lower case. */
export interface Request {
  method: string;
  path: string;
  query: Record<string, string>;
  headers: Record<string, string | undefined>;
  body: string | null;
}
export interface Response {
  status: number;
  headers: Record<string, string>;
  body: string;
}
/** Finds out who holds a bearer token; null: not good. */
export type Verify = (bearer: string) => Promise<Caller | null>;

/** What a function answers: `open` to everybody by GET, `routes` to who holds a good token. */
export interface Paths {
  routes: readonly Route[];
  open: Readonly<Record<string, () => unknown>>;
}

/** Answers a request; throws nothing: a defect is a 500 with a line in the log. */
export async function dispatch(
  request: Request,
  services: Services,
  front: Paths & { verify: Verify },
): Promise<Response> {
  try {
    const open = request.method === "GET" ? front.open[request.path] : undefined;
    if (open !== undefined) return json({ status: 200, body: open() });
    const caller = await front.verify(/^Bearer (.+)$/i.exec(request.headers["authorization"] ?? "")?.[1] ?? "");
    if (caller === null)
      throw new Problem({ status: 401, code: "unauthorized" }, { zh: "请先登录", en: "a valid token is needed" });
    return json(await answer(request, { ...services, caller, m: caller.merchant }, front.routes));
  } catch (error) {
    return refusal(error, services);
  }
}

async function answer(request: Request, call: Call, routes: readonly Route[]): Promise<Answer> {
  const found = matchOf(request, routes);
  if (!found.route.roles.some((role) => call.caller.roles.includes(role))) {
    throw new Problem(
      { status: 403, code: "forbidden" },
      { zh: "当前账号没有此操作的权限", en: "this role may not do that" },
    );
  }
  const { route, params } = found;
  const raw: RawInput = { params, query: request.query, body: bodyOf(request.body) };
  const work = async () => ({ status: route.status ?? 200, body: await route.run(raw, call) });
  const key = request.headers["idempotency-key"];
  if (route.method !== "POST" || key === undefined || route.keepsAnswer === false) return work();
  return once({ key, of: [request.method, request.path, request.query, raw.body] }, call, work);
}

function bodyOf(text: string | null): unknown {
  if (text === null || text === "") return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    throw new Problem({ status: 400, code: "not_json" }, { zh: "请求内容不是 JSON", en: "the body is not JSON" });
  }
}

function matchOf(
  { method, path }: Request,
  routes: readonly Route[],
): { route: Route; params: Record<string, string> } {
  const segments = path.split("/").filter((segment) => segment !== "");
  for (const route of routes.filter((one) => one.method === method)) {
    const params = paramsOf(route.path.split("/").slice(1), segments);
    if (params !== null) return { route, params };
  }
  throw notFound({ zh: "这个接口", en: "path" });
}

function paramsOf(pattern: readonly string[], segments: readonly string[]): Record<string, string> | null {
  if (pattern.length !== segments.length) return null;
  const params: Record<string, string> = {};
  for (const [n, part] of pattern.entries()) {
    const segment = segments[n] ?? "";
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name !== undefined) params[name] = segment;
    else if (part !== segment) return null;
  }
  return params;
}

function refusal(error: unknown, { ports }: Services): Response {
  if (error instanceof Problem) return problem(error);
  ports.log.error("request failed", { why: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  const say = { zh: "系统出错了，请稍后再试", en: "something of ours broke; try again later" };
  return problem(new Problem({ status: 500, code: "internal" }, say));
}

function problem(error: Problem): Response {
  const headers = { "content-type": "application/problem+json", "cache-control": "no-store" };
  return { status: error.status, headers, body: JSON.stringify(problemBody(error)) };
}

function json({ status, body }: Answer): Response {
  const headers = { "content-type": "application/json", "cache-control": "no-store" };
  return { status, headers, body: JSON.stringify(body) };
}
