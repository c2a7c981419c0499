import type { Fault, PortCall } from "./faults.ts";
import type { History } from "./history.ts";
import type { Timeline } from "./timeline.ts";

/** One invocation of a function, or one request to the API: from its first line to its end, its time-out or its death. */
export interface Life {
  id: string;
  bornAt: number;
  /** When Lambda ends it. */
  until: number;
  /** How far this machine's clock is wrong. */
  skewMs: number;
  /** Merchants whose work it is; null: a machine's of all. */
  merchants: readonly string[] | null;
  alive: boolean;
  /** Port calls under way. */
  waiting: number;
  ended: boolean;
  /** Told once when it dies. */
  died(): void;
}

export interface LifeTools {
  time: Timeline;
  history: History;
  /** What befalls a port call of a life. */
  befalls(call: PortCall): Fault | null;
  /** How long a port call takes. */
  takesMs(port: PortCall["port"]): number;
  counted: { calls: number };
}

export interface Effect<T> {
  port: PortCall["port"];
  op: string;
  /** Told to the history; what tells calls of the same kind apart. */
  content?: unknown;
  /** How long it takes where that isn't chance. */
  ms?: number;
  /** What happens there, once. Throwing is an answer. */
  act(fault: Fault | null): T;
}

/** Passes one port call through time and chance: it may happen, or not, and its answer may find nobody alive. */
export function gate<T>(life: Life, effect: Effect<T>, tools: LifeTools): Promise<T> {
  const { time, history, counted } = tools;
  return new Promise<T>((resolve, reject) => {
    if (!life.alive) return;
    life.waiting += 1;
    counted.calls += 1;
    const call: PortCall = { life: life.id, n: counted.calls, port: effect.port, op: effect.op, ...where(effect) };
    const ms = effect.ms ?? tools.takesMs(effect.port);
    time.at(time.now() + ms, () => {
      if (!life.alive) return;
      const fault = tools.befalls(call);
      // What befell it may have ended everything, as a restore does.
      if (!life.alive) return;
      if (fault === "crash_before") return die(life, call, tools);
      const done = attempt(() => effect.act(fault));
      history.note(time.now(), life.id, `${effect.port}.${effect.op}${fault === null ? "" : `!${fault}`}`, [
        effect.content,
        done.ok ? undefined : "threw",
      ]);
      if (fault === "crash_after") return die(life, call, tools);
      life.waiting -= 1;
      if (done.ok) resolve(done.value);
      else reject(done.error);
    });
  });
}

function where(effect: { content?: unknown }): { text: string } {
  return { text: typeof effect.content === "string" ? effect.content : "" };
}

function attempt<T>(act: () => T): { ok: true; value: T } | { ok: false; error: Error } {
  try {
    return { ok: true, value: act() };
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error : new Error(String(error)) };
  }
}

function die(life: Life, call: PortCall, { time, history }: LifeTools): void {
  history.note(time.now(), life.id, "dies", `${call.port}.${call.op}`);
  life.alive = false;
  life.died();
}
