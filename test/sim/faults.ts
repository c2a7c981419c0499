import type { SandboxRandom } from "../../sandbox/kit/types.ts";

/** One call of a port, as whoever brings faults sees it. `n` counts all calls of a run. */
export interface PortCall {
  life: string;
  n: number;
  port: "table" | "receivers" | "queue" | "transport" | "blob" | "keyring" | "clock";
  op: string;
  text: string;
}

/** What can befall one port call. A port passes by what makes no sense to it. */
export const FAULTS = {
  crash_before: "the process dies before it happens",
  crash_after: "the process dies after it happened, before the answer",
  throttled: "refused: too many",
  lost: "happens, and the answer never comes: the client throws",
  retried: "happens, the answer is lost, the client's own retry meets it",
  conflict: "a transaction meets another one",
  stale: "an index or an eventual read answers with what was",
  partial: "only a part of many goes through",
  not_sent: "no connection: not a byte was written",
  no_answer: "the call never arrives and nobody says so",
  lost_answer: "the platform does it, the answer is lost",
  http_500_before: "the platform fails before it does it",
  http_500_after: "the platform does it and fails to say so",
  slow_down: "the platform says: too many",
  malformed: "the platform does it, its answer is garbage",
  truncated: "the platform does it, half of its answer comes",
  html: "the platform does it, a gateway answers in HTML",
  token_expired: "the shop's token is dead from now on",
  late_visibility: "what was made is not seen yet",
  page_shift: "rows move between pages",
  duplicate_rows: "a list tells rows twice",
  slow: "the answer comes after three seconds",
} as const;
export type Fault = keyof typeof FAULTS;

const DEATHS = ["crash_before", "crash_after"] as const;
const SERVICE = [...DEATHS, "throttled"] as const;
const ON_THE_WIRE = [
  "not_sent",
  "no_answer",
  "lost_answer",
  "http_500_before",
  "http_500_after",
  "slow_down",
  "malformed",
  "truncated",
  "html",
  "token_expired",
  "late_visibility",
  "page_shift",
  "duplicate_rows",
  "slow",
] as const;
const WAYS: Readonly<Record<string, readonly Fault[]>> = {
  "table.get": SERVICE,
  "table.batchGet": [...SERVICE, "stale", "partial"],
  "table.query": [...SERVICE, "stale"],
  "table.write": [...SERVICE, "lost", "retried"],
  "table.transact": [...SERVICE, "lost", "conflict"],
  "table.batchPut": [...SERVICE, "partial"],
  "receivers.batchPut": [...SERVICE, "partial"],
  "queue.send": [...SERVICE, "lost", "partial"],
  transport: [...DEATHS, ...ON_THE_WIRE],
  clock: ["crash_before"],
};

/** Faults that can befall a port call. */
export function waysOf({ port, op }: Pick<PortCall, "port" | "op">): readonly Fault[] {
  return WAYS[`${port}.${op}`] ?? WAYS[port] ?? SERVICE;
}

/** Brings faults, or none while `on` is false. */
export interface Nemesis {
  on: boolean;
  befalls(call: PortCall): Fault | null;
}

/** Chance: a few kinds of faults a seed, each at a rate of its own; `without` leaves kinds out and changes nothing else that is drawn. */
export function chanceNemesis(random: SandboxRandom, without: ReadonlySet<string> = new Set()): Nemesis {
  const rates = new Map<Fault, number>();
  for (const fault of Object.keys(FAULTS).filter(isFault)) {
    const [chosen, rate] = [random.next() < 0.45, 0.0005 + 0.02 * random.next() ** 2];
    if (chosen) rates.set(fault, rate);
  }
  const nemesis: Nemesis = {
    on: false,
    befalls(call) {
      if (!nemesis.on) return null;
      const [first, second] = [random.next(), random.next()];
      const ways = waysOf(call);
      const fault = ways[Math.floor(first * ways.length)];
      if (fault === undefined || without.has(fault)) return null;
      return second < (rates.get(fault) ?? 0) * ways.length ? fault : null;
    },
  };
  return nemesis;
}

function isFault(name: string): name is Fault {
  return name in FAULTS;
}
