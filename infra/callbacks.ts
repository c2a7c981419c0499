import { Duration } from "aws-cdk-lib";
import { type HttpApi, HttpMethod, HttpNoneAuthorizer } from "aws-cdk-lib/aws-apigatewayv2";
import { HttpLambdaIntegration } from "aws-cdk-lib/aws-apigatewayv2-integrations";
import { Construct } from "constructs";
import { acknowledge } from "./acknowledge.ts";
import { type Parts, type Sends, grantSends, keyVariable, queueVariables, tableVariable } from "./environment.ts";
import { grantKey, grantOpeningShops } from "./grants.ts";
import { type Worker, addWorker } from "./worker.ts";

/** Platforms wait five seconds for an answer. */
const TIMEOUT = Duration.seconds(5);
const PATH = "/callbacks/{platform}/{merchant}/{shop}";
const SENDS: Sends = { lanes: { of: "all", kinds: ["pull"] } };

/** Where platforms push to: no token of ours, for the signature of the shop's own platform is asked instead. It may only send to the pull lanes. */
export function addCallbacks(parent: Construct, { data, queues, settings }: Parts, api: HttpApi): Worker {
  const scope = new Construct(parent, "Callbacks");
  const worker = addWorker(scope, {
    name: "callbacks",
    entry: "functions/callbacks/handler.ts",
    timeout: TIMEOUT,
    environment: { ...tableVariable(data), ...keyVariable(data), ...queueVariables(scope, queues, SENDS) },
    settings,
  });
  grantSends(worker, queues, SENDS);
  grantOpeningShops(worker.role, data.table);
  grantKey(worker.role, data.key);
  const integration = new HttpLambdaIntegration("CallbacksIntegration", worker.lambda);
  const methods = [HttpMethod.GET, HttpMethod.POST];
  for (const route of api.addRoutes({ path: PATH, methods, integration, authorizer: new HttpNoneAuthorizer() }))
    acknowledge(route, {
      "AwsSolutions-APIG4": "Platforms have no token of ours: each push is verified by its signature.",
    });
  acknowledge(worker.lambda, { "Serverless-LambdaDLQ": "Called by the HTTP API, which waits for its answer." });
  return worker;
}
