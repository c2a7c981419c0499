import { describe, expect, it } from "vitest";
import { readTemplate } from "./template.ts";

const template = (resources: object): string => JSON.stringify({ Resources: resources });
const queue = (name: string, properties: object = {}) => ({
  Type: "AWS::SQS::Queue",
  Properties: properties,
  Metadata: { shanhuo: { name } },
});
const urlOf = (name: string): string => `http://here/${name}`;

describe("a template", () => {
  it("gives queues their dead-letter queue by name", () => {
    const text = template({
      A1: queue("orders-dead"),
      B2: queue("orders", {
        VisibilityTimeout: 180,
        RedrivePolicy: { deadLetterTargetArn: { "Fn::GetAtt": ["A1", "Arn"] }, maxReceiveCount: 10 },
      }),
    });

    expect(readTemplate(text, urlOf).queues[1]).toMatchObject({
      name: "orders",
      visibilitySeconds: 180,
      redrive: { deadQueue: "orders-dead", maxReceiveCount: 10 },
    });
  });

  it("resolves what functions are told about queues and tables", () => {
    const text = template({
      Q: queue("pull-north"),
      F: {
        Type: "AWS::Lambda::Function",
        Properties: {
          Timeout: 60,
          MemorySize: 512,
          Environment: {
            Variables: {
              LANE_QUEUES: { "Fn::Join": ["", ['{"pull":"', { Ref: "Q" }, '"}']] },
              REGION: { Ref: "AWS::Region" },
            },
          },
        },
        Metadata: { shanhuo: { name: "pull-north", entry: "functions/pull/handler.ts" } },
      },
    });

    expect(readTemplate(text, urlOf).functions[0]).toMatchObject({
      entry: "functions/pull/handler.ts",
      environment: { LANE_QUEUES: '{"pull":"http://here/pull-north"}', REGION: "us-east-1" },
    });
  });

  it("leads each route to the function behind its integration", () => {
    const integration = (id: string) => ({ "Fn::Join": ["", ["integrations/", { Ref: id }]] });
    const text = template({
      F: {
        Type: "AWS::Lambda::Function",
        Properties: { Timeout: 25, MemorySize: 512 },
        Metadata: { shanhuo: { name: "imports", entry: "functions/api/imports-handler.ts" } },
      },
      I: { Type: "AWS::ApiGatewayV2::Integration", Properties: { IntegrationUri: { "Fn::GetAtt": ["F", "Arn"] } } },
      R: {
        Type: "AWS::ApiGatewayV2::Route",
        Properties: { RouteKey: "POST /imports", AuthorizationType: "JWT", Target: integration("I") },
      },
    });
    const lost = template({
      R: {
        Type: "AWS::ApiGatewayV2::Route",
        Properties: { RouteKey: "$default", AuthorizationType: "JWT", Target: integration("gone") },
      },
    });

    expect(readTemplate(text, urlOf).routes).toEqual([{ key: "POST /imports", function: "imports", open: false }]);
    expect(() => readTemplate(lost, urlOf)).toThrow("leads to no function");
  });

  it("refuses a queue without a name, and an intrinsic that it does not know", () => {
    const nameless = template({ Q: { Type: "AWS::SQS::Queue", Properties: {} } });
    const strange = template({ Q: queue("orders", { DelaySeconds: { "Fn::ImportValue": "x" } }) });

    expect(() => readTemplate(nameless, urlOf)).toThrow("without a name");
    expect(() => readTemplate(strange, urlOf)).toThrow("Fn::ImportValue");
  });
});
