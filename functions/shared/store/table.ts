import {
  ConditionalCheckFailedException,
  TransactionCanceledException,
  TransactionConflictException,
} from "@aws-sdk/client-dynamodb";
import {
  BatchGetCommand,
  BatchWriteCommand,
  DeleteCommand,
  GetCommand,
  PutCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
  type DynamoDBDocumentClient,
} from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import * as z from "zod";
import type { Clock, Item, Key, Query, Random, Table, Transacted, Write, Written } from "../ports.ts";
import { expressionsOf } from "./expressions.ts";

const StoredItem = z.looseObject({ PK: z.string(), SK: z.string() });
const itemOf = (stored: unknown): Item | null => StoredItem.safeParse(stored).data ?? null;

/** How often a write is tried that met a transaction of somebody else, or a throttle inside its own. */
const TRIES = 6;
/** What cancels a transaction and says nothing about its rows. */
const PASSING = ["TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded", "RequestLimitExceeded"];
const REFUSED = "ConditionalCheckFailed";
interface Waiting {
  clock: Clock;
  random: Random;
}

/** The `Table` port on DynamoDB. Values never stand in expression texts, names neither. */
export function dynamoTable(client: DynamoDBDocumentClient, name: string, waiting: Waiting): Table {
  const { clock } = waiting;
  return {
    async get(key) {
      const found = await client.send(new GetCommand({ TableName: name, Key: { ...key }, ConsistentRead: true }));
      return itemOf(found.Item);
    },
    async batchGet(keys, options) {
      const found: Item[] = [];
      for (let from = 0; from < keys.length; from += 100) {
        found.push(...(await batchGet(keys.slice(from, from + 100), !options?.eventual)));
      }
      return found;
    },
    async query(query) {
      const index = query.index;
      const [pk, sk] = index === "work" ? ["WPK", "WSK"] : index === "views" ? ["VPK", "VSK"] : ["PK", "SK"];
      const [range, to] = rangeOf(query);
      const page = await client.send(
        new QueryCommand({
          TableName: name,
          ...(index !== undefined && { IndexName: index }),
          ConsistentRead: index === undefined,
          KeyConditionExpression: `#p = :p${range}`,
          ExpressionAttributeNames: { "#p": pk, ...(range !== "" && { "#s": sk }) },
          ExpressionAttributeValues: { ":p": query.pk, ...(range !== "" && { ":s": to }) },
          ScanIndexForward: query.newestFirst !== true,
          ...(query.limit !== undefined && { Limit: query.limit }),
          ...(query.cursor != null && { ExclusiveStartKey: keyOfCursor(query.cursor) }),
        }),
      );
      const items = (page.Items ?? []).map(itemOf).filter((item) => item !== null);
      return { items, cursor: page.LastEvaluatedKey === undefined ? null : cursorOf(page.LastEvaluatedKey) };
    },
    write: (write) => again(() => writeOne(client, name, write), waiting),
    transact: (writes) => again(() => transact(client, name, writes), waiting),
    async batchPut(items) {
      for (let from = 0; from < items.length; from += 25) await batchPut(items.slice(from, from + 25));
    },
  };

  async function batchGet(keys: readonly Key[], consistent: boolean): Promise<Item[]> {
    const found: Item[] = [];
    let rest: Record<string, unknown>[] = keys.map((key) => ({ ...key }));
    for (let tries = 0; rest.length > 0 && tries < 6; tries++) {
      if (tries > 0) await clock.wait(25 * 2 ** tries);
      const answer = await client.send(
        new BatchGetCommand({ RequestItems: { [name]: { Keys: rest, ConsistentRead: consistent } } }),
      );
      found.push(...(answer.Responses?.[name] ?? []).map(itemOf).filter((item) => item !== null));
      rest = answer.UnprocessedKeys?.[name]?.Keys ?? [];
    }
    if (rest.length > 0) throw new Error(`${rest.length} keys of ${name} stayed unprocessed`);
    return found;
  }

  async function batchPut(items: readonly Item[]): Promise<void> {
    let rest = items.map((item) => ({ PutRequest: { Item: { ...item } as Record<string, unknown> } }));
    for (let tries = 0; rest.length > 0 && tries < 6; tries++) {
      if (tries > 0) await clock.wait(25 * 2 ** tries);
      const answer = await client.send(new BatchWriteCommand({ RequestItems: { [name]: rest } }));
      rest = (answer.UnprocessedItems?.[name] ?? []).flatMap(({ PutRequest }) =>
        PutRequest?.Item ? [{ PutRequest: { Item: PutRequest.Item } }] : [],
      );
    }
    if (rest.length > 0) throw new Error(`${rest.length} items of ${name} stayed unprocessed`);
  }
}

