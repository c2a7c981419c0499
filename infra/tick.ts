import { Duration } from "aws-cdk-lib";
import { Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Schedule, ScheduleExpression } from "aws-cdk-lib/aws-scheduler";
import { LambdaInvoke } from "aws-cdk-lib/aws-scheduler-targets";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { acknowledge } from "./acknowledge.ts";
import { type Parts, type Sends, grantSends, queueVariables, tableVariable } from "./environment.ts";
import { grantTable } from "./grants.ts";
import { LANE_KINDS } from "./lane.ts";
import { logicalIdOf, nameIt } from "./named.ts";
import { explainEnd } from "./queue.ts";
import { type Worker, addWorker } from "./worker.ts";

/** Ends before the next one starts. */
const TIMEOUT = Duration.seconds(50);
const EVERY = Duration.minutes(1);
const DEAD_DAYS = 14;
const SENDS: Sends = { lanes: { of: "all", kinds: LANE_KINDS }, orders: true, fanout: true };

/** The one clock of the machine, each minute. A minute that was missed is not made up for: rows say what is due. */
export interface Tick extends Worker {
  dead: Queue;
}

/** The schedule, its function, and the queue for minutes that could not be delivered. */
export function addTick(parent: Construct, { data, queues, settings }: Parts): Tick {
  const scope = new Construct(parent, "Tick");
  const worker = addWorker(scope, {
    name: "tick",
    entry: "functions/tick/handler.ts",
    timeout: TIMEOUT,
    environment: { ...tableVariable(data), ...queueVariables(scope, queues, SENDS) },
    settings,
  });
  grantSends(worker, queues, SENDS);
  grantTable(worker.role, data.table);
  const dead = deadMinutes(scope);
  addSchedule(scope, worker, dead);
  return { ...worker, dead };
}

function deadMinutes(scope: Construct): Queue {
  const dead = new Queue(scope, "Dead", {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(DEAD_DAYS),
  });
  nameIt(dead, { name: "tick-dead" });
  explainEnd(dead);
  acknowledge(dead, { "AwsSolutions-SQS3": "This is the dead-letter queue of the schedule." });
  return dead;
}

function addSchedule(scope: Construct, worker: Worker, dead: Queue): void {
  const role = new Role(scope, "ScheduleRole", { assumedBy: new ServicePrincipal("scheduler.amazonaws.com") });
  const schedule = new Schedule(scope, "Schedule", {
    schedule: ScheduleExpression.rate(EVERY),
    target: new LambdaInvoke(worker.lambda, { retryAttempts: 2, maxEventAge: EVERY, deadLetterQueue: dead, role }),
  });
  nameIt(schedule, { name: "tick" });
  acknowledge(worker.lambda, {
    "Serverless-LambdaDLQ": "The schedule keeps minutes that it could not deliver in a dead-letter queue of its own.",
  });
  acknowledge(role, {
    [`AwsSolutions-IAM5[Resource::<${logicalIdOf(worker.lambda)}.Arn>:*]`]:
      "Versions and aliases of this one function.",
  });
}
