import type { Call, Context, Effect, EffectKind, Effects, Outcome, Sent } from "../contract.ts";
import { callOnce, CallError, type CallEnd, type Caller, type CallPorts } from "./call.ts";
import { ownFailure } from "./classify.ts";

type AnyContext = Context<Record<string, unknown>, Record<string, unknown>>;

/** The one way to a platform: effects and questions, each ending in an `Outcome`. */
export interface Door {
  /** Sends one effect. `key` stays the same for all tries of it. Throws for an absent effect (a defect of the caller). */
  send<K extends EffectKind>(kind: K, input: Effects[K][0], key: string): Promise<Outcome<Effects[K][1]>>;
  /** Asks without changing anything: `unknown` never comes out, a lost answer is `failed` and retryable. */
  ask<T>(question: (x: AnyContext) => Promise<T>): Promise<Outcome<T>>;
}

/** A door to one shop of one platform. */
export function openDoor(caller: Caller, ports: CallPorts): Door {
  return {
    async send(kind, input, key) {
      const effect = caller.adapter.effects[kind];
      if ("absent" in effect) throw new TypeError(`${caller.adapter.id} has no ${kind}: ${effect.absent.en}`);
      return attempt(effect, (x) => sendWith(effect, input, x), { key, caller, ports });
    },
    async ask(question) {
      const value = async (x: AnyContext) => ({ kind: "done", value: await question(x) }) as const;
      return attempt(null, value, { key: "", caller, ports });
    },
  };
}

function sendWith<K extends EffectKind>(effect: Effect<K, AnyContext>, input: Effects[K][0], x: AnyContext) {
  return effect.send(input, x);
}

interface Trying {
  key: string;
  caller: Caller;
  ports: CallPorts;
}

/** Runs a method of an adapter and says what became of it. From the first request that is not repeatable on, a lost answer is `unknown`. */
async function attempt<T>(
  effect: { settle: "idempotent" | "lookup" | "blind" } | null,
  method: (x: AnyContext) => Promise<Sent<T>>,
  { key, caller, ports }: Trying,
): Promise<Outcome<T>> {
  let touched = effect?.settle === "idempotent";
  const call = <U>(wanted: Call<U>): Promise<U> => {
    touched ||= effect !== null && !wanted.repeatable;
    return callOnce(wanted, caller, ports);
  };
  const { app, shop, baseUrl } = caller;
  try {
    const token = await ports.tokens.current();
    return await method({ app, shop, baseUrl, token, now: ports.clock.now(), key, call });
  } catch (error) {
    if (error instanceof CallError) return outcomeOf<T>(error.end, effect !== null && touched);
    throw error;
  }
}

function outcomeOf<T>(end: CallEnd, touched: boolean): Outcome<T> {
  switch (end.kind) {
    case "failed":
      return { kind: "failed", failure: end.failure };
    case "already":
      // Only effects without a value have such codes; conformance holds adapters to it.
      return { kind: "done", value: null as T, already: true };
    case "lost":
      if (touched) return { kind: "unknown", why: end.why, requestId: end.requestId };
      return { kind: "failed", failure: ownFailure("retryable", end.why, "no readable answer", end.requestId) };
    default:
      return end satisfies never;
  }
}
