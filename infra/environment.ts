import { Stack } from "aws-cdk-lib";
import type { Construct } from "constructs";
import type { Data } from "./data.ts";
import type { LaneKind } from "./lane.ts";
import type { Queues } from "./common-queues.ts";
import type { Settings } from "./settings.ts";
import type { Worker } from "./worker.ts";

/** What every use of the stack's parts is made from. */
export interface Parts {
  data: Data;
  queues: Queues;
  settings: Settings;
}

/** Which queues a function sends to. `lanes`: of all platforms, or of one. */
export interface Sends {
  lanes?: { of: string | "all"; kinds: readonly LaneKind[] };
  orders?: true;
  fanout?: true;
}

/** Names of queues as variables: LANE_QUEUES holds {platform: {kind: url}} as JSON. */
export function queueVariables(scope: Construct, queues: Queues, sends: Sends): Record<string, string> {
  return {
    ...(sends.lanes !== undefined && { LANE_QUEUES: laneQueuesText(scope, queues, sends.lanes) }),
    ...(sends.orders && { ORDERS_QUEUE_URL: queues.orders.queue.queueUrl }),
    ...(sends.fanout && { FANOUT_QUEUE_URL: queues.fanout.queue.queueUrl }),
  };
}

/** Leave to send to exactly those queues. */
export function grantSends(worker: Worker, queues: Queues, sends: Sends): void {
  if (sends.orders) queues.orders.queue.grantSendMessages(worker.role);
  if (sends.fanout) queues.fanout.queue.grantSendMessages(worker.role);
  if (sends.lanes === undefined) return;
  for (const [, lane] of chosenLanes(queues, sends.lanes.of))
    for (const kind of sends.lanes.kinds) lane[kind].queue.grantSendMessages(worker.role);
}

/** Where the main rows are. */
export function tableVariable(data: Data): Record<string, string> {
  return { TABLE_NAME: data.table.tableName };
}

/** Where sealed receivers are. */
export function receiversVariable(data: Data): Record<string, string> {
  return { RECEIVERS_TABLE_NAME: data.receivers.tableName };
}

/** Where raw pages and large bodies are. */
export function bucketVariable(data: Data): Record<string, string> {
  return { RAW_BUCKET_NAME: data.bucket.bucketName };
}

/** Which key opens data keys. */
export function keyVariable(data: Data): Record<string, string> {
  return { KMS_KEY_ID: data.key.keyId };
}

/** Which addresses of platforms differ from the adapters' own. */
export function baseUrlsVariable(settings: Settings): Record<string, string> {
  return { PLATFORM_BASE_URLS: JSON.stringify(settings.platformBaseUrls) };
}

/** Which way out the lanes of a platform have. Throws when it is a relay and the deployment names none. */
export function egressVariables({ egress, relay }: Settings, platform: string): Record<string, string> {
  const given = egress[platform] ?? "any";
  if (given !== "relay") return { EGRESS: given };
  if (relay === null)
    throw new Error(`context "egress" sends ${platform} through a relay, but context "relay" names none`);
  return { EGRESS: given, RELAY_URL: relay.url, RELAY_IDENTITY: relay.identity };
}

/** How bearer tokens are checked. */
export function tokenVariables({ jwt }: Settings): Record<string, string> {
  return { JWT_ISSUER: jwt.issuer, JWT_AUDIENCE: jwt.audience, JWKS_URL: jwt.jwksUrl };
}

function laneQueuesText(scope: Construct, queues: Queues, lanes: NonNullable<Sends["lanes"]>): string {
  const urls = chosenLanes(queues, lanes.of).map(([platform, lane]) => [
    platform,
    Object.fromEntries(lanes.kinds.map((kind) => [kind, lane[kind].queue.queueUrl])),
  ]);
  return Stack.of(scope).toJsonString(Object.fromEntries(urls));
}

function chosenLanes(queues: Queues, of: string) {
  return [...queues.lanes].filter(([platform]) => of === "all" || of === platform);
}
