import type { Context, SQSEvent } from "aws-lambda";
import * as z from "zod";
import { beforeEach, expect, it, vi } from "vitest";
import { lane } from "./batch.ts";

const Told = z.object({ l: z.string() });
const worked: string[] = [];
beforeEach(() => {
  worked.length = 0;
  vi.stubEnv("TABLE_NAME", "t");
  vi.stubEnv("AWS_REGION", "us-east-1");
});

const handler = lane({ name: "lane", schema: Told, services: () => null }, async ({ l }) => {
  worked.push(l);
  if (l === "bad") throw new Error("it cannot be done");
});
const run = (...listings: string[]) => {
  const Records = listings.map((l, n) => ({ messageId: `${n}`, body: JSON.stringify({ l }), eventSource: "aws:sqs" }));
  return handler({ Records } as unknown as SQSEvent, { getRemainingTimeInMillis: () => 60_000 } as unknown as Context);
};

it("works on equal messages of a batch once, and lets all of them go", async () => {
  expect(await run("a", "b", "a", "a")).toEqual({ batchItemFailures: [] });
  expect(worked).toEqual(["a", "b"]);
});

it("gives back every one of the equal messages whose work failed, and no other", async () => {
  const { batchItemFailures } = (await run("bad", "a", "bad")) ?? { batchItemFailures: [] };

  expect(batchItemFailures.map(({ itemIdentifier }) => itemIdentifier)).toEqual(["0", "2"]);
  expect(worked).toEqual(["bad", "a"]);
});

it("works anew on what comes in a later batch", async () => {
  await run("a");
  await run("a");

  expect(worked).toEqual(["a", "a"]);
});
