import { join } from "node:path";
import type { DynamoDB } from "@aws-sdk/client-dynamodb";
import type { SQS } from "@aws-sdk/client-sqs";
import type { PlatformFacts } from "./options.ts";
import type { LocalProcess } from "./child.ts";
import { type QueueCounts, hostCounter, serviceCounter } from "./counts.ts";
import { ROOT } from "./files.ts";
import { leaveFolder, prepareFolder } from "./folder.ts";
import { LOCAL_ACCOUNT } from "./intrinsics.ts";
import { makeQueues, makeTables } from "./resources.ts";
import { type Services, clientsOf, makeBuckets, startServices } from "./services.ts";
import { templateText } from "./synthesis.ts";
import { type Wanted, readTemplate } from "./template.ts";

export interface StoreOptions {
  /** Default: .local */
  dataDir?: string;
  /** True: what an earlier start left is thrown away. */
  fresh?: boolean;
  /** Instead of the registry's: for tests of the stack itself. */
  platforms?: readonly PlatformFacts[];
  /** Instead of the template's, on every queue that feeds a function: how soon failed messages come back. */
  visibilitySeconds?: number;
  /** How far the stack's time is from real time; asked again when a service starts again. */
  clockOffsetMs?: () => number;
}
/** The services, with tables, queues and bucket as the template wants them. */
export interface Stores {
  dynamodb: string;
  sqs: string;
  s3: string;
  wanted: Wanted;
  tables: { shanhuo: string; receivers: string };
  bucket: string;
  /** By our names, as "orders" or "publish-<platform>". */
  queueUrls: Readonly<Record<string, string>>;
  /** What an AWS client needs to come here instead of to the cloud. */
  env: Readonly<Record<string, string>>;
  processes: readonly LocalProcess[];
  counts(): Promise<readonly QueueCounts[]>;
  /** Moves the time of the services that are ours. */
  move(offsetMs: number): void;
  clients: { dynamo: DynamoDB; sqs: SQS };
  dataDir: string;
  stop(): Promise<void>;
}

/** Starts the embedded DynamoDB, SQS and S3, or uses those that AWS_ENDPOINT_URL… names, and makes everything that the template describes. No function runs. */
export async function startStores(options: StoreOptions = {}): Promise<Stores> {
  const dataDir = options.dataDir ?? join(ROOT, ".local");
  prepareFolder(dataDir, options.fresh ?? false);
  const text = await templateText(options.platforms);
  const read = (urlOf: (name: string) => string): Wanted =>
    withVisibility(readTemplate(text, urlOf), options.visibilitySeconds);
  const first = read((name) => name);
  const services = await startServices({
    dataDir,
    buckets: first.buckets,
    clockOffsetMs: options.clockOffsetMs ?? (() => 0),
  });
  const clients = clientsOf(services);
  const [urls] = await Promise.all([makeQueues(clients.sqs, first.queues), makeTables(clients.dynamo, first.tables)]);
  if (!services.ours.s3) await makeBuckets(services, first.buckets);
  const known = services.ours.sqs ? ownAddresses(services, first) : urls;
  return assemble({ services, clients, dataDir, urls: known, wanted: read((name) => known.get(name) ?? name) });
}

interface Parts {
  services: Services;
  clients: Stores["clients"];
  dataDir: string;
  urls: ReadonlyMap<string, string>;
  wanted: Wanted;
}

function assemble({ services, clients, dataDir, urls, wanted }: Parts): Stores {
  const emulators = [services.dynamo, services.queues].filter((emulator) => emulator !== null);
  const { queues } = services;
  return {
    ...services.endpoints,
    wanted,
    tables: { shanhuo: "shanhuo", receivers: "receivers" },
    bucket: wanted.buckets[0] ?? "",
    queueUrls: Object.fromEntries(urls),
    env: services.env,
    processes: emulators.map((emulator) => emulator.process),
    counts:
      queues !== null && services.ours.sqs ? hostCounter(queues, [...urls.keys()]) : serviceCounter(clients.sqs, urls),
    move: (offsetMs) => queues?.tell({ kind: "clock", offsetMs }),
    clients,
    dataDir,
    stop: async () => {
      clients.dynamo.destroy();
      clients.sqs.destroy();
      await Promise.all(emulators.map((emulator) => emulator.stop()));
      leaveFolder(dataDir);
    },
  };
}

/** The emulator finds a queue by the last part of its address; what it answers names a port of an earlier start. */
function ownAddresses(services: Services, wanted: Wanted): ReadonlyMap<string, string> {
  return new Map(wanted.queues.map(({ name }) => [name, `${services.endpoints.sqs}/${LOCAL_ACCOUNT}/${name}`]));
}

function withVisibility(wanted: Wanted, seconds: number | undefined): Wanted {
  if (seconds === undefined) return wanted;
  const queues = wanted.queues.map((queue) =>
    queue.redrive === undefined ? queue : { ...queue, visibilitySeconds: seconds },
  );
  return { ...wanted, queues };
}