/** DynamoDB refuses an empty text beside a key, also where everything begins with it. */
function rangeOf({ begins, upTo }: Query): [text: string, to: string | undefined] {
  if (begins !== undefined) return begins === "" ? ["", undefined] : [" AND begins_with(#s, :s)", begins];
  return upTo === undefined ? ["", undefined] : [" AND #s <= :s", upTo];
}

/** Does it until no transaction of somebody else is in the way; throws when one still is after six tries, for that is no answer about our rows. */
async function again<T>(act: () => Promise<T>, { clock, random }: Waiting): Promise<T> {
  for (let tries = 1; ; tries++)
    try {
      return await act();
    } catch (error) {
      if (!isPassing(error) || tries === TRIES) throw error;
      await clock.wait(25 * 2 ** tries * (0.5 + random.next()));
    }
}

function isPassing(error: unknown): boolean {
  if (error instanceof TransactionConflictException) return true;
  return error instanceof TransactionCanceledException && codesOf(error).some((code) => PASSING.includes(code));
}

function codesOf({ CancellationReasons = [] }: TransactionCanceledException): readonly string[] {
  return CancellationReasons.map(({ Code }) => Code ?? "None");
}

async function writeOne(client: DynamoDBDocumentClient, name: string, write: Write): Promise<Written> {
  try {
    const e = expressionsOf(write);
    const base = { TableName: name, ...e.common, ReturnValuesOnConditionCheckFailure: "ALL_OLD" as const };
    if ("put" in write) await client.send(new PutCommand({ ...base, Item: write.put }));
    else if ("delete" in write) await client.send(new DeleteCommand({ ...base, Key: { ...write.delete } }));
    else {
      const done = await client.send(
        new UpdateCommand({ ...base, Key: { ...write.update }, UpdateExpression: e.update, ReturnValues: "ALL_NEW" }),
      );
      return { ok: true, item: itemOf(done.Attributes) };
    }
    return { ok: true, item: null };
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return { ok: false, old: error.Item === undefined ? null : itemOf(unmarshall(error.Item)) };
  }
}

async function transact(client: DynamoDBDocumentClient, name: string, writes: readonly Write[]): Promise<Transacted> {
  const items = writes.map((write) => {
    const e = expressionsOf(write);
    const base = { TableName: name, ...e.common, ReturnValuesOnConditionCheckFailure: "ALL_OLD" as const };
    if ("put" in write) return { Put: { ...base, Item: write.put } };
    if ("delete" in write) return { Delete: { ...base, Key: { ...write.delete } } };
    return { Update: { ...base, Key: { ...write.update }, UpdateExpression: e.update } };
  });
  try {
    await client.send(new TransactWriteCommand({ TransactItems: items }));
    return { ok: true };
  } catch (error) {
    if (!(error instanceof TransactionCanceledException) || !codesOf(error).includes(REFUSED)) throw error;
    const reasons = (error.CancellationReasons ?? []).map(({ Code, Item: old }) => ({
      why: Code === REFUSED ? ("condition" as const) : ("none" as const),
      old: old === undefined ? null : itemOf(unmarshall(old)),
    }));
    return { ok: false, reasons };
  }
}

/** Opaque to whoever gets it. */
function cursorOf(key: Record<string, unknown>): string {
  return Buffer.from(JSON.stringify(key)).toString("base64url");
}

function keyOfCursor(cursor: string): Record<string, unknown> {
  return z.record(z.string(), z.unknown()).parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
}
