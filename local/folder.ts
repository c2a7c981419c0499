import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";

const Start = z.object({
  /** The process that owns the folder; 0 when it has left. */
  pid: z.number(),
  dynamodb: z.number(),
  queues: z.number(),
  dynamodbPid: z.number(),
});
type Start = z.infer<typeof Start>;
const NEVER: Start = { pid: 0, dynamodb: 0, queues: 0, dynamodbPid: 0 };
const DATA = ["dynamodb.sqlite", "dynamodb.sqlite-wal", "dynamodb.sqlite-shm", "queues", "clock.json", "logs"];

/** Makes the folder; `fresh` throws away what an earlier start left in it, but not the cache beside it. Throws when another stack of ours lives there. */
export function prepareFolder(dataDir: string, fresh: boolean): void {
  mkdirSync(dataDir, { recursive: true });
  const { pid } = lastStart(dataDir);
  if (pid !== process.pid && isAlive(pid))
    throw new Error(`Process ${pid} already runs a stack on ${dataDir}: stop it, or give this one another folder.`);
  endOrphan(dataDir);
  if (fresh) for (const old of DATA) rmSync(join(dataDir, old), { recursive: true, force: true });
}

/** The ports of the last start, to be used again. */
export function lastPorts(dataDir: string): { dynamodb: number; queues: number } {
  return lastStart(dataDir);
}

/** Keeps who runs here, and where its services listen. */
export function rememberStart(dataDir: string, start: Omit<Start, "pid">): void {
  writeFileSync(join(dataDir, "start.json"), JSON.stringify({ pid: process.pid, ...start } satisfies Start));
}

/** Lets the next one in; its ports stay known. */
export function leaveFolder(dataDir: string): void {
  const start = { ...lastStart(dataDir), pid: 0, dynamodbPid: 0 };
  writeFileSync(join(dataDir, "start.json"), JSON.stringify(start));
}

function lastStart(dataDir: string): Start {
  try {
    return Start.parse(JSON.parse(readFileSync(join(dataDir, "start.json"), "utf8")));
  } catch {
    return NEVER;
  }
}

/** A stack that was killed leaves its database process behind, and two on one file would harm it. */
function endOrphan(dataDir: string): void {
  const { dynamodbPid } = lastStart(dataDir);
  if (commandOf(dynamodbPid).includes(join(dataDir, "dynamodb.sqlite"))) process.kill(dynamodbPid, "SIGKILL");
}

function commandOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8");
  } catch {
    return "";
  }
}

/** A process that has ended but was not buried yet (in containers nobody may do that) does not live. */
export function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0) && !(existsSync(`/proc/${pid}`) && commandOf(pid) === "");
  } catch {
    return false;
  }
}
