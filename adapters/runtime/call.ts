import type * as z from "zod";
import type { Adapter, Call, Failure, HttpRequest, RateLimit } from "../contract.ts";
import type { CallRecord, Clock, Ids, Limiter, Reply, Tokens, Transport, Urgency } from "./ports.ts";
import { cleaned, ownFailure, sayOf, statusVerdict, verdictOf, waitOf, type Verdict } from "./classify.ts";
import { parseJson } from "./json.ts";
import { fromHttpDate, msBetween } from "../../domain/time.ts";
import type { Instant } from "../../domain/units.ts";

/** What one call is made with. */
export interface CallPorts {
  clock: Clock;
  ids: Ids;
  transport: Transport;
  limiter: Limiter;
  tokens: Tokens;
  record(entry: CallRecord): void;
  /** Asked when a request has its slot and is about to go; false holds it back. */
  leaves?(): Promise<boolean>;
}

/** Whose call it is. */
export interface Caller {
  adapter: Adapter;
  app: Record<string, unknown>;
  shop: Record<string, unknown>;
  baseUrl: string;
  urgency: Urgency;
  /** How long one request may take, in milliseconds. */
  timeoutMs: number;
}

/** How a call can end without a value. Thrown by `call` for `attempt` alone; adapters let it pass. */
export type CallEnd =
  | { kind: "failed"; failure: Failure }
  | { kind: "lost"; why: "no_answer" | "server_error" | "unreadable"; requestId: string }
  | { kind: "already" }
  | { kind: "left" };

/** Carries a `CallEnd` through an adapter's straight-line method. */
export class CallError extends Error {
  readonly end: CallEnd;
  constructor(end: CallEnd) {
    super(end.kind === "failed" ? `${end.failure.kind} ${end.failure.code}: ${end.failure.message}` : end.kind);
    this.end = end;
  }
}

/** Detail pages and taxonomies are megabytes; nothing honest is larger. */
const MAX_BYTES = 16_000_000;
/** Where a platform says "slow down" without saying for how long. */
const SLOW_DOWN_MS = 2_000;

/** One call through the door: limiter, token, sign, send, parse, classify, record. Throws only `CallError`. */
export async function callOnce<T>(call: Call<T>, caller: Caller, ports: CallPorts): Promise<T> {
  const first = await exchange(call, caller, ports);
  if (first.kind === "value") return first.value;
  if (first.end.kind !== "failed" || first.end.failure.kind !== "auth") throw new CallError(first.end);
  if (!(await ports.tokens.renew(first.token))) throw new CallError(first.end);
  const second = await exchange(call, caller, ports);
  if (second.kind === "value") return second.value;
  throw new CallError(second.end);
}

type Exchanged<T> = { kind: "value"; value: T } | { kind: "end"; end: CallEnd; token: string | null };

async function exchange<T>(call: Call<T>, caller: Caller, ports: CallPorts): Promise<Exchanged<T>> {
  const requestId = ports.ids.id();
  const limits = limitsOf(caller.adapter.rates, call.api);
  const leave = await ports.limiter.ask(limits, caller.urgency);
  if (!leave.ok) return { kind: "end", end: notYet(leave, requestId), token: null };
  const token = await ports.tokens.current();
  if (ports.leaves !== undefined && !(await ports.leaves())) return { kind: "end", end: { kind: "left" }, token };
  const startedAt = ports.clock.now();
  const { app, shop, baseUrl } = caller;
  const request = caller.adapter.sign(call, { app, shop, token, baseUrl, now: startedAt });
  const reply = await ports.transport.send(request, {
    timeoutMs: caller.timeoutMs,
    maxBytes: MAX_BYTES,
    fresh: !call.repeatable,
  });
  const read = readReply(reply, call, caller.adapter, requestId);
  const ms = msBetween(startedAt, ports.clock.now());
  const skewMs = skewOf(reply, ports.clock.now());
  ports.record(recordOf({ call, platform: caller.adapter.id, requestId, request, reply, read, ms, skewMs }));
  if (read.kind === "value") return read;
  if (read.end.kind === "failed" && read.end.failure.kind === "throttled") {
    await ports.limiter.slowDown(limits, read.end.failure.retryAfterMs ?? SLOW_DOWN_MS);
  }
  return { ...read, token };
}

/** The limits that cover a call: those that name it, and those for everything. */
export function limitsOf(rates: readonly RateLimit[], api: string): RateLimit[] {
  return rates.filter((rate) => rate.apis === "*" || rate.apis.includes(api));
}

type Read<T> = { kind: "value"; value: T; empty?: true } | { kind: "end"; end: CallEnd };

