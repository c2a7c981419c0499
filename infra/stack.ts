import { type App, CfnOutput, Stack, Tags } from "aws-cdk-lib";
import { addAlarms } from "./alarms.ts";
import { addApi } from "./api.ts";
import { addCallbacks } from "./callbacks.ts";
import { addQueues, allQueues } from "./common-queues.ts";
import { addData } from "./data.ts";
import type { Parts } from "./environment.ts";
import { addFanout } from "./fanout.ts";
import { addImports } from "./imports.ts";
import { addPictures } from "./pictures.ts";
import { addLanes } from "./lanes.ts";
import { addOperator } from "./operator.ts";
import { addIngest } from "./orders.ts";
import type { Settings } from "./settings.ts";
import { addTick } from "./tick.ts";

export const STACK_NAME = "Shanhuo";

/** The whole county in one stack: the only description of tables, queues, schedules, routes and functions, here and in the cloud. */
export function addStack(app: App, settings: Settings): Stack {
  const stack = new Stack(app, STACK_NAME, { env: { region: settings.region } });
  Tags.of(stack).add("owner", settings.owner);
  const parts: Parts = { data: addData(stack), queues: addQueues(stack, settings.platforms), settings };
  const lanes = addLanes(stack, parts);
  const ingest = addIngest(stack, parts);
  const fanout = addFanout(stack, parts);
  const tick = addTick(stack, parts);
  const imports = addImports(stack, parts);
  const pictures = addPictures(stack, parts);
  const operator = addOperator(stack, parts);
  const api = addApi(stack, parts, { imports, pictures, operator });
  const callbacks = addCallbacks(stack, parts, api.http);
  const topic = addAlarms(
    stack,
    {
      queues: allQueues(parts.queues),
      moreDead: [tick],
      workers: [...lanes, ingest, fanout, tick, imports, pictures, operator, api, callbacks],
    },
    settings,
  );
  new CfnOutput(stack, "ApiUrl", { value: api.url });
  new CfnOutput(stack, "AlarmTopicArn", { value: topic.topicArn });
  new CfnOutput(stack, "TableName", { value: parts.data.table.tableName });
  new CfnOutput(stack, "ReceiversTableName", { value: parts.data.receivers.tableName });
  new CfnOutput(stack, "BucketName", { value: parts.data.bucket.bucketName });
  new CfnOutput(stack, "KeyArn", { value: parts.data.key.keyArn });
  return stack;
}
