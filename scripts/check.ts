/** Types, lint, format, arrows between rooms and generated files: prints what failed, ends with 1 when anything did. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";

const ROOT = join(import.meta.dirname, "..");
const ROOMS = [
  "domain",
  "adapters",
  "functions",
  "infra",
  "local",
  "sandbox",
  "console",
  "cli",
  "relay",
  "scripts",
  "test",
];

interface Check {
  name: string;
  command: string;
  arguments: readonly string[];
}

const tool = (name: string): string => join(ROOT, "node_modules", ".bin", name);
/** The slowest first, so that the short ones fill the other core. */
const CHECKS: readonly Check[] = [
  { name: "lint", command: tool("eslint"), arguments: ["--quiet", "."] },
  { name: "types", command: tool("tsc"), arguments: ["-p", "."] },
  { name: "format", command: tool("prettier"), arguments: ["--check", "--log-level", "warn", "."] },
  {
    name: "arrows",
    command: tool("depcruise"),
    arguments: ["--config", ".dependency-cruiser.cjs", ...ROOMS.filter((room) => existsSync(join(ROOT, room)))],
  },
  { name: "generated files", command: process.execPath, arguments: ["scripts/generate.ts", "--check"] },
];

interface Result {
  ok: boolean;
  said: string;
}

async function run(check: Check): Promise<Result> {
  const child = spawn(check.command, check.arguments, { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (said += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (said += text));
  return new Promise((done) => {
    child.once("error", (error) => done({ ok: false, said: `${check.command}: ${error.message}` }));
    child.once("close", (code) => done({ ok: code === 0, said }));
  });
}

async function report(check: Check): Promise<boolean> {
  const start = performance.now();
  const { ok, said } = await run(check);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${ok ? "ok    " : "FAILED"} ${check.name} (${seconds} s)`);
  if (!ok) console.log(said.trim());
  return ok;
}

/** Takes the next check until none is left; two such workers use two cores. */
async function worker(waiting: Check[]): Promise<boolean> {
  let ok = true;
  for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) ok = (await report(check)) && ok;
  return ok;
}

const waiting = [...CHECKS];
const workers = Array.from({ length: Math.min(2, availableParallelism()) }, () => worker(waiting));
if (!(await Promise.all(workers)).every(Boolean)) process.exitCode = 1;
