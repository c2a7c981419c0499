/** The simulation by hand: see `USAGE`. */
import { parseArgs } from "node:util";
import { exhaustive, ROWS, type Cell } from "./exhaustive.ts";
import { prepare, type Prepared } from "./prepare.ts";
import { run, type Profile } from "./run.ts";
import { shrink } from "./shrink.ts";

const USAGE = `npm run sim -- --seeds N [--seed S] [--profile short|long] [--trace]
npm run sim -- --exhaustive [--every N] [--flow NAME] [--row F11]
npm run sim -- --mutants`;
const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "1" },
    seed: { type: "string", default: "1" },
    profile: { type: "string", default: "short" },
    exhaustive: { type: "boolean", default: false },
    every: { type: "string", default: "1" },
    flow: { type: "string" },
    row: { type: "string" },
    mutants: { type: "boolean", default: false },
    trace: { type: "boolean", default: false },
  },
});

function profileOf(text: string): Profile {
  if (text === "short" || text === "long") return text;
  throw new Error(`--profile is short or long\n${USAGE}`);
}

/** Runs seeds one after the other; a failing one is made small and told. */
async function seeds(prepared: Prepared): Promise<number> {
  const [from, count, profile] = [Number(values.seed), Number(values.seeds), profileOf(values.profile)];
  const started = process.cpuUsage();
  const wall = process.hrtime.bigint();
  let [calls, failed, last] = [0, 0, ""];
  for (let seed = from; seed < from + count; seed++) {
    const ran = await run(prepared, { seed, profile });
    calls += ran.calls;
    last = `seed ${seed} history ${ran.hash}`;
    if (values.trace) for (const line of ran.lines) console.log(line);
    if (ran.violations.length === 0) continue;
    failed += 1;
    for (const { invariant, at, what } of ran.violations)
      console.log(`seed ${seed} broke ${invariant} at ${new Date(at).toISOString()}: ${what}`);
    if (count <= 5) console.log(await shrink(prepared, { seed, profile }));
  }
  const { user, system } = process.cpuUsage(started);
  const ms = Number(process.hrtime.bigint() - wall) / 1e6;
  const each = `${Math.round(calls / count)} port calls, ${(ms / count).toFixed(1)} ms, CPU ${((user + system) / 1_000 / count).toFixed(1)} ms each`;
  console.log(`${count} seeds (${profile}), ${failed} failed; ${each}`);
  console.log(last);
  return failed;
}

/** Runs the table and prints it: how often each cell was run, `·` where it says why not. */
async function table(prepared: Prepared): Promise<number> {
  const told = ({ flow, row, runs, failed }: Cell) => {
    for (const { what, at } of failed.slice(0, 3)) console.log(`${flow} × ${row}: ${what} (${at})`);
    if (failed.length > 3) console.log(`${flow} × ${row}: ${failed.length - 3} more of ${runs} runs`);
  };
  const only = { flow: values.flow, row: values.row };
  const cells = await exhaustive(prepared, { every: Number(values.every), told, only });
  const flows = [...new Set(cells.map(({ flow }) => flow))];
  const cell = (flow: string, id: string) => cells.find((one) => one.flow === flow && one.row === id);
  const text = (one: Cell | undefined) =>
    one === undefined
      ? ""
      : one.why !== null
        ? "·"
        : `${one.runs}${one.failed.length > 0 ? `!${one.failed.length}` : ""}`;
  const rows = ROWS.map(
    ({ id }) => [id, Object.fromEntries(flows.map((flow) => [flow, text(cell(flow, id))]))] as const,
  );
  console.table(Object.fromEntries(rows));
  for (const why of new Set(cells.flatMap(({ why: reason }) => reason ?? []))) console.log(`· ${why}`);
  const covered = cells.filter(({ runs }) => runs > 0).length;
  const absent = cells.filter(({ why }) => why !== null).length;
  const runs = cells.reduce((sum, one) => sum + one.runs, 0);
  const failed = cells.reduce((sum, one) => sum + one.failed.length, 0);
  console.log(`${cells.length} cells: ${covered} covered, ${absent} n/a; ${runs} runs, ${failed} broken promises`);
  return failed;
}

if (values.mutants) await import("../../scripts/mutants.ts");
else {
  const prepared = await prepare();
  const failed = values.exhaustive ? await table(prepared) : await seeds(prepared);
  if (failed > 0) process.exitCode = 1;
}
