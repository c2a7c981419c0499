import type { MovableClock } from "./clock.ts";
import { faultQueue, type Befallen, type FaultQueue } from "./faults.ts";
import { journal, type Journal } from "./journal.ts";
import { seededRandom } from "./random.ts";
import { tell } from "./witness.ts";
import type { Sandbox, SandboxRandom, Scene, WireAnswer, WireRequest } from "./types.ts";

/** How an exchange ends on the wire. `cut`: closed without an answer. `hang`: nothing comes. `reset`: the connection is refused. `half`: the head promises the whole body, half of it comes. */
export interface Exchange {
  ending: "answer" | "cut" | "hang" | "reset" | "half";
  answer: WireAnswer | null;
  /** Real time to wait before the ending; null where the fault names none. */
  delayMs: number | null;
}

/** A running sandbox without a network: the simulation calls `exchange`, `server.ts` puts HTTP in front of it. */
export interface Host<World> {
  sandbox: Sandbox<World>;
  clock: MovableClock;
  faults: FaultQueue;
  journal: Journal;
  seed(): number;
  switches(): Readonly<Record<string, boolean | number>>;
  /** A scene after everything that is due by now has happened. */
  scene(): Scene<World>;
  /** A new world; faults and journal are emptied, the clock stays where it is. */
  reset(seed: number, switches: Readonly<Record<string, boolean | number>>): void;
  exchange(request: WireRequest): Exchange;
}

interface State<World> {
  seed: number;
  switches: Readonly<Record<string, boolean | number>>;
  random: SandboxRandom;
  world: World;
}

/** `switches` overrides the sandbox's defaults; unknown names are refused by `control.ts`. */
export function host<World>(
  sandbox: Sandbox<World>,
  start: { clock: MovableClock; seed: number; switches?: Readonly<Record<string, boolean | number>> },
): Host<World> {
  const { clock } = start;
  const make = (seed: number, changed: Readonly<Record<string, boolean | number>>): State<World> => {
    const random = seededRandom(seed);
    const switches = { ...sandbox.switches, ...changed };
    return { seed, switches, random, world: sandbox.newWorld({ clock, random, switches }) };
  };
  let state = make(start.seed, start.switches ?? {});
  const faults = faultQueue();
  const calls = journal(sandbox.secretNames);
  const scene = (): Scene<World> => {
    const now: Scene<World> = { world: state.world, clock, random: state.random, fault: null };
    sandbox.settle(now);
    return now;
  };
  return {
    sandbox,
    clock,
    faults,
    journal: calls,
    seed: () => state.seed,
    switches: () => state.switches,
    scene,
    reset(seed, switches) {
      state = make(seed, switches);
      faults.clear();
      calls.clear();
    },
    exchange(request) {
      const now = scene();
      const call = sandbox.recognise(request, now.world);
      const befallen = faults.take(call);
      const handle = (): WireAnswer => sandbox.handle(request, { ...now, fault: befallen.inner });
      const ordered = (code: string): WireAnswer => sandbox.refusal?.(code, request, now) ?? handle();
      const exchange = play(befallen, { handle, ordered });
      const code = exchange.answer === null ? null : (sandbox.codeOf?.(exchange.answer) ?? null);
      tell({ sandbox, api: call.api, code, answer: exchange.answer });
      const fault = [befallen.outer?.kind, befallen.inner].filter((kind) => kind != null).join("+");
      calls.add({
        ...call,
        atMs: clock.now(),
        method: request.method,
        target: request.target,
        status: exchange.answer?.status ?? null,
        ...(code !== null && { code }),
        ...(fault !== "" && { fault }),
      });
      return exchange;
    },
  };
}

const SLOW_MS = 3_000;
const GATEWAY_HTML =
  "<!DOCTYPE html><html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>";

interface Answers {
  handle: () => WireAnswer;
  ordered: (code: string) => WireAnswer;
}

function play({ outer }: Befallen, { handle, ordered }: Answers): Exchange {
  const delayMs = outer?.delayMs ?? null;
  switch (outer?.kind) {
    case undefined:
      return { ending: "answer", answer: handle(), delayMs };
    case "no-answer":
      return { ending: "hang", answer: null, delayMs };
    case "refused":
      return { ending: "reset", answer: null, delayMs };
    case "http-500-before":
      return { ending: "answer", answer: serverError(), delayMs };
    case "lost-answer":
      handle();
      return { ending: "cut", answer: null, delayMs };
    case "http-500-after":
      handle();
      return { ending: "answer", answer: serverError(), delayMs };
    case "html":
      return { ending: "answer", answer: asHtml(handle()), delayMs };
    case "malformed":
      return { ending: "answer", answer: asGarbage(handle()), delayMs };
    case "truncated":
      return { ending: "half", answer: handle(), delayMs };
    case "platform-code":
      return { ending: "answer", answer: ordered(outer.code ?? ""), delayMs };
    case "slow":
      return { ending: "answer", answer: handle(), delayMs: delayMs ?? SLOW_MS };
  }
}

function serverError(): WireAnswer {
  return { status: 500, headers: { "content-type": "text/plain" }, body: "Internal Server Error" };
}

function asHtml(answer: WireAnswer): WireAnswer {
  return { status: answer.status, headers: { "content-type": "text/html" }, body: GATEWAY_HTML };
}

/** A whole body by its length that no parser takes: its first half, then a gateway's words. */
function asGarbage(answer: WireAnswer): WireAnswer {
  const bytes = Buffer.from(answer.body);
  const body = Buffer.concat([bytes.subarray(0, bytes.length >> 1), Buffer.from(' upstream reset "')]);
  return { ...answer, body };
}
