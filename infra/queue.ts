import { Duration } from "aws-cdk-lib";
import { Queue, QueueEncryption } from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { acknowledge } from "./acknowledge.ts";
import { nameIt } from "./named.ts";

/** AWS asks for six times the function's time-out, so that a batch that is throttled can be tried again inside it. */
const VISIBILITY_FACTOR = 6;
/** A message keeps its first time of sending in the dead-letter queue: that queue must keep it longer. */
const SOURCE_DAYS = 4;
const DEAD_DAYS = 14;

/** A queue and the queue where its messages end that only outages and defects put there. */
export interface QueueWithDead {
  name: string;
  queue: Queue;
  dead: Queue;
}
export interface QueueProps {
  name: string;
  functionTimeout: Duration;
  maxReceiveCount: number;
}

/** A dead-letter queue is where messages end: nothing takes them from there by itself. */
export function explainEnd(dead: Queue): void {
  acknowledge(dead, {
    "Serverless-SQSRedrivePolicy": "This is the dead-letter queue; a person sends its messages back.",
  });
}

/** A standard queue, encrypted, for TLS only, with its dead-letter queue. */
export function addQueue(scope: Construct, props: QueueProps): QueueWithDead {
  const dead = new Queue(scope, "Dead", {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(DEAD_DAYS),
  });
  nameIt(dead, { name: `${props.name}-dead` });
  explainEnd(dead);
  const queue = new Queue(scope, "Queue", {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(SOURCE_DAYS),
    visibilityTimeout: Duration.seconds(VISIBILITY_FACTOR * props.functionTimeout.toSeconds()),
    deadLetterQueue: { queue: dead, maxReceiveCount: props.maxReceiveCount },
  });
  nameIt(queue, { name: props.name });
  return { name: props.name, queue, dead };
}
