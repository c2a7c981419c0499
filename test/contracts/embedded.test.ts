import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { systemClock } from "../../functions/shared/clock.ts";
import { sqsQueues } from "../../functions/shared/queues.ts";
import { dynamoTable } from "../../functions/shared/store/table.ts";
import { startStores, type Stores } from "../../local/stores.ts";
import { queueContract, type Delivery, type QueueBench } from "./queues.ts";
import { tableContract } from "./table.ts";

const QUEUE = "fanout";
let stores: Stores;
let folder = "";
let offsetMs = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "shanhuo-contracts-"));
  stores = await startStores({ dataDir: folder, fresh: true, clockOffsetMs: () => offsetMs });
});
afterAll(async () => {
  await stores.stop();
  rmSync(folder, { recursive: true, force: true });
});

tableContract("the embedded DynamoDB behind its port", async () => {
  const documents = DynamoDBDocumentClient.from(stores.clients.dynamo, {
    marshallOptions: { removeUndefinedValues: true },
  });
  return dynamoTable(documents, stores.tables.shanhuo, systemClock);
});

queueContract("the embedded SQS behind its port", async () => {
  await drain(`${QUEUE}-dead`);
  await drain(QUEUE);
  const port = sqsQueues(stores.clients.sqs, () => urlOf(QUEUE), systemClock);
  return { send: (messages) => port.send(QUEUE, messages), after, dead: () => drain(`${QUEUE}-dead`) };
});

function urlOf(queue: string): string {
  const url = stores.queueUrls[queue];
  if (url === undefined) throw new Error(`no queue ${queue}; there are ${Object.keys(stores.queueUrls).join(" ")}`);
  return url;
}

async function receive(queue: string) {
  const { Messages = [] } = await stores.clients.sqs.receiveMessage({
    QueueUrl: urlOf(queue),
    MaxNumberOfMessages: 10,
    MessageSystemAttributeNames: ["All"],
  });
  return Messages;
}

const after: QueueBench["after"] = async (ms, reader) => {
  offsetMs += ms;
  stores.move(offsetMs);
  // Asked behind the move by the same channel: once it answers, the queues' time has moved.
  await stores.counts();
  const got: Delivery[] = [];
  for (let batch = await receive(QUEUE); batch.length > 0; batch = await receive(QUEUE)) {
    for (const { Body = "", Attributes, ReceiptHandle } of batch) {
      const body: unknown = JSON.parse(Body);
      got.push({ body, receives: Number(Attributes?.ApproximateReceiveCount) });
      if (reader(body)) await stores.clients.sqs.deleteMessage({ QueueUrl: urlOf(QUEUE), ReceiptHandle });
    }
  }
  return got;
};

/** Takes everything out of a queue. */
async function drain(queue: string): Promise<unknown[]> {
  const bodies: unknown[] = [];
  for (let batch = await receive(queue); batch.length > 0; batch = await receive(queue)) {
    for (const { Body = "", ReceiptHandle } of batch) {
      bodies.push(JSON.parse(Body));
      await stores.clients.sqs.deleteMessage({ QueueUrl: urlOf(queue), ReceiptHandle });
    }
  }
  return bodies;
}
