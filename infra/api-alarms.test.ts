import { describe, expect, it } from "vitest";
import { named, templateOf } from "./testing.ts";

const template = templateOf("aws", { jwtIssuer: "https://login.example.cn", owner: "two-engineers" });
const alarms = Object.values(named(template, "AWS::CloudWatch::Alarm"));
const watched = (metric: string): string[] =>
  alarms
    .filter(({ Properties }) => Properties["MetricName"] === metric)
    .map(({ Properties }) => JSON.stringify(Properties["Dimensions"]));

describe("the HTTP API", () => {
  it("asks every path for a token but two, and those that platforms push to", () => {
    const routes = Object.values(named(template, "AWS::ApiGatewayV2::Route")).map(({ Properties }) => [
      Properties["RouteKey"],
      Properties["AuthorizationType"],
    ]);

    expect(Object.fromEntries(routes)).toEqual({
      $default: "JWT",
      "POST /imports": "JWT",
      "POST /pictures": "JWT",
      "GET /operator/{proxy+}": "JWT",
      "POST /operator/{proxy+}": "JWT",
      "GET /health": "NONE",
      "GET /openapi.json": "NONE",
      "GET /packer/{proxy+}": "NONE",
      "POST /packer/{proxy+}": "NONE",
      "GET /callbacks/{platform}/{merchant}/{shop}": "NONE",
      "POST /callbacks/{platform}/{merchant}/{shop}": "NONE",
    });
    template.hasResourceProperties("AWS::ApiGatewayV2::Authorizer", {
      AuthorizerType: "JWT",
      JwtConfiguration: { Issuer: "https://login.example.cn", Audience: ["shanhuo"] },
    });
  });

  it("logs how each call went, and nothing of what it was about", () => {
    const [stage] = Object.values(named(template, "AWS::ApiGatewayV2::Stage"));
    const { Format } = stage?.Properties["AccessLogSettings"] as { Format: string };

    expect(JSON.parse(Format)).toMatchObject({ requestId: "$context.requestId", status: "$context.status" });
    expect(Format).not.toMatch(/querystring|header|authorizer|body/i);
  });
});

describe("alarms", () => {
  it("watch each dead-letter queue, each queue's age, and each function", () => {
    const all = Object.keys(named(template, "AWS::SQS::Queue"));
    const dead = all.filter((name) => name.endsWith("-dead"));

    expect(new Set(watched("ApproximateNumberOfMessagesVisible")).size).toBe(dead.length);
    expect(new Set(watched("ApproximateAgeOfOldestMessage")).size).toBe(all.length - dead.length);
    expect(new Set(watched("Errors")).size).toBe(Object.keys(named(template, "AWS::Lambda::Function")).length);
  });

  it("ring at the first dead letter", () => {
    template.hasResourceProperties("AWS::CloudWatch::Alarm", {
      MetricName: "ApproximateNumberOfMessagesVisible",
      Threshold: 0,
      ComparisonOperator: "GreaterThanThreshold",
      EvaluationPeriods: 1,
    });
  });

  it("ring when orders are read late, and when nobody says how late", () => {
    template.hasResourceProperties("AWS::CloudWatch::Alarm", {
      Namespace: "Shanhuo",
      MetricName: "OrderSyncLagMinutes",
      TreatMissingData: "breaching",
    });
  });

  it("ring when nobody knows what became of an effect", () => {
    template.hasResourceProperties("AWS::CloudWatch::Alarm", { Namespace: "Shanhuo", MetricName: "UnknownEffects" });
  });

  it("say whose they are and what to do, and tell somebody", () => {
    for (const { Properties } of alarms) {
      expect(Properties["AlarmDescription"]).toMatch(/Owner: two-engineers\. Runbook: docs\/runbooks\/[a-z-]+\.md$/);
      expect(Properties["AlarmActions"]).toEqual([{ Ref: expect.stringMatching(/Topic/) }]);
    }
  });
});
