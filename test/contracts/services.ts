import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { systemClock } from "../../functions/shared/clock.ts";
import type { Table } from "../../functions/shared/ports.ts";
import { sqsQueues } from "../../functions/shared/queues.ts";
import { dynamoTable } from "../../functions/shared/store/table.ts";
import type { Stores } from "../../local/stores.ts";
import type { Delivery, QueueBench } from "./queues.ts";

const QUEUE = "fanout";

/** Our table port in front of the DynamoDB of these stores. */
export function tableOf(stores: Stores): Table {
  const documents = DynamoDBDocumentClient.from(stores.clients.dynamo, {
    marshallOptions: { removeUndefinedValues: true },
  });
  return dynamoTable(documents, stores.tables.shanhuo, { clock: systemClock, random: { next: () => 0.5 } });
}

/** Our queue port in front of the SQS of these stores, on a queue that is emptied first. `pass` lets their time pass. */
export async function queueOf(stores: Stores, pass: (ms: number) => Promise<void>): Promise<QueueBench> {
  const { sqs } = stores.clients;
  const port = sqsQueues(sqs, () => urlOf(stores, QUEUE), systemClock);

  async function receive(queue: string) {
    const { Messages = [] } = await sqs.receiveMessage({
      QueueUrl: urlOf(stores, queue),
      MaxNumberOfMessages: 10,
      MessageSystemAttributeNames: ["All"],
    });
    return Messages;
  }
  async function takeOut(queue: string, reader: (body: unknown) => boolean): Promise<Delivery[]> {
    const got: Delivery[] = [];
    for (let batch = await receive(queue); batch.length > 0; batch = await receive(queue)) {
      for (const { Body = "", Attributes, ReceiptHandle } of batch) {
        const body: unknown = JSON.parse(Body);
        got.push({ body, receives: Number(Attributes?.ApproximateReceiveCount) });
        if (reader(body)) await sqs.deleteMessage({ QueueUrl: urlOf(stores, queue), ReceiptHandle });
      }
    }
    return got;
  }
  const all = () => true;
  await takeOut(`${QUEUE}-dead`, all);
  await takeOut(QUEUE, all);
  return {
    send: (messages) => port.send(QUEUE, messages),
    after: async (ms, reader) => {
      await pass(ms);
      return takeOut(QUEUE, reader);
    },
    dead: async () => (await takeOut(`${QUEUE}-dead`, all)).map(({ body }) => body),
  };
}

function urlOf(stores: Stores, queue: string): string {
  const url = stores.queueUrls[queue];
  if (url === undefined) throw new Error(`no queue ${queue}; there are ${Object.keys(stores.queueUrls).join(" ")}`);
  return url;
}
