import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBDocumentClient } from "@aws-sdk/lib-dynamodb";
import { instant, MINUTE_MS, plus } from "../../../domain/time.ts";
import { systemClock } from "../../../functions/shared/clock.ts";
import { keys, views, work } from "../../../functions/shared/store/keys.ts";
import { dynamoTable } from "../../../functions/shared/store/table.ts";
import { publicationsOf, type DemoPublication } from "../../../local/demo/publish.ts";
import { hold, letGo } from "./held.ts";
import { MERCHANT, type Stage } from "./stage.ts";
import { stopwatch, type Stopwatch } from "./stopwatch.ts";

const LIMIT_MS = 300_000;
/** Audits take their time there; nobody waits for it here. */
const AUDIT_MS = 60 * MINUTE_MS;
const ROUNDS = 8;

/** How many are on sale of how many, and the work that it was. */
export interface Published {
  watch: Stopwatch;
  on: number;
  all: number;
}

/** Puts listings through in all shops. Only the lanes' work is timed: not the asking for it, and not the waiting for an audit. */
export async function publish(listings: readonly string[], stage: Stage): Promise<Published> {
  const { shops, stack } = stage.world;
  await want(listings, stage);
  const watch = stopwatch(stage);
  await watch.during(() => letGo(stage, LIMIT_MS));
  let stand = await standing(listings, stage);
  for (let round = 0; round < ROUNDS && stand.some(isOpen); round++) {
    await stack.clock.advance(AUDIT_MS);
    await watch.during(async () => {
      await stack.tick();
      await stack.idle({ timeoutMs: LIMIT_MS });
    });
    stand = await standing(listings, stage);
  }
  const on = stand.filter(({ shelf }) => shelf === "on").length;
  for (const { state, findings } of stand.filter(({ shelf }) => shelf !== "on").slice(0, 3))
    console.error(`not on sale: ${state} ${JSON.stringify(findings)}`);
  return { watch, on, all: listings.length * shops.length };
}

/** The wishes as the API writes them, and their messages, held until the clock moves. */
async function want(listings: readonly string[], stage: Stage): Promise<void> {
  const { stack, shops } = stage.world;
  const credentials = { accessKeyId: "local", secretAccessKey: "local" };
  const client = new DynamoDBClient({ endpoint: stack.endpoints.dynamodb, region: "us-east-1", credentials });
  const table = dynamoTable(DynamoDBDocumentClient.from(client), stack.tableName, {
    clock: systemClock,
    random: { next: () => 0.5 },
  });
  const due = plus(instant(stack.clock.now()), AUDIT_MS);
  for (const { id: s, platform } of shops) {
    await table.batchPut(listings.map((l) => wish(l, s)));
    const messages = listings.map((l) => ({ body: { v: 1, m: MERCHANT, l, s }, group: s }));
    await hold(`publish-${platform}`, messages, stage);
  }
  client.destroy();

  function wish(l: string, s: string) {
    const index = { ...views.publication(MERCHANT, s, l), ...work.due(l, due) };
    return { ...keys.publication(MERCHANT, l, s), l, s, want: "on", state: "due", ...index };
  }
}

async function standing(listings: readonly string[], { world }: Stage): Promise<DemoPublication[]> {
  const ours = new Set(listings);
  const all = await Promise.all(world.shops.map((shop) => publicationsOf(shop, world)));
  return all.flat().filter(({ listing }) => ours.has(listing));
}

function isOpen({ state }: DemoPublication): boolean {
  return ["due", "waiting", "unknown"].includes(state);
}
