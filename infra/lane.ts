import { Duration } from "aws-cdk-lib";
import { Construct } from "constructs";
import { type QueueWithDead, addQueue } from "./queue.ts";
import type { PlatformFacts, Settings } from "./settings.ts";
import { addMapping } from "./mapping.ts";
import type { Network } from "./network.ts";
import { type Worker, addWorker } from "./worker.ts";

export const LANE_KINDS = ["publish", "urgent", "pull"] as const;
export type LaneKind = (typeof LANE_KINDS)[number];

const TIMEOUTS: Readonly<Record<LaneKind, Duration>> = {
  publish: Duration.seconds(60),
  urgent: Duration.seconds(60),
  pull: Duration.seconds(120),
};
/** Fewer receives would put good messages into the dead-letter queue while the function is throttled. */
const MAX_RECEIVES = 5;
/** The smallest MaximumConcurrency that Lambda takes. */
const LEAST_CONCURRENCY = 2;

/** A platform's own queue and function: a slow platform can fill only its own. */
export interface Lane extends QueueWithDead, Worker {
  platform: string;
  kind: LaneKind;
}
export interface LaneProps {
  platform: PlatformFacts;
  kind: LaneKind;
  queue: QueueWithDead;
  environment: Readonly<Record<string, string>>;
  settings: Settings;
  network?: Network;
}

/** The lane's queue alone: functions of every lane name the queues of others, so that all queues come first. */
export function addLaneQueue(scope: Construct, platform: PlatformFacts, kind: LaneKind): QueueWithDead {
  const name = laneName(platform.id, kind);
  return addQueue(new Construct(scope, `${name}-queue`), {
    name,
    functionTimeout: TIMEOUTS[kind],
    maxReceiveCount: MAX_RECEIVES,
  });
}

/** The lane's function, fed by its queue with at most the platform's own number of batches at once. */
export function addLane(parent: Construct, props: LaneProps): Lane {
  const name = laneName(props.platform.id, props.kind);
  const worker = addWorker(new Construct(parent, name), {
    name,
    entry: `functions/${props.kind}/platforms/${props.platform.id}.ts`,
    timeout: TIMEOUTS[props.kind],
    environment: { ...props.environment, PLATFORM: props.platform.id },
    settings: props.settings,
    ...(props.network !== undefined && { network: props.network }),
  });
  addMapping(worker, props.queue, { maxConcurrency: Math.max(LEAST_CONCURRENCY, props.platform.concurrency) });
  return { ...props.queue, ...worker, platform: props.platform.id, kind: props.kind };
}

/** What a lane is called: the kind, then the platform. */
export function laneName(platform: string, kind: LaneKind): string {
  return `${kind}-${platform}`;
}
