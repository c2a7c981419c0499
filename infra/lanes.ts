import { Annotations } from "aws-cdk-lib";
import { Construct } from "constructs";
import { type Data, FOLDERS } from "./data.ts";
import {
  type Parts,
  type Sends,
  baseUrlsVariable,
  egressVariables,
  bucketVariable,
  grantSends,
  keyVariable,
  queueVariables,
  receiversVariable,
  tableVariable,
} from "./environment.ts";
import { grantFolder, grantKey, grantKnowingMissing, grantReceivers, grantTable } from "./grants.ts";
import { LANE_KINDS, type Lane, type LaneKind, addLane } from "./lane.ts";
import { type Network, addNetwork } from "./network.ts";
import type { PlatformFacts, Settings } from "./settings.ts";

/** The lanes of every platform. Lanes with fixed addresses share one network, which is made only for them. */
export function addLanes(parent: Construct, parts: Parts): readonly Lane[] {
  const scope = new Construct(parent, "Lanes");
  const fixed = parts.settings.platforms.filter((platform) => parts.settings.egress[platform.id] === "fixed_ip");
  const network = fixed.length > 0 ? addNetwork(scope) : undefined;
  return parts.settings.platforms.flatMap((platform) => {
    warnAboutEgress(scope, platform, parts.settings);
    return LANE_KINDS.map((kind) =>
      oneLane(scope, { platform, kind, parts, network: fixed.includes(platform) ? network : undefined }),
    );
  });
}

interface LaneUse {
  platform: PlatformFacts;
  kind: LaneKind;
  parts: Parts;
  network: Network | undefined;
}

function oneLane(scope: Construct, { platform, kind, parts, network }: LaneUse): Lane {
  const queue = parts.queues.lanes.get(platform.id)?.[kind];
  if (queue === undefined) throw new Error(`no ${kind} queue was made for ${platform.id}`);
  const { data, queues, settings } = parts;
  const sends = sendsOf(platform.id, kind);
  const environment = {
    ...tableVariable(data),
    ...(kind !== "publish" && receiversVariable(data)),
    ...bucketVariable(data),
    ...keyVariable(data),
    ...baseUrlsVariable(settings),
    ...egressVariables(settings, platform.id),
    ...queueVariables(scope, queues, sends),
  };
  const lane = addLane(scope, {
    platform,
    kind,
    queue,
    environment,
    settings,
    ...(network !== undefined && { network }),
  });
  grantSends(lane, queues, sends);
  grantData(lane, data);
  return lane;
}

function grantData({ role, kind }: Lane, data: Data): void {
  grantTable(role, data.table);
  grantKey(role, data.key);
  grantFolder(role, data.bucket, { folder: FOLDERS.bodies, may: ["Get", "Put"] });
  // An order that is read again just before shipping may go the whole way into the table, its receiver too.
  if (kind === "urgent") grantReceivers(role, data.receivers, { read: true, put: true });
  if (kind === "pull") {
    grantReceivers(role, data.receivers, { read: true });
    grantFolder(role, data.bucket, { folder: FOLDERS.raw, may: ["Get", "Put"] });
  }
  if (kind === "publish") {
    grantFolder(role, data.bucket, { folder: FOLDERS.pictures, may: ["Get"] });
    grantKnowingMissing(role, data.bucket);
  }
}

function sendsOf(platform: string, kind: LaneKind): Sends {
  return {
    lanes: { of: platform, kinds: LANE_KINDS },
    fanout: true,
    ...(kind !== "publish" && { orders: true as const }),
  };
}

function warnAboutEgress(scope: Construct, platform: PlatformFacts, settings: Settings): void {
  const given = settings.egress[platform.id] ?? "any";
  if (platform.egress === given) return;
  Annotations.of(scope).addWarningV2(
    `shanhuo:egress-${platform.id}`,
    `${platform.id} asks for egress ${platform.egress}; this deployment gives it ${given} (context "egress").`,
  );
}
