/** The simulation by hand: `npm run sim -- --seeds 100 [--seed 1] [--profile short|long] [--trace]`. */
import { parseArgs } from "node:util";
import { prepare } from "./prepare.ts";
import { run, type Profile } from "./run.ts";

const { values } = parseArgs({
  options: {
    seeds: { type: "string", default: "1" },
    seed: { type: "string", default: "1" },
    profile: { type: "string", default: "short" },
    trace: { type: "boolean", default: false },
  },
});

function profileOf(text: string): Profile {
  if (text === "short" || text === "long") return text;
  throw new Error("--profile is short or long");
}

const prepared = await prepare();
const from = Number(values.seed);
const started = process.hrtime.bigint();
let calls = 0;
let failed = 0;
let last = "";
for (let seed = from; seed < from + Number(values.seeds); seed++) {
  const ran = await run(prepared, { seed, profile: profileOf(values.profile) });
  calls += ran.calls;
  last = `seed ${seed} history ${ran.hash}`;
  if (values.trace) for (const line of ran.lines) console.log(line);
  if (ran.violations.length === 0) continue;
  failed += 1;
  for (const { invariant, at, what } of ran.violations)
    console.log(`seed ${seed} broke ${invariant} at ${new Date(at).toISOString()}: ${what}`);
}
const ms = Number(process.hrtime.bigint() - started) / 1e6;
const cpu = process.cpuUsage();
const cpuMs = (cpu.user + cpu.system) / 1_000;
const count = Number(values.seeds);
console.log(
  `${count} seeds, ${failed} failed, ${Math.round(calls / count)} port calls and ${(ms / count).toFixed(1)} ms each (CPU ${(cpuMs / count).toFixed(1)} ms)`,
);
console.log(last);
if (failed > 0) process.exitCode = 1;
