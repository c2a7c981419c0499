import { join } from "node:path";
import { type Duration, RemovalPolicy } from "aws-cdk-lib";
import { ManagedPolicy, PolicyStatement, Role, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Architecture, Code, Function as LambdaFunction, Runtime, Tracing } from "aws-cdk-lib/aws-lambda";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import { acknowledge } from "./acknowledge.ts";
import { ROOT } from "./bundling.ts";
import { bundleEntry } from "./code.ts";
import { nameIt } from "./named.ts";
import { type Network, joinNetwork } from "./network.ts";
import type { Settings } from "./settings.ts";

export const MEMORY_MB = 512;

/** What differs from function to function. */
export interface WorkerProps {
  name: string;
  entry: string;
  timeout: Duration;
  environment: Readonly<Record<string, string>>;
  settings: Settings;
  /** Given: the function reaches the world through this network's fixed addresses. */
  network?: Network;
}
export interface Worker {
  name: string;
  lambda: LambdaFunction;
  role: Role;
}

/** A function with a role and a log group of its own, and its entry path in the metadata. Its role may do nothing but log until it is granted more. */
export function addWorker(scope: Construct, props: WorkerProps): Worker {
  const logGroup = new LogGroup(scope, "Logs", {
    retention: RetentionDays.ONE_MONTH,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  const role = roleOf(scope, logGroup, props.network !== undefined);
  const lambda = new LambdaFunction(scope, "Function", {
    runtime: Runtime.NODEJS_24_X,
    architecture: Architecture.ARM_64,
    memorySize: MEMORY_MB,
    timeout: props.timeout,
    ...codeOf(props),
    environment: environmentOf(props),
    role,
    logGroup,
    tracing: tracingOf(props.settings),
  });
  if (props.network !== undefined) joinNetwork(lambda, props.network);
  nameIt(lambda, { name: props.name, entry: props.entry });
  explainTracing(lambda, role, props.settings);
  return { name: props.name, lambda, role };
}

function environmentOf(props: WorkerProps): Record<string, string> {
  return {
    POWERTOOLS_SERVICE_NAME: props.name,
    LOG_LEVEL: props.settings.logLevel,
    PROFILE: props.settings.profile,
    ...props.environment,
  };
}

function codeOf(props: WorkerProps): { code: Code; handler: string } {
  // Never run: whoever synthesizes without bundling starts the entry itself.
  if (!props.settings.bundled) return { code: Code.fromInline("export {};"), handler: "index.handler" };
  const { folder } = bundleEntry(props.entry, join(ROOT, "cdk.out", "bundles"));
  return { code: Code.fromAsset(folder), handler: "handler.handler" };
}

function roleOf(scope: Construct, logGroup: LogGroup, inNetwork: boolean): Role {
  const role = new Role(scope, "Role", { assumedBy: new ServicePrincipal("lambda.amazonaws.com") });
  role.addToPolicy(
    new PolicyStatement({
      actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
      resources: [logGroup.logGroupArn],
    }),
  );
  if (!inNetwork) return role;
  role.addManagedPolicy(ManagedPolicy.fromAwsManagedPolicyName("service-role/AWSLambdaVPCAccessExecutionRole"));
  acknowledge(role, {
    "AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole]":
      "Lambda itself makes the network interfaces; EC2 knows no narrower resource for describing and deleting them.",
  });
  return role;
}

/** Lambda has no X-Ray integration in the China regions. */
function tracingOf(settings: Settings): Tracing {
  return settings.partition === "aws-cn" ? Tracing.DISABLED : Tracing.ACTIVE;
}

function explainTracing(lambda: LambdaFunction, role: Role, settings: Settings): void {
  if (settings.partition === "aws-cn")
    acknowledge(lambda, {
      "Serverless-LambdaTracing": "Lambda in the China regions has no X-Ray integration; our own log spans stand in.",
    });
  else
    acknowledge(role, {
      "AwsSolutions-IAM5[Resource::*]":
        "X-Ray's two put actions know no resource; nothing else here names all of them.",
    });
}
