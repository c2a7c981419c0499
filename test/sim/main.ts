/** The simulation by hand: see `USAGE`. */
import { parseArgs } from "node:util";
import { cores, inCrew } from "./crew.ts";
import { cellsOf, type Cell } from "./exhaustive.ts";
import { prepare } from "./prepare.ts";
import { ROWS } from "./rows.ts";
import type { Profile } from "./run.ts";
import { shrink } from "./shrink.ts";
import { perform, type Done, type Task } from "./task.ts";

const USAGE = `npm run sim -- --seeds N [--seed S] [--profile short|long] [--jobs J] [--trace]
npm run sim -- --exhaustive [--jobs J] [--every N] [--flow NAME] [--row F11]
npm run sim -- --mutants`;
const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "1" },
    seed: { type: "string", default: "1" },
    profile: { type: "string", default: "short" },
    exhaustive: { type: "boolean", default: false },
    jobs: { type: "string" },
    every: { type: "string", default: "1" },
    flow: { type: "string" },
    row: { type: "string" },
    mutants: { type: "boolean", default: false },
    trace: { type: "boolean", default: false },
  },
});

/** With more seeds than these a failing one is only told, not made small. */
const FEW = 5;

function profileOf(text: string): Profile {
  if (text === "short" || text === "long") return text;
  throw new Error(`--profile is short or long\n${USAGE}`);
}

/** Runs seeds; a failing one is told, and made small where there are few. */
async function seeds(): Promise<number> {
  const [from, count, profile] = [Number(values.seed), Number(values.seeds), profileOf(values.profile)];
  const started = process.cpuUsage();
  const wall = process.hrtime.bigint();
  let [calls, failed, last] = [0, 0, ""];
  const tasks = Array.from({ length: count }, (_, n): Task => ({ seed: { seed: from + n, profile } }));
  const told = (done: Done) => {
    if (!("ran" in done)) return;
    const { seed, hash, violations, lines } = done.ran;
    calls += done.ran.calls;
    last = `seed ${seed} history ${hash}`;
    for (const line of lines) console.log(line);
    if (violations.length > 0) failed += 1;
    for (const { invariant, at, what } of violations)
      console.log(`seed ${seed} broke ${invariant} at ${new Date(at).toISOString()}: ${what}`);
  };
  await play(tasks, told);
  const { user, system } = process.cpuUsage(started);
  const ms = Number(process.hrtime.bigint() - wall) / 1e6;
  const each = `${Math.round(calls / count)} port calls, ${(ms / count).toFixed(1)} ms, CPU ${((user + system) / 1_000 / count).toFixed(1)} ms each`;
  if (failed > 0 && count <= FEW) await small(tasks);
  console.log(`${count} seeds (${profile}), ${failed} failed; ${each}`);
  console.log(last);
  return failed;
}

async function small(tasks: readonly Task[]): Promise<void> {
  const prepared = await prepare();
  for (const task of tasks) if ("seed" in task) console.log(await shrink(prepared, task.seed));
}

/** On several threads, or in this one: the answers are the same. */
async function play(tasks: readonly Task[], told: (done: Done) => void): Promise<void> {
  const jobs = values.jobs === undefined ? cores() : Number(values.jobs);
  if (jobs > 1 && tasks.length > 1) return inCrew(tasks, { jobs, lines: values.trace, told });
  const prepared = await prepare();
  for (const task of tasks) told(await perform(prepared, task, values.trace));
}

/** Plays the table and prints it: how often each cell was run, `·` where it says why not. */
async function table(): Promise<number> {
  const cells: Cell[] = [];
  const every = Number(values.every);
  const tasks = cellsOf({ flow: values.flow, row: values.row }).map((cell): Task => ({ cell: { ...cell, every } }));
  await play(tasks, (done) => {
    if (!("cell" in done)) return;
    const { flow, row, runs, failed } = done.cell;
    cells.push(done.cell);
    console.error(`${cells.length} of ${tasks.length}: ${flow} × ${row}, ${runs} runs`);
    for (const { what, at } of failed.slice(0, 3)) console.log(`${flow} × ${row}: ${what} (${at})`);
    if (failed.length > 3) console.log(`${flow} × ${row}: ${failed.length - 3} more of ${runs} runs`);
  });
  const flows = [...new Set(cells.map(({ flow }) => flow))];
  const cell = (flow: string, id: string) => cells.find((one) => one.flow === flow && one.row === id);
  const rows = ROWS.map(
    ({ id }) => [id, Object.fromEntries(flows.map((flow) => [flow, textOf(cell(flow, id))]))] as const,
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

function textOf(cell: Cell | undefined): string {
  if (cell === undefined) return "";
  if (cell.why !== null) return "·";
  return `${cell.runs}${cell.failed.length > 0 ? `!${cell.failed.length}` : ""}`;
}

if (values.mutants) await import("../../scripts/mutants.ts");
else if ((values.exhaustive ? await table() : await seeds()) > 0) process.exitCode = 1;
