import { join } from "node:path";
import { bundleAll } from "./bundles.ts";
import type { MovableClock } from "./clock.ts";
import { type EnvironmentOptions, environmentOf } from "./environment.ts";
import { type Mapping, startMapping } from "./mapping.ts";
import { type Pool, makePool } from "./pool.ts";
import type { Stores } from "./stores.ts";
import type { FunctionSpec } from "./template.ts";

export interface FunctionOptions {
  stores: Stores;
  environment: EnvironmentOptions;
  clock: MovableClock;
  /** Copies of one function at most; the mapping's own concurrency is the other bound. */
  workersPerFunction: number;
  /** Instead of the bundled entry: for tests of the stack itself. */
  moduleOf?: (entry: string) => string | undefined;
  warn(sentence: string): void;
}
/** All functions of the template, by their names. */
export interface Functions {
  pools: ReadonlyMap<string, Pool>;
  environments: Readonly<Record<string, Readonly<Record<string, string>>>>;
  mappings: readonly Mapping[];
}

/** Makes the pools and starts the roads from queues to them. A function without a module yet keeps its messages in the queue, and says so. */
export async function startFunctions(options: FunctionOptions): Promise<Functions> {
  const { functions, mappings } = options.stores.wanted;
  const moduleOf = options.moduleOf ?? (await bundled(functions));
  const environments = Object.fromEntries(
    functions.map((spec) => [spec.name, environmentOf(spec, options.environment)]),
  );
  const pools = new Map<string, Pool>();
  for (const spec of functions) {
    const module = moduleOf(spec.entry);
    if (module === undefined) options.warn(`${spec.name}: ${spec.entry} does not exist yet, so it does not run`);
    else pools.set(spec.name, poolOf({ spec, module, env: environments[spec.name] ?? {} }, options));
  }
  return {
    pools,
    environments,
    mappings: mappings.flatMap((spec) => {
      const pool = pools.get(spec.function);
      if (pool === undefined) return [];
      const most = Math.min(spec.maximumConcurrency, options.workersPerFunction);
      const queueUrl = options.stores.queueUrls[spec.queue] ?? "";
      const { sqs } = options.stores.clients;
      return [startMapping({ spec, sqs, queueUrl, most, invoke: pool.invoke, warn: options.warn })];
    }),
  };
}

interface Runnable {
  spec: FunctionSpec;
  module: string;
  env: Readonly<Record<string, string>>;
}

function poolOf({ spec, module, env }: Runnable, options: FunctionOptions): Pool {
  return makePool({
    name: spec.name,
    module,
    env,
    log: join(options.stores.dataDir, "logs", `${spec.name}.log`),
    clockOffsetMs: options.clock.offsetMs,
    most: options.workersPerFunction,
    timeoutMs: spec.timeoutSeconds * 1_000,
  });
}

async function bundled(functions: readonly FunctionSpec[]): Promise<(entry: string) => string | undefined> {
  const modules = await bundleAll(functions.map((spec) => spec.entry));
  return (entry) => modules.get(entry);
}