function readReply<T>(reply: Reply, call: Call<T>, adapter: Adapter, requestId: string): Read<T> {
  if (reply.kind === "not_sent") {
    return { kind: "end", end: { kind: "failed", failure: ownFailure("retryable", "not_sent", reply.why, requestId) } };
  }
  if (reply.kind === "no_answer") return lost("no_answer", requestId);
  if (reply.status >= 500) return lost("server_error", requestId);
  const body = textOf(reply.body);
  const parsed = body === null ? NOT_JSON : tryJson(body);
  if (parsed === NOT_JSON) {
    const verdict = statusVerdict(reply.status);
    if (verdict === undefined) return lost("unreadable", requestId);
    return {
      kind: "end",
      end: { kind: "failed", failure: ownFailure(verdict, `http_${reply.status}`, "", requestId) },
    };
  }
  const refused = adapter.failures.read(parsed, reply.status);
  if (refused !== null) return readRefusal(refused, reply.status, { call, adapter, requestId });
  const verdict = statusVerdict(reply.status);
  if (verdict !== undefined) {
    return {
      kind: "end",
      end: { kind: "failed", failure: ownFailure(verdict, `http_${reply.status}`, "", requestId) },
    };
  }
  const value = call.reply.safeParse(adapter.unwrap(parsed, call));
  return value.success ? { kind: "value", value: value.data } : lost("unreadable", requestId);
}

interface Asked<T> {
  call: Call<T>;
  adapter: Adapter;
  requestId: string;
}

function readRefusal<T>(
  refused: { code: string; message: string; requestId?: string },
  status: number,
  { call, adapter, requestId }: Asked<T>,
): Read<T> {
  const verdict: Verdict = verdictOf(adapter.failures, refused.code, status);
  if (verdict === "unknown") return lost("server_error", requestId);
  if (verdict === "already_done") return { kind: "end", end: { kind: "already" } };
  const empty = verdict === "empty" ? emptyValue(call.reply) : null;
  if (empty !== null) return empty;
  const kind = verdict === "empty" ? "needs_merchant" : verdict;
  const retryAfterMs = kind === "throttled" ? waitOf(adapter.failures, refused.code) : undefined;
  const failure: Failure = {
    kind,
    code: refused.code,
    message: cleaned(refused.message),
    say: sayOf(adapter.failures, refused.code, kind),
    requestId,
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(refused.requestId !== undefined && { platformRequestId: refused.requestId }),
  };
  return { kind: "end", end: { kind: "failed", failure } };
}

/** "No rows" as an error: whatever form of nothing the schema takes. Null: it takes none, so the call was refused. */
function emptyValue<T>(schema: z.ZodType<T>): Read<T> | null {
  for (const nothing of [null, [], {}]) {
    const value = schema.safeParse(nothing);
    if (value.success) return { kind: "value", value: value.data, empty: true };
  }
  return null;
}

function lost<T>(why: "no_answer" | "server_error" | "unreadable", requestId: string): Read<T> {
  return { kind: "end", end: { kind: "lost", why, requestId } };
}

function notYet(leave: { retryAfterMs: number; why: string }, requestId: string): CallEnd {
  const failure = ownFailure("throttled", `limit_${leave.why}`, "our own limiter", requestId);
  return { kind: "failed", failure: { ...failure, retryAfterMs: leave.retryAfterMs } };
}

const NOT_JSON = Symbol("not JSON");

function tryJson(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return NOT_JSON;
  }
}

function textOf(body: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body);
  } catch {
    return null;
  }
}

interface Happened {
  call: Call<unknown>;
  platform: string;
  requestId: string;
  request: HttpRequest;
  reply: Reply;
  read: Read<unknown>;
  ms: number;
  skewMs: number | null;
}

function skewOf(reply: Reply, now: Instant): number | null {
  const theirs = reply.kind === "answer" ? fromHttpDate(reply.headers["date"] ?? "") : null;
  return theirs === null ? null : msBetween(theirs, now);
}

function recordOf({ call, platform, requestId, request, reply, read, ms, skewMs }: Happened): CallRecord {
  const status = reply.kind === "answer" ? reply.status : null;
  return {
    requestId,
    platform,
    api: call.api,
    ...outcomeOf(reply, read),
    status,
    ms,
    bytes: request.body?.length ?? 0,
    skewMs,
  };
}

function outcomeOf(reply: Reply, read: Read<unknown>): Pick<CallRecord, "outcome" | "code"> {
  if (read.kind === "value") return { outcome: read.empty ? "empty" : "ok", code: "" };
  if (reply.kind === "not_sent") return { outcome: "not_sent", code: reply.why };
  if (read.end.kind === "failed") return { outcome: "refused", code: read.end.failure.code };
  return read.end.kind === "lost" ? { outcome: "lost", code: read.end.why } : { outcome: "ok", code: "already_done" };
}
