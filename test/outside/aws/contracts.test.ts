import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll } from "vitest";
import { startStores, type Stores } from "../../../local/stores.ts";
import { queueContract } from "../../contracts/queues.ts";
import { queueOf, tableOf } from "../../contracts/services.ts";
import { tableContract } from "../../contracts/table.ts";

// Nobody moves the time of these services: a minute lasts two seconds here, and the three of invisibility six.
const MINUTE_MS = 2_000;
let stores: Stores;
let folder = "";

beforeAll(async () => {
  if (process.env["AWS_ENDPOINT_URL"] === undefined) throw new Error("AWS_ENDPOINT_URL names no service");
  folder = mkdtempSync(join(tmpdir(), "shanhuo-outside-"));
  stores = await startStores({ dataDir: folder, fresh: true, visibilitySeconds: (3 * MINUTE_MS) / 1_000 });
});
afterAll(async () => {
  await stores.stop();
  rmSync(folder, { recursive: true, force: true });
});

tableContract("another DynamoDB behind our port", async () => tableOf(stores));
queueContract("another SQS behind our port", () => queueOf(stores, (ms) => wait(ms)), MINUTE_MS);
