import { Duration } from "aws-cdk-lib";
import { Alarm, ComparisonOperator, type IMetric, Metric, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { Topic } from "aws-cdk-lib/aws-sns";
import type { Queue } from "aws-cdk-lib/aws-sqs";
import { Construct } from "constructs";
import { nameIt } from "./named.ts";
import type { QueueWithDead } from "./queue.ts";
import type { Settings } from "./settings.ts";
import type { Worker } from "./worker.ts";

/** What tick emits, by the minute: the age of the oldest coverage of any open shop. */
export const LAG_METRIC = { namespace: "Shanhuo", metricName: "OrderSyncLagMinutes" } as const;
/** What lanes emit for each look that did not tell what became of an effect. */
const UNKNOWN_METRIC = { namespace: "Shanhuo", metricName: "UnknownEffects" } as const;
/** Three times the slowest interval at which a shop's orders are read. */
const LAG_MINUTES = 45;
/** A lane whose oldest message is older does not keep up, or the platform is away. */
const AGE_SECONDS = 900;
const PERIOD = Duration.minutes(1);

/** What is watched. */
export interface Watched {
  queues: readonly QueueWithDead[];
  moreDead: readonly { name: string; dead: Queue }[];
  workers: readonly Worker[];
}

/** An alarm for each dead-letter queue, each queue's oldest message, each function's errors, order-sync lag and effects that nobody knows of; all to one topic. */
export function addAlarms(parent: Construct, watched: Watched, settings: Settings): Topic {
  const scope = new Construct(parent, "Alarms");
  const topic = new Topic(scope, "Topic", { enforceSSL: true });
  nameIt(topic, { name: "alarms" });
  const alarms = [
    ...[...watched.queues, ...watched.moreDead].map(deadLetters),
    ...watched.queues.map(oldMessages),
    ...watched.workers.map(errors),
    orderSyncLag(),
    unknownEffects(),
  ];
  for (const alarm of alarms) raise(topic, alarm, settings);
  return topic;
}

interface AlarmProps {
  id: string;
  metric: IMetric;
  above: number;
  periods: number;
  missing: TreatMissingData;
  says: string;
  runbook: string;
}

function raise(topic: Topic, props: AlarmProps, settings: Settings): void {
  const alarm = new Alarm(topic.node.scope ?? topic, props.id, {
    metric: props.metric,
    threshold: props.above,
    comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
    evaluationPeriods: props.periods,
    treatMissingData: props.missing,
    alarmDescription: `${props.says} Owner: ${settings.owner}. Runbook: ${settings.runbooks}/${props.runbook}.md`,
  });
  alarm.addAlarmAction(new SnsAction(topic));
}

function deadLetters({ name, dead }: { name: string; dead: Queue }): AlarmProps {
  return {
    id: `${name}-dead-letters`,
    metric: dead.metricApproximateNumberOfMessagesVisible({ period: PERIOD, statistic: "Maximum" }),
    above: 0,
    periods: 1,
    missing: TreatMissingData.NOT_BREACHING,
    says: `Messages of ${name} were given up.`,
    runbook: "dead-letters",
  };
}

function oldMessages({ name, queue }: QueueWithDead): AlarmProps {
  return {
    id: `${name}-oldest-message`,
    metric: queue.metricApproximateAgeOfOldestMessage({ period: PERIOD, statistic: "Maximum" }),
    above: AGE_SECONDS,
    periods: 5,
    missing: TreatMissingData.NOT_BREACHING,
    says: `Messages of ${name} wait for more than ${AGE_SECONDS / 60} minutes.`,
    runbook: "slow-lane",
  };
}

function errors({ name, lambda }: Worker): AlarmProps {
  return {
    id: `${name}-errors`,
    metric: lambda.metricErrors({ period: Duration.minutes(5), statistic: "Sum" }),
    above: 0,
    periods: 2,
    missing: TreatMissingData.NOT_BREACHING,
    says: `Function ${name} crashes or runs out of time.`,
    runbook: "function-errors",
  };
}

function orderSyncLag(): AlarmProps {
  return {
    id: "order-sync-lag",
    metric: new Metric({ ...LAG_METRIC, period: PERIOD, statistic: "Maximum" }),
    above: LAG_MINUTES,
    periods: 3,
    // No value means that tick does not run: nothing is read at all.
    missing: TreatMissingData.BREACHING,
    says: `Orders of a shop were not read for more than ${LAG_MINUTES} minutes, or tick stands still.`,
    runbook: "order-sync-lag",
  };
}

function unknownEffects(): AlarmProps {
  return {
    id: "unknown-effects",
    metric: new Metric({ ...UNKNOWN_METRIC, period: Duration.minutes(5), statistic: "Sum" }),
    above: 0,
    periods: 1,
    missing: TreatMissingData.NOT_BREACHING,
    says: "Something was sent to a platform, and nobody knows what became of it.",
    runbook: "unknown-effects",
  };
}
