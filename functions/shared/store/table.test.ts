import { DynamoDBClient, TransactionCanceledException, TransactionConflictException } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient, TransactWriteCommand, UpdateCommand } from "@aws-sdk/lib-dynamodb";
import { mockClient } from "aws-sdk-client-mock";
import { describe, expect, it } from "vitest";
import { dynamoTable } from "./table.ts";

const KEY = { PK: "M#1", SK: "A" };
const RETRY = { $metadata: {}, message: "" };
const conflict = () => new TransactionConflictException(RETRY);
const cancelled = (...codes: readonly string[]) =>
  new TransactionCanceledException({ ...RETRY, CancellationReasons: codes.map((Code) => ({ Code })) });

/** A table whose service answers as `script` says; the waits between tries are noted. */
function scripted() {
  const documents = mockClient(DynamoDBDocumentClient.from(new DynamoDBClient({ region: "eu-west-1" })));
  const waits: number[] = [];
  const clock = { now: () => "2026-01-01T00:00:00Z" as never, wait: async (ms: number) => void waits.push(ms) };
  const table = dynamoTable(documents as never, "shanhuo", { clock, random: { next: () => 0.5 } });
  return { documents, waits, table };
}

describe("the table port where another's transaction is in the way", () => {
  it("tries a single write again, for the conflict says nothing about the row", async () => {
    const { documents, waits, table } = scripted();
    documents.on(UpdateCommand).rejectsOnce(conflict()).rejectsOnce(conflict()).resolves({ Attributes: KEY });

    expect(await table.write({ update: KEY, set: { x: 1 } })).toEqual({ ok: true, item: KEY });
    expect(waits).toEqual([50, 100]);
  });

  it.each(["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"])(
    "tries a transaction again that %s cancelled",
    async (code) => {
      const { documents, table } = scripted();
      documents.on(TransactWriteCommand).rejectsOnce(cancelled("None", code)).resolves({});

      expect(await table.transact([{ put: KEY }, { delete: { ...KEY, SK: "B" } }])).toEqual({ ok: true });
    },
  );

  it("answers at once when a condition failed beside the conflict", async () => {
    const { documents, waits, table } = scripted();
    documents.on(TransactWriteCommand).rejects(cancelled("TransactionConflict", "ConditionalCheckFailed"));

    const reasons = [{ why: "none" }, { why: "condition" }];
    expect(await table.transact([{ put: KEY }, { put: { ...KEY, SK: "B" } }])).toMatchObject({ ok: false, reasons });
    expect(waits).toEqual([]);
  });

  it("throws after six tries, so that no caller takes it for a refusal", async () => {
    const { documents, waits, table } = scripted();
    documents.on(TransactWriteCommand).rejects(cancelled("TransactionConflict"));

    await expect(table.transact([{ put: KEY }])).rejects.toThrow(TransactionCanceledException);
    expect(waits).toHaveLength(5);
  });

  it("throws at once what can never be: a transaction that the service finds wrong", async () => {
    const { documents, waits, table } = scripted();
    documents.on(TransactWriteCommand).rejects(cancelled("ValidationError"));

    await expect(table.transact([{ put: KEY }])).rejects.toThrow(TransactionCanceledException);
    expect(waits).toEqual([]);
  });
});
