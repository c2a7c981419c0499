import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LocalStack, startLocal } from "./stack.ts";

const VISIBILITY_MS = 60_000;
const dataDir = mkdtempSync(join(tmpdir(), "shanhuo-local-"));
let stack: LocalStack;

beforeAll(async () => {
  stack = await startLocal({
    dataDir,
    baseUrls: {},
    profile: "fast",
    tickEvery: "manual",
    visibilitySeconds: VISIBILITY_MS / 1_000,
    platforms: [{ id: "north", concurrency: 3, egress: "any" }],
    moduleOf: () => join(import.meta.dirname, "fixtures", "handler.ts"),
  });
});
afterAll(async () => {
  await stack.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const send = (queue: string, ...deeds: readonly { id: string; do: string; once?: boolean; delaySeconds?: number }[]) =>
  stack.stores.clients.sqs.sendMessageBatch({
    QueueUrl: stack.queueUrls[queue],
    Entries: deeds.map(({ delaySeconds, ...deed }, n) => ({
      Id: String(n),
      MessageBody: JSON.stringify(deed),
      ...(delaySeconds !== undefined && { DelaySeconds: delaySeconds }),
    })),
  });
const runs = async (id: string): Promise<number> => {
  const { Item } = await stack.stores.clients.dynamo.getItem({
    TableName: stack.tableName,
    Key: { PK: { S: id }, SK: { S: "RUNS" } },
    ConsistentRead: true,
  });
  return Number(Item?.["runs"]?.N ?? 0);
};
const held = async (queue: string) => (await stack.stores.counts()).find((count) => count.queue === queue)?.held;
const until = async (holds: () => Promise<boolean>) => {
  await expect.poll(holds, { timeout: 20_000, interval: 20 }).toBe(true);
};

describe("a queue that feeds a function", () => {
  it("gives back only the message that failed, and gives it up after the last try", async () => {
    await send("publish-north", { id: "good", do: "ok" }, { id: "bad", do: "fail" });

    await until(async () => (await runs("bad")) === 1 && (await held("publish-north")) === 1);
    for (let again = 2; again <= 5; again++) {
      await stack.clock.advance(VISIBILITY_MS);
      await until(async () => (await runs("bad")) === again && (await held("publish-north")) === 1);
    }
    await stack.clock.advance(VISIBILITY_MS);
    await stack.idle();

    expect(await runs("good")).toBe(1);
    expect(await runs("bad")).toBe(5);
    const counts = await stack.stores.counts();
    expect(counts.find(({ queue }) => queue === "publish-north-dead")).toMatchObject({ visible: 1 });
  });

  it("gives back the whole batch when the function throws", async () => {
    await send("fanout", { id: "throws", do: "throw", once: true });

    await until(async () => (await runs("throws")) === 1 && (await held("fanout")) === 1);
    await stack.clock.advance(VISIBILITY_MS);
    await stack.idle();

    expect(await runs("throws")).toBe(2);
  });

  it("gives back what a killed process held, and starts another", async () => {
    await send("urgent-north", { id: "dies", do: "die", once: true });

    await until(async () => (await runs("dies")) === 1 && stack.logs.read("local").includes("SIGKILL"));
    expect(await stack.quiet()).toBe(1);
    const before = stack.traffic();
    await stack.clock.advance(VISIBILITY_MS);
    await stack.idle();

    expect(await runs("dies")).toBe(2);
    expect(await stack.quiet()).toBe(0);
    const { received, done } = stack.traffic();
    expect([received - before.received, done - before.done]).toEqual([1, 1]);
  });

  it("holds a delayed message until its time, and then delivers it by the moved clock", async () => {
    await send("pull-north", { id: "later", do: "ok", delaySeconds: 900 });

    await stack.idle();
    expect(await runs("later")).toBe(0);
    await stack.clock.advance(901_000);
    await stack.idle();

    expect(await runs("later")).toBe(1);
  });
});

describe("time and death", () => {
  it("moves for a function that runs already, for one that starts later, and back", async () => {
    const first = await stack.invoke("tick", {});
    expect(first).toMatchObject({ name: "tick" });

    await stack.clock.advance(3_600_000);
    const [same, fresh] = [await stack.invoke("tick", {}), await stack.invoke("api", {})];

    for (const seen of [same, fresh])
      expect(Math.abs(Number((seen as { now: number }).now) - stack.clock.now())).toBeLessThan(5_000);
    expect((same as { pid: number }).pid).toBe((first as { pid: number }).pid);
  });

  it("keeps rows and messages through kill -9 of the services", async () => {
    await send("orders", { id: "kept", do: "ok", delaySeconds: 600 });
    await send("fanout", { id: "before", do: "ok" });
    await until(async () => (await runs("before")) === 1 && (await held("fanout")) === 0);

    for (const { kind, kill } of stack.processes()) if (kind === "dynamodb" || kind === "queues") kill();
    await stack.clock.advance(601_000);
    await until(async () => (await runs("kept").catch(() => 0)) === 1);

    expect(await runs("before")).toBe(1);
    await stack.idle();
  });
});

describe("a function", () => {
  it("gets the time that the template gives it, in whole milliseconds, and the environment of this machine", async () => {
    const seen = (await stack.invoke("tick", {})) as { remainingMs: number };

    expect(Number.isInteger(seen.remainingMs)).toBe(true);
    expect(seen.remainingMs).toBeGreaterThan(40_000);
    expect(seen.remainingMs).toBeLessThanOrEqual(50_000);
    expect(seen).toMatchObject({ profile: "fast", hasKey: false });
    expect(await stack.invoke("pull-north", {})).toMatchObject({ hasKey: true });
    expect(await stack.invoke("pull-north", {})).not.toHaveProperty("KMS_KEY_ID");
  });

  it("that nobody knows is named, with those that there are", async () => {
    await expect(stack.invoke("pull-west", {})).rejects.toThrow(/no function pull-west.*pull-north/);
  });
});

describe("the HTTP API", () => {
  it("refuses without a token, lets one of the built-in issuer in, and refuses it when it is old", async () => {
    const token = await stack.token({ subject: "clerk", merchant: "m00000000001", roles: ["owner"] });
    const get = (headers: Record<string, string>) => fetch(`${stack.apiUrl}/shops`, { headers });

    expect((await get({})).status).toBe(401);
    expect((await get({ authorization: "Bearer nonsense" })).status).toBe(401);
    expect(await (await get({ authorization: `Bearer ${token}` })).json()).toMatchObject({ name: "api" });
    await stack.clock.advance(13 * 3_600_000);
    expect((await get({ authorization: `Bearer ${token}` })).status).toBe(401);
  });

  it("serves open paths, the keys, and its own clock", async () => {
    expect((await fetch(`${stack.apiUrl}/health`)).status).toBe(200);
    expect(await (await fetch(`${stack.apiUrl}/.well-known/jwks.json`)).json()).toMatchObject({
      keys: [{ kty: "RSA" }],
    });
    const before = stack.clock.now();

    const moved = await fetch(`${stack.apiUrl}/__local/clock`, { method: "POST", body: '{"advanceMs":1000}' });

    expect(moved.status).toBe(200);
    expect(stack.clock.now() - before).toBeGreaterThanOrEqual(1_000);
  });
});
