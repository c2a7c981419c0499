import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { startStores, type Stores } from "../../local/stores.ts";
import { queueContract } from "./queues.ts";
import { queueOf, tableOf } from "./services.ts";
import { tableContract, tableRefusals } from "./table.ts";

let stores: Stores;
let folder = "";
let offsetMs = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "shanhuo-contracts-"));
  stores = await startStores({ dataDir: folder, fresh: true, clockOffsetMs: () => offsetMs });
});
afterAll(async () => {
  await stores.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function pass(ms: number): Promise<void> {
  offsetMs += ms;
  stores.move(offsetMs);
  // Asked behind the move by the same channel: once it answers, the queues' time has moved.
  await stores.counts();
}

tableContract("the embedded DynamoDB behind its port", async () => tableOf(stores));
tableRefusals("the embedded DynamoDB behind its port", async () => tableOf(stores));
queueContract("the embedded SQS behind its port", () => queueOf(stores, pass));
