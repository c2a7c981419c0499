import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it, vi } from "vitest";
import { dynamoProgram } from "./dynamo.ts";
import { type Stores, startStores } from "./stores.ts";

const platforms = [{ id: "north", concurrency: 3, egress: "any" }] as const;
const folders: string[] = [];
const running = new Set<Stores>();

afterEach(async () => {
  vi.unstubAllEnvs();
  for (const stores of running) await stores.stop();
  running.clear();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "shanhuo-stores-"));
  folders.push(folder);
  return folder;
}
async function start(dataDir: string, fresh = false): Promise<Stores> {
  const stores = await startStores({ dataDir, platforms, fresh });
  running.add(stores);
  return stores;
}
async function stop(stores: Stores): Promise<void> {
  running.delete(stores);
  await stores.stop();
}
const row = { PK: { S: "M#m1" }, SK: { S: "MER" } };

describe("the stores", () => {
  it("have what the template describes", async () => {
    const { clients, queueUrls, wanted } = await start(newFolder());

    const { Table } = await clients.dynamo.describeTable({ TableName: "shanhuo" });
    const { Attributes } = await clients.sqs.getQueueAttributes({
      QueueUrl: queueUrls["orders"],
      AttributeNames: ["All"],
    });

    expect(Table?.GlobalSecondaryIndexes?.map((index) => index.IndexName).sort()).toEqual(["views", "work"]);
    expect(Attributes).toMatchObject({ VisibilityTimeout: "180", MessageRetentionPeriod: String(4 * 86_400) });
    expect(JSON.parse(Attributes?.RedrivePolicy ?? "")).toMatchObject({ maxReceiveCount: 10 });
    expect(Object.keys(queueUrls).sort()).toEqual(wanted.queues.map((queue) => queue.name).sort());
  });

  it("keep rows and messages from start to start, at the same addresses, until told to forget", async () => {
    const folder = newFolder();
    const first = await start(folder);
    await first.clients.dynamo.putItem({ TableName: "shanhuo", Item: row });
    await first.clients.sqs.sendMessage({ QueueUrl: first.queueUrls["orders"], MessageBody: "x" });
    await stop(first);

    const second = await start(folder);
    expect(second.dynamodb).toBe(first.dynamodb);
    expect((await second.clients.dynamo.getItem({ TableName: "shanhuo", Key: row })).Item).toEqual(row);
    expect((await second.counts()).find(({ queue }) => queue === "orders")?.visible).toBe(1);
    await stop(second);

    const third = await start(folder, true);
    expect((await third.clients.dynamo.getItem({ TableName: "shanhuo", Key: row })).Item).toBeUndefined();
    expect((await third.counts()).find(({ queue }) => queue === "orders")?.visible).toBe(0);
  });

  it("are not opened twice: another living process has the folder", async () => {
    const folder = newFolder();
    writeFileSync(
      join(folder, "start.json"),
      JSON.stringify({ pid: process.ppid, dynamodb: 0, queues: 0, dynamodbPid: 0 }),
    );

    await expect(start(folder)).rejects.toThrow(`Process ${process.ppid} already runs`);
  });

  it("uses the services that AWS_ENDPOINT_URL names, and starts none beside them", async () => {
    const theirs = await start(newFolder());
    vi.stubEnv("AWS_ENDPOINT_URL_DYNAMODB", theirs.dynamodb);
    vi.stubEnv("AWS_ENDPOINT_URL", theirs.sqs);

    const ours = await start(newFolder());

    expect(ours.processes).toEqual([]);
    expect(ours.env).toMatchObject({ AWS_ENDPOINT_URL_DYNAMODB: theirs.dynamodb, AWS_ENDPOINT_URL_SQS: theirs.sqs });
    await ours.clients.sqs.sendMessage({ QueueUrl: ours.queueUrls["fanout"], MessageBody: "x" });
    expect((await theirs.counts()).find(({ queue }) => queue === "fanout")?.visible).toBe(1);
    expect((await ours.counts()).find(({ queue }) => queue === "fanout")?.visible).toBe(1);
  });

  it("listen on this machine only", async () => {
    const stores = await start(newFolder());
    const port = Number(new URL(stores.sqs).port).toString(16).toUpperCase().padStart(4, "0");

    const listening = readFileSync("/proc/net/tcp", "utf8")
      .split("\n")
      .map((line) => line.trim().split(/\s+/));

    expect(
      listening.filter(([, local, , state]) => local?.endsWith(`:${port}`) && state === "0A").map(([, local]) => local),
    ).toEqual([`0100007F:${port}`]);
  });
});

describe("a machine without the embedded DynamoDB", () => {
  it("is told in two languages what to do", () => {
    vi.spyOn(process, "arch", "get").mockReturnValue("riscv64");

    expect(() => dynamoProgram()).toThrow(
      /docker compose up -d[^]*AWS_ENDPOINT_URL_DYNAMODB[^]*本机没有内嵌的 DynamoDB/,
    );
    vi.restoreAllMocks();
  });
});
