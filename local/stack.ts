import { join } from "node:path";
import type { LocalProcess } from "./child.ts";
import type { MovableClock } from "./clock.ts";
import { ROOT } from "./files.ts";
import { untilIdle, untilQuiet } from "./idle.ts";
import type { Bearer } from "./issuer.ts";
import type { Logs } from "./logs.ts";
import { type Traffic, trafficOf } from "./mapping.ts";
import type { LocalOptions } from "./options.ts";
import { type Parts, startParts, stopParts } from "./parts.ts";
import type { Stores } from "./stores.ts";

const IDLE_LIMIT_MS = 60_000;

export type { LocalOptions } from "./options.ts";

/** The whole stack on one machine. */
export interface LocalStack {
  apiUrl: string;
  endpoints: { dynamodb: string; sqs: string; s3: string };
  tableName: string;
  receiversTableName: string;
  bucketName: string;
  /** By name, as "orders" or "publish-<platform>"; dead-letter queues end in "-dead". */
  queueUrls: Readonly<Record<string, string>>;
  /** What an AWS client needs, and the names of everything, as functions get them; what differs from function to function is in `environments`. */
  env: Readonly<Record<string, string>>;
  environments: Readonly<Record<string, Readonly<Record<string, string>>>>;
  stores: Stores;
  /** Runs a function once, as "api" or "pull-<platform>". Rejects when it throws, dies or is too slow. */
  invoke(functionName: string, event: unknown): Promise<unknown>;
  /** Runs tick once, now. */
  tick(): Promise<unknown>;
  clock: MovableClock;
  /** All processes as they are now; `kill` is `kill -9`. What was killed starts again. */
  processes(): readonly LocalProcess[];
  /** Resolves when nothing runs and nothing is due or held; after 60 s, or what is given, it rejects with what is left. */
  idle(options?: { timeoutMs?: number }): Promise<void>;
  /** Resolves when nothing runs and nothing is due, with how many messages are held by nobody that runs: they come back only when time passes. */
  quiet(options?: { timeoutMs?: number }): Promise<number>;
  /** Invocations that run now, of the functions whose names begin so. */
  busy(beginning: string): number;
  /** What the roads from queues to functions have carried so far. */
  traffic(): Traffic;
  logs: Logs;
  /** A token of the built-in issuer, good for twelve hours of the stack's time. */
  token(bearer: Bearer): Promise<string>;
  stop(): Promise<void>;
}

/** Starts everything that infra/ describes. It is ready when this resolves; functions start with their first event. */
export async function startLocal(options: LocalOptions): Promise<LocalStack> {
  const parts = await startParts(options, options.dataDir ?? join(ROOT, ".local"));
  const { stores, functions } = parts;
  return {
    apiUrl: parts.gateway.url,
    endpoints: { dynamodb: stores.dynamodb, sqs: stores.sqs, s3: stores.s3 },
    tableName: stores.tables.shanhuo,
    receiversTableName: stores.tables.receivers,
    bucketName: stores.bucket,
    queueUrls: stores.queueUrls,
    env: sharedEnvironment(functions.environments),
    environments: functions.environments,
    stores,
    invoke: parts.invoke,
    tick: parts.tick,
    clock: parts.clock,
    processes: () => [...stores.processes, ...poolsOf(parts).flatMap((pool) => pool.processes())],
    idle: ({ timeoutMs = IDLE_LIMIT_MS } = {}) => untilIdle({ counts: stores.counts, ...loadOf(parts) }, timeoutMs),
    quiet: ({ timeoutMs = IDLE_LIMIT_MS } = {}) => untilQuiet({ counts: stores.counts, ...loadOf(parts) }, timeoutMs),
    busy: (beginning) => sum(poolsOf(parts).map((pool) => (pool.name.startsWith(beginning) ? pool.busy() : 0))),
    traffic: () => trafficOf(functions.mappings),
    logs: parts.logs,
    token: (bearer) => parts.issuer.token(bearer),
    stop: () => stopParts(parts),
  };
}

function poolsOf({ functions }: Parts) {
  return [...functions.pools.values()];
}

const sum = (figures: readonly number[]): number => figures.reduce((a, b) => a + b, 0);

function loadOf(parts: Parts): { busy(): number; begun(): number } {
  return {
    busy: () =>
      sum([...poolsOf(parts).map((pool) => pool.busy()), ...parts.functions.mappings.map((mapping) => mapping.busy())]),
    begun: () => sum(poolsOf(parts).map((pool) => pool.begun())),
  };
}

/** Every variable of any function, as the API has it where they differ: it sees all lanes. */
function sharedEnvironment(environments: LocalStack["environments"]): Record<string, string> {
  const own = ["PLATFORM", "POWERTOOLS_SERVICE_NAME", "AWS_LAMBDA_FUNCTION_NAME"];
  const all = Object.assign({}, ...Object.values(environments), environments["tick"], environments["api"]);
  return Object.fromEntries(Object.entries<string>(all).filter(([name]) => !own.includes(name)));
}
