import { App, type AppProps, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks, ServerlessChecks } from "cdk-nag";
import { unavailableTypes } from "./regions.ts";
import { type PlatformFacts, settingsFrom } from "./settings.ts";
import { STACK_NAME, addStack } from "./stack.ts";

/** Behaviour of the CDK that both roads, `cdk` and `npm run synth`, must share; so it stands here and not in cdk.json. */
const FLAGS: Readonly<Record<string, boolean>> = {
  "@aws-cdk/core:checkSecretUsage": true,
  "@aws-cdk/aws-lambda:recognizeLayerVersion": true,
  "@aws-cdk/aws-iam:minimizePolicies": true,
  "@aws-cdk/aws-apigateway:requestValidatorUniqueId": true,
};

/** `checked`: with cdk-nag, which costs seconds. `bundled`: with code. */
export interface SynthesisProps {
  registered: readonly PlatformFacts[];
  checked: boolean;
  bundled: boolean;
  outdir?: string;
  context?: Readonly<Record<string, unknown>>;
}

/** Writes the template of one deployment. Throws when cdk-nag finds what nobody acknowledged, and when the partition does not have a resource type. */
export function synthesize({ registered, checked, bundled, outdir, context }: SynthesisProps): App {
  const props: AppProps = {
    analyticsReporting: false,
    treeMetadata: false,
    context: { ...FLAGS, ...context },
    ...(outdir !== undefined && { outdir }),
  };
  const app = new App(props);
  const settings = settingsFrom(app.node.getAllContext(), registered, bundled);
  addStack(app, settings);
  if (checked) Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  const { template } = app.synth().getStackByName(STACK_NAME);
  const unavailable = unavailableTypes(template, settings.partition);
  if (unavailable.length > 0) throw new Error(`not available in ${settings.partition}: ${unavailable.join(", ")}`);
  return app;
}
