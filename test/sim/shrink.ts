import { FAULTS } from "./faults.ts";
import { DEEDS } from "./deeds.ts";
import type { Prepared } from "./prepare.ts";
import { run, type Ran, type Wanted } from "./run.ts";

const WORLD = ["faults", "twice", "ack_lost", "skew", "outage", "double_tick"];
const SHOWN = 60;

/** The smallest run of a failing seed that still breaks the same promise: kinds of faults and deeds are left out one after the other. Gives back its useful end. */
export async function shrink(prepared: Prepared, wanted: Pick<Wanted, "seed" | "profile">): Promise<string> {
  const first = await run(prepared, wanted);
  const invariant = first.violations[0]?.invariant;
  let without: ReadonlySet<string> = new Set();
  let smallest = first;
  for (const part of [...WORLD, ...Object.keys(FAULTS), ...Object.keys(DEEDS)]) {
    const fewer = new Set([...without, part]);
    const ran = await run(prepared, { ...wanted, without: fewer });
    if (!ran.violations.some((one) => one.invariant === invariant)) continue;
    [without, smallest] = [fewer, ran];
  }
  return textOf(smallest, without);
}

/** Lines that say nothing of how it came to that: readings, limits, coverage. */
const DULL =
  / (table\.(get|batchGet|query)|keyring\.|clock\.|blob\.|reply)|"SK":"(GCRA|SYNC#[^"]*|TOK)"|transport\.\S+ \["\w+ \S*list/;

function textOf(ran: Ran, without: ReadonlySet<string>): string {
  const [first] = ran.violations;
  const until = first === undefined ? "" : new Date(first.at).toISOString().slice(5, 23);
  const told = ran.violations.map(({ invariant, what }) => `${invariant}: ${what}`);
  const lines = ran.lines.filter((line) => line.slice(0, until.length) <= until && !DULL.test(line));
  const kept = [...WORLD, ...Object.keys(FAULTS), ...Object.keys(DEEDS)].filter((part) => !without.has(part));
  return [`still fails with only: ${kept.join(" ")}`, ...lines.slice(-SHOWN), ...told].join("\n");
}
