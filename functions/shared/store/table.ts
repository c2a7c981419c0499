import { ConditionalCheckFailedException, TransactionCanceledException } from "@aws-sdk/client-dynamodb";
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
import type { Clause, Clock, Condition, Item, Key, Table, Transacted, Update, Write, Written } from "../ports.ts";

const StoredItem = z.looseObject({ PK: z.string(), SK: z.string() });
const itemOf = (stored: unknown): Item | null => StoredItem.safeParse(stored).data ?? null;

/** The `Table` port on DynamoDB. Values never stand in expression texts, names neither. */
export function dynamoTable(client: DynamoDBDocumentClient, name: string, clock: Clock): Table {
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
      const range =
        query.begins !== undefined ? " AND begins_with(#s, :s)" : query.upTo !== undefined ? " AND #s <= :s" : "";
      const page = await client.send(
        new QueryCommand({
          TableName: name,
          ...(index !== undefined && { IndexName: index }),
          ConsistentRead: index === undefined,
          KeyConditionExpression: `#p = :p${range}`,
          ExpressionAttributeNames: { "#p": pk, ...(range !== "" && { "#s": sk }) },
          ExpressionAttributeValues: { ":p": query.pk, ...(range !== "" && { ":s": query.begins ?? query.upTo }) },
          ScanIndexForward: query.newestFirst !== true,
          ...(query.limit !== undefined && { Limit: query.limit }),
          ...(query.cursor != null && { ExclusiveStartKey: keyOfCursor(query.cursor) }),
        }),
      );
      const items = (page.Items ?? []).map(itemOf).filter((item) => item !== null);
      return { items, cursor: page.LastEvaluatedKey === undefined ? null : cursorOf(page.LastEvaluatedKey) };
    },
    write: (write) => writeOne(client, name, write),
    transact: (writes) => transact(client, name, writes),
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
    if (!(error instanceof TransactionCanceledException)) throw error;
    const reasons = (error.CancellationReasons ?? []).map(({ Code, Item: old }) => ({
      why: WHY[Code ?? "None"] ?? ("other" as const),
      old: old === undefined ? null : itemOf(unmarshall(old)),
    }));
    return { ok: false, reasons };
  }
}

const WHY: Record<string, "none" | "condition" | "conflict" | "throttled"> = {
  None: "none",
  ConditionalCheckFailed: "condition",
  TransactionConflict: "conflict",
  ThrottlingError: "throttled",
  ProvisionedThroughputExceeded: "throttled",
};

interface Expressions {
  common: {
    ConditionExpression?: string;
    ExpressionAttributeNames?: Record<string, string>;
    ExpressionAttributeValues?: Record<string, unknown>;
  };
  update: string;
}

function expressionsOf(write: Write): Expressions {
  const names: Record<string, string> = {};
  const values: Record<string, unknown> = {};
  const n = (attribute: string) => put(names, attribute, "#n");
  const v = (value: unknown) => put(values, value, ":v");
  const update = "update" in write ? updateText(write, n, v) : "";
  const condition = write.if === undefined ? undefined : conditionText(write.if, n, v);
  return {
    common: {
      ...(condition !== undefined && { ConditionExpression: condition }),
      ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
      ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
    },
    update,
  };
}

function put<T>(into: Record<string, T>, value: T, prefix: string): string {
  const known = Object.entries(into).find(([, there]) => there === value)?.[0];
  if (known !== undefined) return known;
  const name = `${prefix}${Object.keys(into).length}`;
  into[name] = value;
  return name;
}

type Namer = (attribute: string) => string;
type Valuer = (value: unknown) => string;

function updateText(write: Update, n: Namer, v: Valuer): string {
  const sets = [
    ...Object.entries(write.set ?? {}).map(([name, value]) => `${n(name)} = ${v(value)}`),
    ...Object.entries(write.default ?? {}).map(
      ([name, value]) => `${n(name)} = if_not_exists(${n(name)}, ${v(value)})`,
    ),
  ];
  const adds = Object.entries(write.add ?? {}).map(([name, value]) => `${n(name)} ${v(value)}`);
  const removes = (write.remove ?? []).map(n);
  return [section("SET", sets), section("ADD", adds), section("REMOVE", removes)]
    .filter((text) => text !== "")
    .join(" ");
}

function section(word: string, parts: readonly string[]): string {
  return parts.length === 0 ? "" : `${word} ${parts.join(", ")}`;
}

function conditionText(condition: Condition, n: Namer, v: Valuer): string {
  const all = (clauses: readonly Clause[]) => clauses.map((clause) => clauseText(clause, n, v)).join(" AND ");
  if ("all" in condition) return all(condition.all);
  return condition.any.map((clauses) => `(${all(clauses)})`).join(" OR ");
}

function clauseText(clause: Clause, n: Namer, v: Valuer): string {
  if (clause[1] === "absent") return `attribute_not_exists(${n(clause[0])})`;
  if (clause[1] === "exists") return `attribute_exists(${n(clause[0])})`;
  return `${n(clause[0])} ${clause[1]} ${v(clause[2])}`;
}

/** Opaque to whoever gets it. */
function cursorOf(key: Record<string, unknown>): string {
  return Buffer.from(JSON.stringify(key)).toString("base64url");
}

function keyOfCursor(cursor: string): Record<string, unknown> {
  return z.record(z.string(), z.unknown()).parse(JSON.parse(Buffer.from(cursor, "base64url").toString()));
}
