import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, Stack, Validations } from "aws-cdk-lib";
import { Queue } from "aws-cdk-lib/aws-sqs";
import { AwsSolutionsChecks } from "cdk-nag";
import { describe, expect, it } from "vitest";
import { unavailableTypes } from "./regions.ts";
import { PARTITIONS, settingsFrom } from "./settings.ts";
import { synthesize } from "./synthesize.ts";
import { PLATFORMS, named, templateOf } from "./testing.ts";

const everywhere = { egress: { south: "fixed_ip" } };
const folder = (): string => mkdtempSync(join(tmpdir(), "shanhuo-synth-"));

describe.each(PARTITIONS)("partition %s", (partition) => {
  it("has every resource type that we use", () => {
    expect(unavailableTypes(templateOf(partition, everywhere).toJSON(), partition)).toEqual([]);
  });

  it("has no finding that nobody acknowledged", () => {
    const context = { partition, ...everywhere };

    const synthesis = () =>
      synthesize({ registered: PLATFORMS, checked: true, bundled: false, outdir: folder(), context });

    expect(synthesis).not.toThrow();
  });

  it("traces where Lambda can", () => {
    const modes = Object.values(named(templateOf(partition), "AWS::Lambda::Function")).map(
      ({ Properties }) => Properties["TracingConfig"],
    );

    expect(new Set(modes.map((mode) => JSON.stringify(mode)))).toEqual(
      new Set([partition === "aws" ? '{"Mode":"Active"}' : undefined]),
    );
  });
});

describe("the checks themselves", () => {
  it("find a resource type that China does not have", () => {
    const resources = { Pool: { Type: "AWS::Cognito::UserPool" }, Orders: { Type: "AWS::SQS::Queue" } };

    expect(unavailableTypes({ Resources: resources }, "aws-cn")).toEqual(["AWS::Cognito::UserPool"]);
  });

  it("find a queue that anybody may reach without TLS", () => {
    const app = new App({ outdir: folder(), analyticsReporting: false });
    new Queue(new Stack(app, "Planted"), "Open");
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));

    expect(() => app.synth()).toThrow("AwsSolutions-SQS4");
  });
});

describe("settings", () => {
  it("take texts as the command line gives them, and refuse what they don't know", () => {
    expect(settingsFrom({ egress: '{"south":"fixed_ip"}' }, PLATFORMS, false).egress).toEqual({ south: "fixed_ip" });
    expect(() => settingsFrom({ egress: { south: "carrier_pigeon" } }, PLATFORMS, false)).toThrow("south");
    expect(() => settingsFrom({ partition: "aws-moon" }, PLATFORMS, false)).toThrow("partition");
  });
});
