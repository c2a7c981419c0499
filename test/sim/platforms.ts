import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { createHash } from "node:crypto";
import type { HttpRequest } from "../../adapters/contract.ts";
import type { Reply, Transport } from "../../adapters/runtime/ports.ts";
import { movableClock } from "../../sandbox/kit/clock.ts";
import { host, type Exchange, type Host } from "../../sandbox/kit/host.ts";
import type { FaultKind, Sandbox, WireRequest } from "../../sandbox/kit/types.ts";
import type { Fault } from "./faults.ts";
import type { Effect } from "./life.ts";

const SANDBOXES = join(import.meta.dirname, "../../sandbox");

/** Every imitation by its platform. */
export async function sandboxes(): Promise<ReadonlyMap<string, Sandbox<unknown>>> {
  const found = new Map<string, Sandbox<unknown>>();
  for (const name of readdirSync(SANDBOXES).sort()) {
    if (!existsSync(join(SANDBOXES, name, "index.ts"))) continue;
    const module: unknown = await import(join(SANDBOXES, name, "index.ts"));
    const sandbox = typeof module === "object" && module !== null && "default" in module ? module.default : null;
    if (isSandbox(sandbox)) found.set(name, sandbox);
  }
  return found;
}

function isSandbox(value: unknown): value is Sandbox<unknown> {
  return typeof value === "object" && value !== null && "handle" in value && "newWorld" in value && "acts" in value;
}

/** One platform in virtual time. */
export interface Platform {
  id: string;
  host: Host<unknown>;
  /** null: it works; else what every call meets. */
  outage: "not_sent" | "http_500_before" | null;
}

/** A platform whose clock is the timeline's, wrong by `skewMs`. */
export function platformOf(sandbox: Sandbox<unknown>, now: () => number, seed: number): Platform {
  const clock = movableClock(now);
  return { id: sandbox.id, host: host(sandbox, { clock, seed }), outage: null };
}

/** Where a platform is reached in this world. */
export function baseUrlOf(platform: string): string {
  return `https://${platform}.sim`;
}

/** What was exchanged, for checks. */
export interface Exchanged {
  platform: string;
  request: HttpRequest;
  reply: Reply;
}

const SHAPES: Partial<Record<Fault, FaultKind>> = {
  lost_answer: "lost-answer",
  http_500_before: "http-500-before",
  http_500_after: "http-500-after",
  slow_down: "throttled",
  malformed: "malformed",
  truncated: "truncated",
  html: "html",
  token_expired: "token-expired",
  late_visibility: "late-visibility",
  page_shift: "page-shift",
  duplicate_rows: "duplicate-rows",
  slow: "slow",
};

/** The `Transport` port of one life: bytes to the imitations themselves, no network between. */
export function simTransport(
  platforms: ReadonlyMap<string, Platform>,
  pass: <T>(effect: Effect<T>) => Promise<T>,
  told: { before(platform: string): void; after(exchanged: Exchanged): void },
): Transport {
  return {
    async send(request, { timeoutMs }) {
      const url = /^(https:\/\/([^/.]+)\.sim)(.*)$/.exec(request.url);
      const platform = platforms.get(url?.[2] ?? "");
      if (platform === undefined) throw new Error(`nobody is at ${request.url}`);
      const wire = wireOf(request, url?.[3] ?? "/");
      const { reply, waitMs } = await pass({
        port: "transport",
        op: platform.id,
        content: `${request.method} ${wire.target} ${printOf(wire.body)}`,
        act: (fault) => {
          told.before(platform.id);
          const played = play(platform, wire, platform.outage ?? fault);
          told.after({ platform: platform.id, request, reply: played.reply });
          return played;
        },
      });
      if (waitMs === 0) return reply;
      await pass({ port: "clock", op: "answer", ms: Math.min(waitMs, timeoutMs), act: () => undefined });
      return waitMs > timeoutMs ? { kind: "no_answer", why: "timeout" } : reply;
    },
  };
}

const FOREVER_MS = 3_600_000;

function play(platform: Platform, wire: WireRequest, fault: Fault | null): { reply: Reply; waitMs: number } {
  if (fault === "not_sent") return { reply: { kind: "not_sent", why: "ECONNREFUSED" }, waitMs: 0 };
  if (fault === "no_answer") return { reply: { kind: "no_answer", why: "timeout" }, waitMs: FOREVER_MS };
  const kind = fault === null ? undefined : SHAPES[fault];
  if (kind !== undefined) platform.host.faults.order({ kind, api: "*", shop: null, times: 1, delayMs: null });
  const exchange = platform.host.exchange(wire);
  platform.host.faults.clear();
  return { reply: replyOf(exchange), waitMs: exchange.delayMs ?? (exchange.ending === "hang" ? FOREVER_MS : 0) };
}

function replyOf({ ending, answer }: Exchange): Reply {
  if (ending !== "answer" || answer === null) return { kind: "no_answer", why: ending };
  const body = typeof answer.body === "string" ? Buffer.from(answer.body) : answer.body;
  return { kind: "answer", status: answer.status, headers: { ...answer.headers }, body };
}

/** A request as it comes over the wire. */
export function wireOf(request: HttpRequest, target: string): WireRequest {
  const body = request.body ?? new Uint8Array();
  const names = Object.entries(request.headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  const headers = { ...Object.fromEntries(names), "content-length": String(body.length) };
  return { method: request.method, target: target === "" ? "/" : target, headers, body, remoteAddress: "127.0.0.1" };
}

function printOf(body: Uint8Array): string {
  return body.length === 0 ? "" : createHash("sha1").update(body).digest("base64url").slice(0, 12);
}
