import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { SQSClient } from "@aws-sdk/client-sqs";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { randomBytes, randomInt } from "node:crypto";
import { plus } from "../../domain/time.ts";
import { systemClock } from "./clock.ts";
import { readEnv, type Env } from "./env.ts";
import type { Blob, Keyring, Ports, QueueName, Transport } from "./ports.ts";
import { sqsQueues } from "./queues.ts";
import { dynamoTable } from "./store/table.ts";
import { jsonLog } from "./telemetry.ts";

/** How long an invocation may run when nobody says: the shortest timeout of ours. */
const DEFAULT_MS = 25_000;
type Standing = Omit<Ports, "deadline">;
let standing: { ports: Standing; env: Env } | null = null;

/** What only some functions need: each names its own, so that no bundle carries clients that its function never calls. */
export interface Outside {
  blob?: (env: Env) => Blob;
  keyring?: (env: Env) => Keyring;
  transport?: (env: Env) => Transport;
}

/** The ports of one invocation; clients are made once per process. `remainingMs`: what Lambda leaves it. */
export function portsFor(service: string, remainingMs = DEFAULT_MS, outside: Outside = {}): { ports: Ports; env: Env } {
  standing ??= wire(service, outside);
  const until = plus(systemClock.now(), remainingMs);
  return { ports: { ...standing.ports, deadline: () => until }, env: standing.env };
}

function wire(service: string, outside: Outside): { ports: Standing; env: Env } {
  const env = readEnv();
  const documents = DynamoDBDocumentClient.from(new DynamoDBClient({}), {
    marshallOptions: { removeUndefinedValues: true },
  });
  const sqs = new SQSClient({ useQueueUrlAsEndpoint: false, md5: false });
  const random = { next: () => randomInt(2 ** 32) / 2 ** 32 };
  const table = (name: string) => dynamoTable(documents, name, { clock: systemClock, random });
  const ports: Standing = {
    clock: systemClock,
    random,
    ids: { id: newId },
    table: table(env.TABLE_NAME),
    receivers: table(env.RECEIVERS_TABLE_NAME ?? "receivers-not-given"),
    queues: sqsQueues(sqs, (queue) => queueUrl(queue, env), systemClock),
    blob: outside.blob?.(env) ?? { put: notGiven, get: notGiven },
    keyring: outside.keyring?.(env) ?? { newKey: notGiven, unwrap: notGiven },
    transport: outside.transport?.(env) ?? { send: notGiven },
    log: jsonLog(service),
    baseUrls: env.PLATFORM_BASE_URLS,
    profile: env.PROFILE,
    egress: env.EGRESS,
  };
  return { ports, env };
}

async function notGiven(): Promise<never> {
  throw new Error("this function was not given what it asked for: see its handler");
}

function newId(): string {
  return Array.from(randomBytes(12), (byte) => "abcdefghijklmnopqrstuvwxyz0123456789"[byte % 36]).join("");
}

function queueUrl(queue: QueueName, env: Env): string {
  const [lane = "", platform = ""] = queue.split(":");
  const common = queue === "orders" ? env.ORDERS_QUEUE_URL : queue === "fanout" ? env.FANOUT_QUEUE_URL : undefined;
  const url = common ?? env.LANE_QUEUES[platform]?.[lane];
  if (url === undefined) throw new Error(`this function was not given the queue ${queue}`);
  return url;
}
