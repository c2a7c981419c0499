import { Duration, Stack } from "aws-cdk-lib";
import { Construct } from "constructs";
import { allQueues } from "./common-queues.ts";
import { type Parts, type Sends, grantSends, queueVariables, tableVariable, tokenVariables } from "./environment.ts";
import { grantBoard } from "./grants.ts";
import { LANE_KINDS } from "./lane.ts";
import { type Worker, addWorker } from "./worker.ts";

const TIMEOUT = Duration.seconds(25);
const SENDS: Sends = { lanes: { of: "all", kinds: LANE_KINDS }, orders: true, fanout: true };

/** Answers the county's operators: sends dead letters back, shows the board. It has no key and sees no merchant's rows. */
export function addOperator(parent: Construct, { data, queues, settings }: Parts): Worker {
  const scope = new Construct(parent, "Operator");
  const dead = Object.fromEntries(allQueues(queues).map(({ name, dead: { queueUrl } }) => [name, queueUrl]));
  const worker = addWorker(scope, {
    name: "operator",
    entry: "functions/api/operator-handler.ts",
    timeout: TIMEOUT,
    environment: {
      ...tableVariable(data),
      ...queueVariables(scope, queues, SENDS),
      ...tokenVariables(settings),
      DEAD_QUEUES: Stack.of(scope).toJsonString(dead),
    },
    settings,
  });
  grantSends(worker, queues, SENDS);
  for (const queue of allQueues(queues)) queue.dead.grantConsumeMessages(worker.role);
  grantBoard(worker.role, data.table);
  return worker;
}
