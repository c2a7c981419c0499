import { type ChildProcess, type StdioOptions, spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync } from "node:fs";
import { dirname } from "node:path";

/** What to start. `log`: the file that gets what it prints. */
export interface Command {
  kind: string;
  file: string;
  args: readonly string[];
  env: Readonly<Record<string, string>>;
  log: string;
  /** True: a Node process that we talk with. */
  talks: boolean;
}
/** One process of ours, as others see it. */
export interface LocalProcess {
  kind: string;
  pid: number;
  /** As hard as `kill -9`. */
  kill(): void;
}

/** Starts a process with its output in a file of its own: no pipe of ours slows it down or breaks when we die. */
export function startChild(command: Command): ChildProcess {
  mkdirSync(dirname(command.log), { recursive: true });
  const out = openSync(command.log, "a");
  const stdio: StdioOptions = ["ignore", out, out, ...(command.talks ? (["ipc"] as const) : [])];
  const child = spawn(command.file, [...command.args], { env: { ...command.env }, stdio });
  closeSync(out);
  return tie(child);
}

const alive = new Set<ChildProcess>();
process.once("exit", () => alive.forEach((child) => child.kill("SIGKILL")));

/** No child outlives this process, however it exits; only who is killed with -9 cannot see to that. */
export function tie(child: ChildProcess): ChildProcess {
  alive.add(child);
  child.once("exit", () => alive.delete(child));
  return child;
}

/** The end of a process: its exit code, or the signal that ended it. */
export function ended(child: ChildProcess): Promise<number | NodeJS.Signals> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  if (child.signalCode !== null) return Promise.resolve(child.signalCode);
  return new Promise((done, failed) => {
    child.once("exit", (code, signal) => done(signal ?? code ?? 0));
    child.once("error", failed);
  });
}

/** Ends a process politely, and after two seconds by force. */
export async function endChild(child: ChildProcess): Promise<void> {
  const gone = ended(child).catch(() => 0);
  child.kill("SIGTERM");
  const force = setTimeout(() => child.kill("SIGKILL"), 2_000);
  await gone;
  clearTimeout(force);
}
