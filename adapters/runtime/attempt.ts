import type { Call, Context, Effect, EffectKind, Effects, Outcome, Sent } from "../contract.ts";
import { callOnce, CallError, type CallEnd, type Caller, type CallPorts } from "./call.ts";
import { ownFailure } from "./classify.ts";

type AnyContext = Context<Record<string, unknown>, Record<string, unknown>>;

/** Whoever sends held it back in the last moment: nothing went out. */
export interface Left {
  kind: "left";
}

/** How one effect is sent. `mark` is asked once, when the first request that may change something there has its slot and is about to go; false holds it back. */
export interface Marked {
  key: string;
  mark(): Promise<boolean>;
}

/** The one way to a platform: effects and questions, each ending in an `Outcome`. */
export interface Door {
  /** Sends one effect. `key` stays the same for all tries of it. Throws for an absent effect (a defect of the caller). */
  send<K extends EffectKind>(kind: K, input: Effects[K][0], key: string): Promise<Outcome<Effects[K][1]>>;
  /** As `send`, for effects of which it must be written down first that they may be under way. */
  sendMarked<K extends EffectKind>(kind: K, input: Effects[K][0], how: Marked): Promise<Outcome<Effects[K][1]> | Left>;
  /** Asks without changing anything: `unknown` never comes out, a lost answer is `failed` and retryable. */
  ask<T>(question: (x: AnyContext) => Promise<T>): Promise<Outcome<T>>;
}

/** A door to one shop of one platform. */
export function openDoor(caller: Caller, ports: CallPorts): Door {
  const sendMarked: Door["sendMarked"] = async (kind, input, how) => {
    const effect = caller.adapter.effects[kind];
    if ("absent" in effect) throw new TypeError(`${caller.adapter.id} has no ${kind}: ${effect.absent.en}`);
    return attempt(effect, (x) => sendWith(effect, input, x), { ...how, caller, ports });
  };
  return {
    sendMarked,
    send: async (kind, input, key) => went(await sendMarked(kind, input, { key, mark: atOnce })),
    async ask(question) {
      const value = async (x: AnyContext) => ({ kind: "done", value: await question(x) }) as const;
      return went(await attempt(null, value, { key: "", mark: atOnce, caller, ports }));
    },
  };
}

const atOnce = async () => true;

function went<T>(outcome: Outcome<T> | Left): Outcome<T> {
  if (outcome.kind === "left") throw new TypeError("held back, though nobody could");
  return outcome;
}

function sendWith<K extends EffectKind>(effect: Effect<K, AnyContext>, input: Effects[K][0], x: AnyContext) {
  return effect.send(input, x);
}

interface Trying extends Marked {
  caller: Caller;
  ports: CallPorts;
}

/** Runs a method of an adapter and says what became of it. From the first request that is not repeatable on, a lost answer is `unknown`. */
async function attempt<T>(
  effect: { settle: "idempotent" | "lookup" | "blind" } | null,
  method: (x: AnyContext) => Promise<Sent<T>>,
  { key, mark, caller, ports }: Trying,
): Promise<Outcome<T> | Left> {
  let touched = effect?.settle === "idempotent";
  let marked = false;
  const leaves = async () => (marked ||= await mark());
  const call = <U>(wanted: Call<U>): Promise<U> => {
    const changes = effect !== null && !wanted.repeatable;
    touched ||= changes;
    return callOnce(wanted, caller, changes ? { ...ports, leaves } : ports);
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

function outcomeOf<T>(end: CallEnd, touched: boolean): Outcome<T> | Left {
  switch (end.kind) {
    case "left":
      return end;
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
