import type { DynamoDB } from "@aws-sdk/client-dynamodb";
import { type CreateTableCommandInput } from "@aws-sdk/client-dynamodb";
import type { SQS } from "@aws-sdk/client-sqs";
import { QueueNameExists } from "@aws-sdk/client-sqs";
import type { QueueSpec, TableSpec } from "./template.ts";

/** Makes the tables that are missing, with their indexes and expiry; those that are there stay as they are. */
export async function makeTables(dynamo: DynamoDB, tables: readonly TableSpec[]): Promise<void> {
  const { TableNames = [] } = await dynamo.listTables({});
  for (const table of tables)
    if (!TableNames.includes(table.name)) {
      await dynamo.createTable(tableInput(table));
      await expire(dynamo, table);
    }
}

/** Makes the queues that are missing, dead-letter queues first, and brings the attributes of all to what is wanted. Answers with their addresses. */
export async function makeQueues(sqs: SQS, queues: readonly QueueSpec[]): Promise<ReadonlyMap<string, string>> {
  const urls = new Map<string, string>();
  const arns = new Map<string, string>();
  const ordered = [...queues].sort((a, b) => Number(a.redrive !== undefined) - Number(b.redrive !== undefined));
  for (const queue of ordered) {
    const url = await makeQueue(sqs, queue, arns);
    urls.set(queue.name, url);
    if (queue.redrive === undefined) arns.set(queue.name, await arnOf(sqs, url));
  }
  return urls;
}

async function makeQueue(sqs: SQS, queue: QueueSpec, arns: ReadonlyMap<string, string>): Promise<string> {
  const Attributes = attributesOf(queue, arns);
  try {
    return urlOf(await sqs.createQueue({ QueueName: queue.name, Attributes }));
  } catch (error) {
    if (!(error instanceof QueueNameExists)) throw error;
    const url = urlOf(await sqs.getQueueUrl({ QueueName: queue.name }));
    await sqs.setQueueAttributes({ QueueUrl: url, Attributes });
    return url;
  }
}

function urlOf({ QueueUrl }: { QueueUrl?: string | undefined }): string {
  if (QueueUrl === undefined) throw new Error("SQS gave no address of a queue");
  return QueueUrl;
}

async function arnOf(sqs: SQS, url: string): Promise<string> {
  const { Attributes } = await sqs.getQueueAttributes({ QueueUrl: url, AttributeNames: ["QueueArn"] });
  return Attributes?.["QueueArn"] ?? "";
}

function attributesOf(queue: QueueSpec, arns: ReadonlyMap<string, string>): Record<string, string> {
  const { redrive } = queue;
  return {
    VisibilityTimeout: String(queue.visibilitySeconds),
    MessageRetentionPeriod: String(queue.retentionSeconds),
    DelaySeconds: String(queue.delaySeconds),
    ...(redrive !== undefined && {
      RedrivePolicy: JSON.stringify({
        deadLetterTargetArn: arns.get(redrive.deadQueue),
        maxReceiveCount: redrive.maxReceiveCount,
      }),
    }),
  };
}

function tableInput(table: TableSpec): CreateTableCommandInput {
  const { AttributeDefinitions, KeySchema, GlobalSecondaryIndexes } = table;
  return {
    TableName: table.name,
    BillingMode: "PAY_PER_REQUEST",
    AttributeDefinitions,
    KeySchema,
    ...(GlobalSecondaryIndexes !== undefined && { GlobalSecondaryIndexes }),
  };
}

async function expire(dynamo: DynamoDB, table: TableSpec): Promise<void> {
  if (table.TimeToLiveSpecification === undefined) return;
  await dynamo.updateTimeToLive({ TableName: table.name, TimeToLiveSpecification: table.TimeToLiveSpecification });
}
