import { Annotations, Duration, RemovalPolicy } from "aws-cdk-lib";
import {
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  LogGroupLogDestination,
} from "aws-cdk-lib/aws-apigatewayv2";
import { AccessLogFormat } from "aws-cdk-lib/aws-apigateway";
import { HttpJwtAuthorizer } from "aws-cdk-lib/aws-apigatewayv2-authorizers";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import { acknowledge } from "./acknowledge.ts";
import {
  type Parts,
  type Sends,
  baseUrlsVariable,
  grantSends,
  keyVariable,
  queueVariables,
  receiversVariable,
  tableVariable,
  tokenVariables,
} from "./environment.ts";
import { grantCountyApps, grantKey, grantReceivers, grantTenantRows } from "./grants.ts";
import { LANE_KINDS } from "./lane.ts";
import { nameIt } from "./named.ts";
import type { Settings } from "./settings.ts";
import { type Worker, addWorker } from "./worker.ts";

const TIMEOUT = Duration.seconds(25);
/** Open to everybody: whether we live, and what the API is. */
const OPEN_PATHS = ["/health", "/openapi.json"];
const SENDS: Sends = { lanes: { of: "all", kinds: LANE_KINDS }, fanout: true };
const THROTTLE = { rateLimit: 200, burstLimit: 400 };

/** The HTTP API: every path asks for a token, two do not, and those of packers ask for a link of ours; the functions check tokens once more by themselves. `imports` reads workbooks, `pictures` stores pictures, `operator` answers the county's own. */
export function addApi(
  parent: Construct,
  parts: Parts,
  { imports, pictures, operator }: Record<"imports" | "pictures" | "operator", Worker>,
): Worker & { url: string; http: HttpApi } {
  const scope = new Construct(parent, "Api");
  const worker = apiFunction(scope, parts);
  const api = new HttpApi(scope, "Http", { createDefaultStage: false });
  nameIt(api, { name: "api" });
  const integration = new HttpLambdaIntegration("Integration", worker.lambda);
  const authorizer = new HttpJwtAuthorizer("Tokens", parts.settings.jwt.issuer, {
    jwtAudience: [parts.settings.jwt.audience],
  });
  new HttpRoute(scope, "Default", { httpApi: api, routeKey: HttpRouteKey.DEFAULT, integration, authorizer });
  const reading = new HttpLambdaIntegration("ImportsIntegration", imports.lambda);
  api.addRoutes({ path: "/imports", methods: [HttpMethod.POST], integration: reading, authorizer });
  const storing = new HttpLambdaIntegration("PicturesIntegration", pictures.lambda);
  api.addRoutes({ path: "/pictures", methods: [HttpMethod.POST], integration: storing, authorizer });
  const county = new HttpLambdaIntegration("OperatorIntegration", operator.lambda);
  const both = [HttpMethod.GET, HttpMethod.POST];
  api.addRoutes({ path: "/operator/{proxy+}", methods: both, integration: county, authorizer });
  addOpenPaths(api, integration);
  for (const { lambda } of [worker, imports, pictures, operator])
    acknowledge(lambda, { "Serverless-LambdaDLQ": "Called by the HTTP API, which waits for its answer." });
  addStage(scope, api);
  warnWithoutIssuer(scope, parts.settings);
  return { ...worker, url: api.apiEndpoint, http: api };
}

/** Paths without a token of the issuer: those open to everybody, and those of packers, who hold links of ours. */
function addOpenPaths(api: HttpApi, integration: HttpLambdaIntegration): void {
  const authorizer = new HttpNoneAuthorizer();
  const methods = [HttpMethod.GET, HttpMethod.POST];
  for (const route of api.addRoutes({ path: "/packer/{proxy+}", methods, integration, authorizer }))
    acknowledge(route, {
      "AwsSolutions-APIG4": "Packers hold links of ours, sealed under their merchant's key; the function opens them.",
    });
  for (const path of OPEN_PATHS)
    for (const route of api.addRoutes({ path, methods: [HttpMethod.GET], integration, authorizer }))
      acknowledge(route, { "AwsSolutions-APIG4": "Tells only that we live and what the API is; no data of anybody." });
}

function apiFunction(scope: Construct, { data, queues, settings }: Parts): Worker {
  const worker = addWorker(scope, {
    name: "api",
    entry: "functions/api/handler.ts",
    timeout: TIMEOUT,
    environment: {
      ...tableVariable(data),
      ...receiversVariable(data),
      ...keyVariable(data),
      ...baseUrlsVariable(settings),
      ...queueVariables(scope, queues, SENDS),
      ...tokenVariables(settings),
    },
    settings,
  });
  grantSends(worker, queues, SENDS);
  grantTenantRows(worker.role, data.table);
  grantCountyApps(worker.role, data.table);
  // A tombstone takes the place of an erased buyer.
  grantReceivers(worker.role, data.receivers, { read: true, put: true, tenantsOnly: true });
  grantKey(worker.role, data.key);
  return worker;
}

function addStage(scope: Construct, httpApi: HttpApi): void {
  const logGroup = new LogGroup(scope, "AccessLogs", {
    retention: RetentionDays.ONE_MONTH,
    removalPolicy: RemovalPolicy.DESTROY,
  });
  new HttpStage(scope, "Stage", {
    httpApi,
    stageName: "$default",
    autoDeploy: true,
    throttle: THROTTLE,
    accessLogSettings: { destination: new LogGroupLogDestination(logGroup), format: accessLogFormat() },
  });
}

/** No query, no headers, no body: a line says what was asked and how it went, never what about. */
function accessLogFormat(): AccessLogFormat {
  return AccessLogFormat.custom(
    JSON.stringify({
      requestId: "$context.requestId",
      at: "$context.requestTimeEpoch",
      route: "$context.routeKey",
      method: "$context.httpMethod",
      path: "$context.path",
      status: "$context.status",
      bytes: "$context.responseLength",
      ms: "$context.responseLatency",
      error: "$context.error.message",
    }),
  );
}

function warnWithoutIssuer(scope: Construct, settings: Settings): void {
  if (settings.jwt.configured) return;
  Annotations.of(scope).addWarningV2(
    "shanhuo:no-issuer",
    'No token issuer is set (context "jwtIssuer"): deployed like this, the API refuses everybody.',
  );
}
