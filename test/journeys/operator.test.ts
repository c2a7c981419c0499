import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { clientOf } from "../../cli/client.ts";
import { redrive } from "../../cli/commands/redrive.ts";
import { startLocal, type LocalStack } from "../../local/stack.ts";

const CASE_MS = 120_000;
const dataDir = mkdtempSync(join(tmpdir(), "shanhuo-operator-"));
let stack: LocalStack;
let token = "";

beforeAll(async () => {
  stack = await startLocal({ dataDir, fresh: true, baseUrls: {}, profile: "fast", tickEvery: "manual" });
  token = await stack.token({ subject: "chen", merchant: "m00000000001", roles: ["operator"] });
}, CASE_MS);
afterAll(async () => {
  await stack.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const ask = async (method: string, path: string, body?: object) => {
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" };
  const sent = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await fetch(`${stack.apiUrl}${path}`, { method, headers, ...sent });
  return { status: answer.status, body: await answer.text() };
};

describe("the operator's function behind the gateway", { timeout: CASE_MS }, () => {
  it("takes a dead letter out of a real queue, and puts it into the one it came from", async () => {
    const sqs = new SQSClient({
      region: "local",
      endpoint: stack.endpoints.sqs,
      credentials: { accessKeyId: "x", secretAccessKey: "x" },
    });
    const body = JSON.stringify({ v: 1, m: "m1", source: "pool", id: "k1", hop: 20 });
    const QueueUrl = stack.queueUrls["fanout-dead"];
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: body, MessageGroupId: "m1" }));

    const lines: string[] = [];
    const client = clientOf({ url: stack.apiUrl, token });
    const run = (dryRun: boolean) =>
      redrive({ queue: "fanout", most: 500, dryRun }, client, { print: (line) => void lines.push(line) });
    expect(await run(true)).toBe(false);
    expect(lines).toEqual(["fanout: 1 given up, 0 sent back", expect.stringMatching(/^ {4}fanout {2}m1 .* hop 20$/)]);
    await stack.clock.advance(2_000);
    expect(await run(false)).toBe(true);
    await stack.idle();

    lines.length = 0;
    expect(await run(true)).toBe(true);
    expect(lines).toEqual(["nothing was given up"]);
  });

  it("shows the board, and lets a push that nobody signed go nowhere", async () => {
    expect(await ask("GET", "/operator/board?part=DAY")).toEqual({ status: 200, body: '{"items":[]}' });
    const pushed = await fetch(`${stack.apiUrl}/callbacks/nowhere/m1/shop00000001`, { method: "POST", body: "x" });
    expect([pushed.status, await pushed.text()]).toEqual([403, ""]);
  });
});
