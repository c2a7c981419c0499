import { readdirSync } from "node:fs";
import { join } from "node:path";
import type { HttpRequest } from "../../../adapters/contract.ts";
import type { Transport } from "../../../adapters/runtime/ports.ts";
import { ROOT } from "../../../infra/bundling.ts";
import { movableClock } from "../../../sandbox/kit/clock.ts";
import { host, type Host } from "../../../sandbox/kit/host.ts";
import type { Sandbox, WireRequest } from "../../../sandbox/kit/types.ts";

/** As our side goes in the profile `fast`; nothing else of their unkindness is changed. */
export const FAST_CALLS_PER_SECOND = 500;

/** The imitations of all platforms in this process, on one clock. */
export async function platformsAt(now: () => number): Promise<ReadonlyMap<string, Host<unknown>>> {
  const names = readdirSync(join(ROOT, "sandbox"), { withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && entry.name !== "kit",
  );
  const found = new Map<string, Host<unknown>>();
  for (const { name } of names.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const module: { default: Sandbox<unknown> } = await import(join(ROOT, "sandbox", name, "index.ts"));
    const switches = "callsPerSecond" in module.default.switches ? { callsPerSecond: FAST_CALLS_PER_SECOND } : {};
    found.set(name, host(module.default, { clock: movableClock(now), seed: 1, switches }));
  }
  return found;
}

/** Where a platform is in this world. */
export function baseUrlOf(platform: string): string {
  return `https://${platform}.bench`;
}

/** Bytes to the imitations themselves; `took` is told of every call. */
export function transportTo(platforms: ReadonlyMap<string, Host<unknown>>, took: () => void): Transport {
  return {
    async send(request) {
      const [, id = "", target = "/"] = /^https:\/\/([^/.]+)\.bench(.*)$/.exec(request.url) ?? [];
      const there = platforms.get(id);
      if (there === undefined) throw new Error(`nobody is at ${request.url}`);
      took();
      const { ending, answer } = there.exchange(wireOf(request, target));
      if (ending !== "answer" || answer === null) return { kind: "no_answer", why: ending };
      const body = typeof answer.body === "string" ? Buffer.from(answer.body) : answer.body;
      return { kind: "answer", status: answer.status, headers: { ...answer.headers }, body };
    },
  };
}

function wireOf({ method, headers, body }: HttpRequest, target: string): WireRequest {
  const bytes = body ?? new Uint8Array();
  const names = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  const all = { ...Object.fromEntries(names), "content-length": String(bytes.length) };
  return { method, target: target === "" ? "/" : target, headers: all, body: bytes, remoteAddress: "127.0.0.1" };
}
