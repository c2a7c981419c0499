import { Duration } from "aws-cdk-lib";
import { Construct } from "constructs";
import { LANE_KINDS, type LaneKind, addLaneQueue } from "./lane.ts";
import { type QueueWithDead, addQueue } from "./queue.ts";
import type { PlatformFacts } from "./settings.ts";

export const INGEST_TIMEOUT = Duration.seconds(30);
export const FANOUT_TIMEOUT = Duration.seconds(30);
/** A rush on one pool makes transaction conflicts, and those burn receives. */
const ORDERS_MAX_RECEIVES = 10;
const FANOUT_MAX_RECEIVES = 5;

/** Every queue of the stack; `lanes` by platform, then kind. */
export interface Queues {
  orders: QueueWithDead;
  fanout: QueueWithDead;
  lanes: ReadonlyMap<string, Readonly<Record<LaneKind, QueueWithDead>>>;
}

/** All queues, before any function: functions send to each other's. */
export function addQueues(parent: Construct, platforms: readonly PlatformFacts[]): Queues {
  const scope = new Construct(parent, "Queues");
  return {
    orders: addQueue(new Construct(scope, "orders"), {
      name: "orders",
      functionTimeout: INGEST_TIMEOUT,
      maxReceiveCount: ORDERS_MAX_RECEIVES,
    }),
    fanout: addQueue(new Construct(scope, "fanout"), {
      name: "fanout",
      functionTimeout: FANOUT_TIMEOUT,
      maxReceiveCount: FANOUT_MAX_RECEIVES,
    }),
    lanes: new Map(platforms.map((platform) => [platform.id, laneQueues(scope, platform)])),
  };
}

/** Every queue once, in a fixed order. */
export function allQueues(queues: Queues): readonly QueueWithDead[] {
  const lanes = [...queues.lanes.values()].flatMap((lane) => LANE_KINDS.map((kind) => lane[kind]));
  return [queues.orders, queues.fanout, ...lanes];
}

function laneQueues(scope: Construct, platform: PlatformFacts): Record<LaneKind, QueueWithDead> {
  return {
    publish: addLaneQueue(scope, platform, "publish"),
    urgent: addLaneQueue(scope, platform, "urgent"),
    pull: addLaneQueue(scope, platform, "pull"),
  };
}
