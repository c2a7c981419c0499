import { Duration } from "aws-cdk-lib";
import { Construct } from "constructs";
import { FANOUT_TIMEOUT } from "./common-queues.ts";
import { FOLDERS } from "./data.ts";
import { type Parts, type Sends, bucketVariable, grantSends, queueVariables, tableVariable } from "./environment.ts";
import { grantFolder, grantTable } from "./grants.ts";
import { LANE_KINDS } from "./lane.ts";
import { addMapping } from "./mapping.ts";
import { type Worker, addWorker } from "./worker.ts";

const CONCURRENCY = 5;
/** A heap that many orders move within a second is told of once; the shops' own lists are minutes behind anyway. */
const WINDOW = Duration.seconds(1);
const SENDS: Sends = { lanes: { of: "all", kinds: LANE_KINDS }, fanout: true };

/** Turns a changed source row into small messages that name the publications it touches. */
export function addFanout(parent: Construct, { data, queues, settings }: Parts): Worker {
  const scope = new Construct(parent, "Fanout");
  const worker = addWorker(scope, {
    name: "fanout",
    entry: "functions/fanout/handler.ts",
    timeout: FANOUT_TIMEOUT,
    environment: { ...tableVariable(data), ...bucketVariable(data), ...queueVariables(scope, queues, SENDS) },
    settings,
  });
  addMapping(worker, queues.fanout, { maxConcurrency: CONCURRENCY, window: WINDOW });
  grantSends(worker, queues, SENDS);
  grantTable(worker.role, data.table);
  grantFolder(worker.role, data.bucket, { folder: FOLDERS.bodies, may: ["Get"] });
  return worker;
}
