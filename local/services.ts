import { join } from "node:path";
import { DynamoDB } from "@aws-sdk/client-dynamodb";
import { SQS } from "@aws-sdk/client-sqs";
import type { Command } from "./child.ts";
import { dynamoProgram } from "./dynamo.ts";
import { type Emulator, startEmulator } from "./emulator.ts";
import { COMPILED } from "./files.ts";
import { rememberStart, lastPorts } from "./folder.ts";
import { LOCAL_REGION } from "./intrinsics.ts";

/** DynamoDB, SQS and S3 for one stack; `dynamo` and `queues` are null where a service that is not ours is used. */
export interface Services {
  endpoints: { dynamodb: string; sqs: string; s3: string };
  /** What an AWS client needs to come here instead of to the cloud. */
  env: Readonly<Record<string, string>>;
  dynamo: Emulator | null;
  queues: Emulator | null;
  ours: { sqs: boolean; s3: boolean };
}
export interface ServiceOptions {
  dataDir: string;
  buckets: readonly string[];
  clockOffsetMs: () => number;
}

/** Starts what AWS_ENDPOINT_URL… does not name. Ports stay the same from start to start while they are free. */
export async function startServices(options: ServiceOptions): Promise<Services> {
  const given = givenEndpoints();
  const ports = lastPorts(options.dataDir);
  const [dynamo, queues] = await Promise.all([
    given.dynamodb === undefined ? startEmulator((port) => dynamoCommand(port, options), ports.dynamodb) : null,
    given.sqs === undefined || given.s3 === undefined
      ? startEmulator((port) => queueCommand(port, options), ports.queues)
      : null,
  ]);
  const running = { dynamodb: dynamo?.port ?? 0, queues: queues?.port ?? 0, dynamodbPid: dynamo?.process.pid ?? 0 };
  rememberStart(options.dataDir, running);
  const endpoints = {
    dynamodb: given.dynamodb ?? `http://127.0.0.1:${dynamo?.port}`,
    sqs: given.sqs ?? `http://127.0.0.1:${queues?.port}`,
    s3: given.s3 ?? `http://127.0.0.1:${queues?.port}`,
  };
  const ours = { sqs: given.sqs === undefined, s3: given.s3 === undefined };
  return { endpoints, env: clientEnvironment(endpoints), dynamo, queues, ours };
}

/** Clients of this process for those services. */
export function clientsOf(services: Services): { dynamo: DynamoDB; sqs: SQS } {
  const { endpoints } = services;
  const common = clientOptions(services);
  return {
    dynamo: new DynamoDB({ ...common, endpoint: endpoints.dynamodb }),
    // The addresses of queues bear hosts that don't resolve; checksums cost more than they can find on one machine.
    sqs: new SQS({ ...common, endpoint: endpoints.sqs, useQueueUrlAsEndpoint: false, md5: false }),
  };
}

/** Makes the bucket at a service that is not ours; ours has it from its start. */
export async function makeBuckets(services: Services, buckets: readonly string[]): Promise<void> {
  const { S3, BucketAlreadyOwnedByYou } = await import("@aws-sdk/client-s3");
  const s3 = new S3({ ...clientOptions(services), endpoint: services.endpoints.s3, forcePathStyle: true });
  for (const Bucket of buckets)
    await s3.createBucket({ Bucket }).catch((error: unknown) => {
      if (!(error instanceof BucketAlreadyOwnedByYou)) throw error;
    });
  s3.destroy();
}

function clientOptions({ env }: Services) {
  const credentials = {
    accessKeyId: env["AWS_ACCESS_KEY_ID"] ?? "",
    secretAccessKey: env["AWS_SECRET_ACCESS_KEY"] ?? "",
    ...(env["AWS_SESSION_TOKEN"] !== undefined && { sessionToken: env["AWS_SESSION_TOKEN"] }),
  };
  return { region: env["AWS_REGION"] ?? LOCAL_REGION, credentials };
}

function givenEndpoints(): { dynamodb: string | undefined; sqs: string | undefined; s3: string | undefined } {
  const { AWS_ENDPOINT_URL: all, AWS_ENDPOINT_URL_DYNAMODB, AWS_ENDPOINT_URL_SQS, AWS_ENDPOINT_URL_S3 } = process.env;
  return {
    dynamodb: AWS_ENDPOINT_URL_DYNAMODB ?? all,
    sqs: AWS_ENDPOINT_URL_SQS ?? all,
    s3: AWS_ENDPOINT_URL_S3 ?? all,
  };
}

function clientEnvironment(endpoints: Services["endpoints"]): Record<string, string> {
  const { AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
  return {
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_SQS: endpoints.sqs,
    AWS_ENDPOINT_URL_S3: endpoints.s3,
    AWS_REGION: AWS_REGION ?? LOCAL_REGION,
    AWS_ACCESS_KEY_ID: AWS_ACCESS_KEY_ID ?? "local",
    AWS_SECRET_ACCESS_KEY: AWS_SECRET_ACCESS_KEY ?? "local",
    ...(AWS_SESSION_TOKEN !== undefined && { AWS_SESSION_TOKEN }),
  };
}

function dynamoCommand(port: number, { dataDir }: ServiceOptions): Command {
  return {
    kind: "dynamodb",
    file: dynamoProgram(),
    args: ["--host", "127.0.0.1", "--port", String(port), "--db-path", join(dataDir, "dynamodb.sqlite")],
    env: {},
    log: join(dataDir, "logs", "dynamodb.log"),
    talks: false,
  };
}

function queueCommand(port: number, { dataDir, buckets, clockOffsetMs }: ServiceOptions): Command {
  return {
    kind: "queues",
    file: process.execPath,
    args: ["--disable-warning=ExperimentalWarning", join(import.meta.dirname, "queue-host.ts")],
    env: {
      QUEUE_PORT: String(port),
      QUEUE_DATA: join(dataDir, "queues"),
      CLOCK_OFFSET_MS: String(clockOffsetMs()),
      BUCKETS: buckets.join(","),
      ...COMPILED,
    },
    log: join(dataDir, "logs", "queues.log"),
    talks: true,
  };
}
