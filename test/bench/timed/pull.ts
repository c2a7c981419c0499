import { loadavg } from "node:os";
import { paginateQuery } from "@aws-sdk/client-dynamodb";
import * as z from "zod";
import { facts } from "../../../adapters/facts.ts";
import { keys } from "../../../functions/shared/store/keys.ts";
import { toRecords } from "../../../local/records.ts";
import type { Figure, Measure } from "../figure.ts";
import { keyOf } from "../goods.ts";
import { publish } from "./publishing.ts";
import { sharesText, stopwatch } from "./stopwatch.ts";
import { closeStage, MERCHANT, openStage, saveListing, type Stage } from "./stage.ts";

const ORDERS = 1_000;
/** A busy shop; hundreds in one second are none. */
const A_SECOND = 10;
const LISTING = 1;
/** Whole orders in the list; where it gives ids only, 900. */
const GOAL = 2_000;
/** All that a platform shows late is shown by then. */
const SHOWN_MS = 300_000;
const LIMIT_MS = 300_000;

/**
 * A thousand orders that lie at a platform, read into the queue by one invocation, while ingest works at the other end and the
 * imitation answers on the same processors; each platform by itself, the slowest counts.
 */
export const pull: Measure = {
  names: ["pull.orders_per_second"],
  counted: false,
  run: async () => {
    const stage = await openStage();
    try {
      await publish([await saveListing(stage, LISTING)], stage);
      const lines: Figure[] = [];
      for (const shop of stage.world.shops) lines.push(await pullFrom(shop, stage));
      const slowest = Math.min(...lines.map(({ value }) => value));
      return [{ name: "pull.orders_per_second", value: slowest, unit: "orders/s", goal: GOAL }, ...lines];
    } finally {
      await closeStage(stage);
    }
  },
};

type Shop = Stage["world"]["shops"][number];

/** Only what reached the table counts. */
async function pullFrom(shop: Shop, stage: Stage): Promise<Figure> {
  const { stack } = stage.world;
  await readNow(shop, stage);
  const before = await ordersHere(shop, stage);
  const body = { shop: shop.platformShop, lines: [{ merchantKey: `${keyOf(LISTING)}-500`, quantity: 1 }], pay: true };
  for (let n = 0; n < ORDERS; n++) {
    await shop.control.post(z.unknown(), "/orders", body);
    if (n % A_SECOND === 0) await stack.clock.advance(1_000);
  }
  await stack.clock.advance(SHOWN_MS);
  const watch = stopwatch(stage);
  await watch.during(() => readNow(shop, stage));
  await stack.idle({ timeoutMs: LIMIT_MS });
  const read = (await ordersHere(shop, stage)) - before;
  console.error(`${shop.platform}: ${read} of ${ORDERS} orders; ${sharesText(watch, read, loadavg())}`);
  const value = read / watch.seconds();
  return { name: `pull.orders_per_second.${shop.platform}`, value, unit: "orders/s", goal: null };
}

/** One invocation over the stream that brings new orders. */
async function readNow({ id, platform }: Shop, { world }: Stage): Promise<void> {
  const [newest] = [...(facts[platform]?.orders.streams ?? [])].sort((a, b) => a.everyMs - b.everyMs);
  const queue = `pull-${platform}`;
  const message = {
    MessageId: "1",
    ReceiptHandle: "1",
    Body: JSON.stringify({ v: 1, m: MERCHANT, s: id, stream: newest?.id }),
  };
  await world.stack.invoke(queue, { Records: toRecords([message], queue) });
}

async function ordersHere({ id }: Shop, { world }: Stage): Promise<number> {
  const { PK, SK } = keys.order(MERCHANT, id, "");
  const pages = paginateQuery(
    { client: world.stack.stores.clients.dynamo },
    {
      TableName: world.stack.tableName,
      Select: "COUNT",
      KeyConditionExpression: "PK = :p AND begins_with(SK, :s)",
      ExpressionAttributeValues: { ":p": { S: PK }, ":s": { S: SK } },
    },
  );
  let count = 0;
  for await (const { Count } of pages) count += Count ?? 0;
  return count;
}
