import { setTimeout as sleep } from "node:timers/promises";
import { type MovableClock, openClock } from "./clock.ts";
import { localKeyFile } from "./environment.ts";
import { prepareFolder } from "./folder.ts";
import { type FunctionOptions, type Functions, startFunctions } from "./functions.ts";
import { type Gateway, openGateway } from "./http.ts";
import { type Issuer, openIssuer } from "./issuer.ts";
import { type Logs, openLogs } from "./logs.ts";
import { ownPaths } from "./own-paths.ts";
import { moveSandboxes } from "./sandboxes.ts";
import { type Schedule, startSchedule } from "./schedules.ts";
import type { BaseUrls, LocalOptions } from "./options.ts";
import { type Stores, startStores } from "./stores.ts";
import { warmCache } from "./warm.ts";

const DEFAULT_WORKERS = 2;
/** Batches that run get this long to end before their processes are ended; their messages come back. */
const LAST_BATCH_MS = 3_000;

/** What a running stack is made of. */
export interface Parts {
  baseUrls: BaseUrls;
  stores: Stores;
  functions: Functions;
  schedules: readonly Schedule[];
  gateway: Gateway;
  issuer: Issuer;
  clock: MovableClock;
  logs: Logs;
  invoke(functionName: string, event: unknown): Promise<unknown>;
  tick(): Promise<unknown>;
}

/** Starts the parts in the order in which they need each other: stores; the gateway, whose address is the issuer's name; functions; schedules. */
export async function startParts(options: LocalOptions, dataDir: string): Promise<Parts> {
  prepareFolder(dataDir, options.fresh ?? false);
  const clock = openClock(dataDir);
  const logs = openLogs(dataDir);
  const [baseUrls, stores, gateway] = await Promise.all([
    options.baseUrls,
    startStores({ ...storeOptions(options), dataDir, clockOffsetMs: clock.offsetMs }),
    openGateway(options.apiPort ?? 0),
    options.moduleOf === undefined ? warmCache(options.platforms) : null,
  ]);
  const issuer = await openIssuer(dataDir, gateway.url, clock.now);
  const functions = await startFunctions(functionOptions({ stores, clock, logs, issuer, baseUrls }, options));
  const invoke = invokeIn(functions);
  const tick = (): Promise<unknown> => invoke("tick", {});
  const schedules = options.tickEvery === "manual" ? [] : startSchedules({ stores, clock, invoke, warn: logs.warn });
  const parts: Parts = { baseUrls, stores, functions, schedules, gateway, issuer, clock, logs, invoke, tick };
  openDoor(parts, options);
  await followClock(parts);
  return parts;
}

/** Stops taking work, lets running batches end for a moment, then ends all processes. */
export async function stopParts({ schedules, gateway, functions, stores }: Parts): Promise<void> {
  schedules.forEach((schedule) => schedule.stop());
  await gateway.stop();
  const ended = Promise.all(functions.mappings.map((mapping) => mapping.stop()));
  await Promise.race([ended, sleep(LAST_BATCH_MS, undefined, { ref: false })]);
  await Promise.all([...functions.pools.values()].map((pool) => pool.stop()));
  await stores.stop();
}

function functionOptions(
  { stores, clock, logs, issuer, baseUrls }: Pick<Parts, "stores" | "clock" | "logs" | "issuer" | "baseUrls">,
  options: LocalOptions,
): FunctionOptions {
  return {
    stores,
    clock,
    environment: {
      aws: stores.env,
      profile: options.profile,
      baseUrls,
      issuer: issuer.issuer,
      keyFile: localKeyFile(stores.dataDir),
    },
    workersPerFunction: options.workersPerFunction ?? DEFAULT_WORKERS,
    ...(options.moduleOf !== undefined && { moduleOf: options.moduleOf }),
    warn: logs.warn,
  };
}

function storeOptions({ platforms, visibilitySeconds }: LocalOptions) {
  return {
    ...(platforms !== undefined && { platforms }),
    ...(visibilitySeconds !== undefined && { visibilitySeconds }),
  };
}

function invokeIn({ pools }: Functions): Parts["invoke"] {
  return (name, event) => {
    const pool = pools.get(name);
    if (pool !== undefined) return pool.invoke(event);
    return Promise.reject(new Error(`there is no function ${name}; there are: ${[...pools.keys()].join(", ")}`));
  };
}

function startSchedules({
  stores,
  clock,
  invoke,
  warn,
}: Pick<Parts, "stores" | "clock" | "invoke"> & Pick<Logs, "warn">) {
  return stores.wanted.schedules.map((spec) =>
    startSchedule(spec, clock, async () => {
      await invoke(spec.function, {}).catch((error: unknown) => warn(`${spec.function}: ${String(error)}`));
    }),
  );
}

function openDoor(parts: Parts, options: LocalOptions): void {
  const { gateway, stores, issuer, clock, logs, invoke } = parts;
  const own = ownPaths({ clock, issuer, tick: parts.tick, status: () => statusOf(parts, options) });
  gateway.serve({ routes: stores.wanted.routes, issuer, now: clock.now, invoke, own, warn: logs.warn });
}

async function statusOf(
  { baseUrls, stores, functions, clock, gateway }: Parts,
  options: LocalOptions,
): Promise<object> {
  const pools = [...functions.pools.values()];
  const processes = [...stores.processes, ...pools.flatMap((pool) => pool.processes())];
  return {
    now: new Date(clock.now()).toISOString(),
    offsetMs: clock.offsetMs(),
    profile: options.profile,
    api: gateway.url,
    platforms: baseUrls,
    endpoints: { dynamodb: stores.dynamodb, sqs: stores.sqs, s3: stores.s3 },
    queues: await stores.counts(),
    processes: processes.map(({ kind, pid }) => ({ kind, pid })),
  };
}

/** Queues and functions first, so that what comes due finds them in the new time; schedules last. */
async function followClock({ baseUrls, stores, functions, schedules, clock }: Parts): Promise<void> {
  const platforms = Object.values(baseUrls);
  clock.onMove((_, offsetMs) => stores.move(offsetMs));
  clock.onMove((_, offsetMs) => functions.pools.forEach((pool) => pool.move(offsetMs)));
  clock.onMove((advanceMs) => moveSandboxes(platforms, { advanceMs }));
  clock.onMove(() => schedules.forEach((schedule) => schedule.moved()));
  // An earlier start left this folder in another time: the sandboxes have just begun in the real one.
  if (clock.offsetMs() !== 0) await moveSandboxes(platforms, { now: new Date(clock.now()).toISOString() });
}
