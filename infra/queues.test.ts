import { Match } from "aws-cdk-lib/assertions";
import { describe, expect, it } from "vitest";
import { named, templateOf } from "./testing.ts";

const template = templateOf("aws");
const queues = named(template, "AWS::SQS::Queue");
const functions = named(template, "AWS::Lambda::Function");
const mappings = Object.values(named(template, "AWS::Lambda::EventSourceMapping"));
const SOURCES = [
  "orders",
  "fanout",
  ...["north", "south"].flatMap((platform) => ["publish", "urgent", "pull"].map((kind) => `${kind}-${platform}`)),
];
const functionOf = (queue: string): string => (queue === "orders" ? "ingest" : queue);
const idOf = (type: string, name: string): string =>
  Object.entries(template.findResources(type)).find(([, found]) => found["Metadata"]?.shanhuo?.name === name)?.[0] ??
  "";
const mappingOf = (queue: string) =>
  mappings.find(
    ({ Properties }) =>
      JSON.stringify(Properties["EventSourceArn"]) ===
      JSON.stringify({ "Fn::GetAtt": [idOf("AWS::SQS::Queue", queue), "Arn"] }),
  )?.Properties;

describe("queues", () => {
  it("are one for each lane of each platform, and two common ones, each with a dead-letter queue", () => {
    expect(Object.keys(queues).sort()).toEqual(
      [...SOURCES, ...SOURCES.map((name) => `${name}-dead`), "tick-dead"].sort(),
    );
  });

  it.each(SOURCES)("%s: four days, then fourteen in its own dead-letter queue", (name) => {
    expect(queues[name]?.Properties).toMatchObject({
      MessageRetentionPeriod: 4 * 86_400,
      SqsManagedSseEnabled: true,
      RedrivePolicy: {
        deadLetterTargetArn: { "Fn::GetAtt": [idOf("AWS::SQS::Queue", `${name}-dead`), "Arn"] },
        maxReceiveCount: name === "orders" ? 10 : 5,
      },
    });
    expect(queues[`${name}-dead`]?.Properties).toMatchObject({
      MessageRetentionPeriod: 14 * 86_400,
      SqsManagedSseEnabled: true,
    });
  });

  it.each(SOURCES)("%s: invisible for at least six times as long as its function may run", (name) => {
    const timeout = Number(functions[functionOf(name)]?.Properties["Timeout"]);

    expect(timeout).toBeGreaterThan(0);
    expect(Number(queues[name]?.Properties["VisibilityTimeout"])).toBeGreaterThanOrEqual(6 * timeout);
  });

  it.each(SOURCES)("%s: feeds its function by tens, and takes single failures back", (name) => {
    expect(mappingOf(name)).toMatchObject({
      FunctionName: { Ref: idOf("AWS::Lambda::Function", functionOf(name)) },
      BatchSize: 10,
      FunctionResponseTypes: ["ReportBatchItemFailures"],
    });
  });

  it("run as many batches of a lane as the adapter says, but never fewer than Lambda takes", () => {
    expect(mappingOf("pull-north")).toMatchObject({ ScalingConfig: { MaximumConcurrency: 7 } });
    expect(mappingOf("pull-south")).toMatchObject({ ScalingConfig: { MaximumConcurrency: 2 } });
  });

  it("take TLS only, all of them", () => {
    const guarded = Object.values(template.findResources("AWS::SQS::QueuePolicy")).filter((policy) =>
      JSON.stringify(policy["Properties"].PolicyDocument).includes('"aws:SecureTransport":"false"'),
    );

    expect(guarded).toHaveLength(Object.keys(queues).length);
  });

  it("have the schedule beside them: each minute, few retries, its own dead-letter queue", () => {
    template.hasResourceProperties("AWS::Scheduler::Schedule", {
      ScheduleExpression: "rate(1 minute)",
      Target: {
        RetryPolicy: { MaximumRetryAttempts: 2, MaximumEventAgeInSeconds: 60 },
        DeadLetterConfig: { Arn: { "Fn::GetAtt": [idOf("AWS::SQS::Queue", "tick-dead"), "Arn"] } },
      },
    });
    template.resourceCountIs("AWS::Scheduler::Schedule", 1);
  });

  it("and no others feed anything", () => {
    expect(mappings).toHaveLength(SOURCES.length);
    template.allResourcesProperties("AWS::Lambda::EventSourceMapping", Match.objectLike({ BatchSize: 10 }));
  });
});
