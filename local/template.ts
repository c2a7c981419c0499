import * as z from "zod";
import { makeResolver } from "./intrinsics.ts";

const Resource = z.object({
  Type: z.string(),
  Properties: z.record(z.string(), z.unknown()).default({}),
  Metadata: z.object({ shanhuo: z.object({ name: z.string(), entry: z.string().optional() }).optional() }).optional(),
});
const Template = z.object({ Resources: z.record(z.string(), Resource) });
type Resource = z.infer<typeof Resource>;

const KeySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.enum(["HASH", "RANGE"]) }));
const TableProperties = z.object({
  AttributeDefinitions: z.array(z.object({ AttributeName: z.string(), AttributeType: z.enum(["S", "N", "B"]) })),
  KeySchema,
  GlobalSecondaryIndexes: z
    .array(
      z.object({
        IndexName: z.string(),
        KeySchema,
        Projection: z.object({ ProjectionType: z.enum(["ALL", "INCLUDE", "KEYS_ONLY"]) }),
      }),
    )
    .optional(),
  TimeToLiveSpecification: z.object({ AttributeName: z.string(), Enabled: z.boolean() }).optional(),
});
const QueueProperties = z.object({
  VisibilityTimeout: z.number().default(30),
  MessageRetentionPeriod: z.number().default(345_600),
  DelaySeconds: z.number().default(0),
  RedrivePolicy: z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.number() }).optional(),
});
const FunctionProperties = z.object({
  Timeout: z.number(),
  MemorySize: z.number(),
  Environment: z.object({ Variables: z.record(z.string(), z.string()) }).optional(),
});
const MappingProperties = z.object({
  BatchSize: z.number(),
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  FunctionResponseTypes: z.array(z.string()).default([]),
  MaximumBatchingWindowInSeconds: z.number().default(0),
  ScalingConfig: z.object({ MaximumConcurrency: z.number() }).optional(),
});
const ScheduleProperties = z.object({ ScheduleExpression: z.string(), Target: z.object({ Arn: z.string() }) });
const RouteProperties = z.object({ RouteKey: z.string(), AuthorizationType: z.string(), Target: z.string() });
const IntegrationProperties = z.object({ IntegrationUri: z.string() });

export type TableSpec = z.infer<typeof TableProperties> & { name: string };
export interface QueueSpec {
  name: string;
  visibilitySeconds: number;
  retentionSeconds: number;
  delaySeconds: number;
  redrive?: { deadQueue: string; maxReceiveCount: number };
}
export interface FunctionSpec {
  name: string;
  entry: string;
  timeoutSeconds: number;
  memoryMb: number;
  environment: Readonly<Record<string, string>>;
}
export interface MappingSpec {
  queue: string;
  function: string;
  batchSize: number;
  windowSeconds: number;
  maximumConcurrency: number;
  partialFailures: boolean;
}
export interface ScheduleSpec {
  expression: string;
  function: string;
}
export interface RouteSpec {
  key: string;
  function: string;
  open: boolean;
}
/** What a synthesized template asks for, by our own names; references between resources are resolved to names and local addresses. */
export interface Wanted {
  tables: readonly TableSpec[];
  queues: readonly QueueSpec[];
  buckets: readonly string[];
  functions: readonly FunctionSpec[];
  mappings: readonly MappingSpec[];
  schedules: readonly ScheduleSpec[];
  routes: readonly RouteSpec[];
}

