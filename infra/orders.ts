import { Duration } from "aws-cdk-lib";
import { Construct } from "constructs";
import { INGEST_TIMEOUT } from "./common-queues.ts";
import { FOLDERS } from "./data.ts";
import {
  type Parts,
  type Sends,
  bucketVariable,
  grantSends,
  queueVariables,
  receiversVariable,
  tableVariable,
} from "./environment.ts";
import { grantFolder, grantReceivers, grantTable } from "./grants.ts";
import { LANE_KINDS } from "./lane.ts";
import { addMapping } from "./mapping.ts";
import { type Worker, addWorker } from "./worker.ts";

const CONCURRENCY = 20;
/** Orders that arrive together share a transaction, which costs a third less; nobody notices the second. */
const WINDOW = Duration.seconds(1);
const SENDS: Sends = { lanes: { of: "all", kinds: LANE_KINDS }, orders: true, fanout: true };

/** Takes orders from their queue into the table. It holds no key: receivers come sealed, and stay so. */
export function addIngest(parent: Construct, { data, queues, settings }: Parts): Worker {
  const scope = new Construct(parent, "Ingest");
  const worker = addWorker(scope, {
    name: "ingest",
    entry: "functions/ingest/handler.ts",
    timeout: INGEST_TIMEOUT,
    environment: {
      ...tableVariable(data),
      ...receiversVariable(data),
      ...bucketVariable(data),
      ...queueVariables(scope, queues, SENDS),
    },
    settings,
  });
  addMapping(worker, queues.orders, { maxConcurrency: CONCURRENCY, window: WINDOW });
  grantSends(worker, queues, SENDS);
  grantTable(worker.role, data.table);
  grantReceivers(worker.role, data.receivers, { put: true });
  grantFolder(worker.role, data.bucket, { folder: FOLDERS.raw, may: ["Get"] });
  return worker;
}