/** Reads a synthesized template. `queueUrl` says where a queue is here. Throws when a resource that we play has no name, or an intrinsic that we don't know. */
export function readTemplate(text: string, queueUrl: (name: string) => string): Wanted {
  const { Resources } = Template.parse(JSON.parse(text));
  const resolve = makeResolver(
    new Map(Object.entries(Resources).map(([id, resource]) => [id, identity(resource)])),
    queueUrl,
  );
  const all = <T>(type: string, read: (properties: unknown, resource: Resource) => T): T[] =>
    Object.values(Resources)
      .filter((resource) => resource.Type === type)
      .map((resource) => read(resolve(resource.Properties), resource));
  const behind = new Map(
    Object.entries(Resources)
      .filter(([, { Type }]) => Type === "AWS::ApiGatewayV2::Integration")
      .map(([id, { Properties }]) => [id, lastPart(IntegrationProperties.parse(resolve(Properties)).IntegrationUri)]),
  );
  return {
    tables: all("AWS::DynamoDB::Table", (p, r) => ({ ...TableProperties.parse(p), name: nameOf(r) })),
    queues: all("AWS::SQS::Queue", (p, r) => queueSpec(QueueProperties.parse(p), nameOf(r))),
    buckets: all("AWS::S3::Bucket", (_, r) => nameOf(r)),
    functions: all("AWS::Lambda::Function", (p, r) => functionSpec(FunctionProperties.parse(p), r)),
    mappings: all("AWS::Lambda::EventSourceMapping", (p) => mappingSpec(MappingProperties.parse(p))),
    schedules: all("AWS::Scheduler::Schedule", (p) => scheduleSpec(ScheduleProperties.parse(p))),
    routes: all("AWS::ApiGatewayV2::Route", (p) => routeSpec(RouteProperties.parse(p), behind)),
  };
}

function identity(resource: Resource): { type: string; name: string | null } {
  return { type: resource.Type, name: resource.Metadata?.shanhuo?.name ?? null };
}

function nameOf(resource: Resource): string {
  const name = resource.Metadata?.shanhuo?.name;
  if (name === undefined) throw new Error(`the template has a ${resource.Type} without a name in its metadata`);
  return name;
}

function queueSpec(p: z.infer<typeof QueueProperties>, name: string): QueueSpec {
  const redrive = p.RedrivePolicy;
  return {
    name,
    visibilitySeconds: p.VisibilityTimeout,
    retentionSeconds: p.MessageRetentionPeriod,
    delaySeconds: p.DelaySeconds,
    ...(redrive !== undefined && {
      redrive: { deadQueue: lastPart(redrive.deadLetterTargetArn), maxReceiveCount: redrive.maxReceiveCount },
    }),
  };
}

function functionSpec(p: z.infer<typeof FunctionProperties>, resource: Resource): FunctionSpec {
  const entry = resource.Metadata?.shanhuo?.entry;
  if (entry === undefined) throw new Error(`function ${nameOf(resource)} has no entry in its metadata`);
  return {
    name: nameOf(resource),
    entry,
    timeoutSeconds: p.Timeout,
    memoryMb: p.MemorySize,
    environment: p.Environment?.Variables ?? {},
  };
}

function mappingSpec(p: z.infer<typeof MappingProperties>): MappingSpec {
  return {
    queue: lastPart(p.EventSourceArn),
    function: lastPart(p.FunctionName),
    batchSize: p.BatchSize,
    windowSeconds: p.MaximumBatchingWindowInSeconds,
    maximumConcurrency: p.ScalingConfig?.MaximumConcurrency ?? 1_000,
    partialFailures: p.FunctionResponseTypes.includes("ReportBatchItemFailures"),
  };
}

function scheduleSpec(p: z.infer<typeof ScheduleProperties>): ScheduleSpec {
  return { expression: p.ScheduleExpression, function: lastPart(p.Target.Arn) };
}

/** `behind`: the function of each integration, by its logical id. */
function routeSpec(p: z.infer<typeof RouteProperties>, behind: ReadonlyMap<string, string>): RouteSpec {
  const integration = p.Target.slice(p.Target.lastIndexOf("/") + 1);
  const name = behind.get(integration);
  if (name === undefined) throw new Error(`the route ${p.RouteKey} leads to no function`);
  return { key: p.RouteKey, function: name, open: p.AuthorizationType === "NONE" };
}

function lastPart(arn: string): string {
  return arn.slice(arn.lastIndexOf(":") + 1);
}
