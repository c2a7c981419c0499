import { describe, expect, it } from "vitest";
import { list, named, statementsOf, templateOf } from "./testing.ts";

const template = templateOf("aws");
const functions = named(template, "AWS::Lambda::Function");
const names = Object.keys(functions);
const TIMEOUTS: Record<string, number> = {
  publish: 60,
  urgent: 60,
  pull: 120,
  ingest: 30,
  fanout: 30,
  tick: 50,
  api: 25,
  imports: 25,
  pictures: 25,
  callbacks: 5,
  operator: 25,
};
const kindOf = (name: string): string => name.split("-")[0] ?? "";
const entryOf = (name: string): string => {
  const [kind, platform] = name.split("-");
  if (name === "operator") return "functions/api/operator-handler.ts";
  if (name === "imports" || name === "pictures") return `functions/api/${name}-handler.ts`;
  return `functions/${kind}/${platform === undefined ? "handler" : `platforms/${platform}`}.ts`;
};
const variables = (name: string): Record<string, unknown> =>
  (functions[name]?.Properties["Environment"] as { Variables: Record<string, unknown> }).Variables;
const actionsOf = (name: string): string[] => statementsOf(template, name).flatMap(({ Action }) => list(Action));

describe("functions", () => {
  it("are three for each platform, and eight common ones", () => {
    expect(names.sort()).toEqual([
      "api",
      "callbacks",
      "fanout",
      "imports",
      "ingest",
      "operator",
      "pictures",
      "publish-north",
      "publish-south",
      "pull-north",
      "pull-south",
      "tick",
      "urgent-north",
      "urgent-south",
    ]);
  });

  it.each(names)("%s: Node 24 on arm64 with its time-out, logs that end, and its entry in the metadata", (name) => {
    expect(functions[name]).toMatchObject({
      Properties: { Runtime: "nodejs24.x", Architectures: ["arm64"], MemorySize: 512, Timeout: TIMEOUTS[kindOf(name)] },
      Metadata: { shanhuo: { entry: entryOf(name) } },
    });
    template.allResourcesProperties("AWS::Logs::LogGroup", { RetentionInDays: 30 });
  });

  it.each(names)("%s: may name no resource by a bare star, but for tracing, and no action by any", (name) => {
    const stars = statementsOf(template, name).filter(({ Resource }) => list(Resource).includes("*"));

    expect(stars.flatMap(({ Action }) => list(Action)).sort()).toEqual([
      "xray:PutTelemetryRecords",
      "xray:PutTraceSegments",
    ]);
    expect(actionsOf(name).filter((action) => action.includes("*"))).toEqual([]);
  });

  it("only publishing may learn that an object is missing", () => {
    expect(names.filter((name) => actionsOf(name).includes("s3:ListBucket"))).toEqual([
      "publish-north",
      "publish-south",
    ]);
  });

  it.each(names)("%s: cannot scan, delete objects, or change tables and queues", (name) => {
    expect(actionsOf(name)).not.toEqual(
      expect.arrayContaining([expect.stringMatching(/Scan|PartiQL|DeleteObject|Table$|DeleteQueue|PurgeQueue/)]),
    );
  });

  it("the API touches rows of tenants only, in the tables and in both indexes; of the county's it may store apps", () => {
    const rows = statementsOf(template, "api").filter(({ Action }) =>
      list(Action).some((action) => action.startsWith("dynamodb:")),
    );

    expect(rows.length).toBeGreaterThan(0);
    const keysOf = (keys: string) => ({ "ForAllValues:StringLike": { "dynamodb:LeadingKeys": [keys] } });
    const apps = rows.filter(({ Action }) => list(Action).join() === "dynamodb:PutItem");
    expect(apps.map(({ Condition }) => Condition)).toEqual([keysOf("A#*")]);
    for (const { Condition } of rows.filter((row) => !apps.includes(row))) expect(Condition).toEqual(keysOf("M#*"));
    expect(actionsOf("api")).toContain("dynamodb:BatchWriteItem");
    expect(JSON.stringify(rows)).toContain("/index/work");
    expect(JSON.stringify(rows)).toContain("/index/views");
  });

  it("whoever pushes to us reaches a function that reads shops and apps, notes what came, and sends to the pull lanes alone", () => {
    expect([...new Set(actionsOf("callbacks"))].filter((action) => /^(dynamodb|sqs|s3):/.test(action)).sort()).toEqual([
      "dynamodb:BatchGetItem",
      "dynamodb:GetItem",
      "dynamodb:PutItem",
      "sqs:GetQueueAttributes",
      "sqs:GetQueueUrl",
      "sqs:SendMessage",
    ]);
    const lanes = JSON.stringify(variables("callbacks")["LANE_QUEUES"]);
    expect(lanes).toContain("pull");
    expect(lanes).not.toMatch(/publish|urgent/);
  });

  it("only the operator's function takes dead letters, and it sees of the table the county's board alone", () => {
    expect(names.filter((name) => "DEAD_QUEUES" in variables(name))).toEqual(["operator"]);
    const taking = statementsOf(template, "operator").filter(({ Action }) =>
      list(Action).includes("sqs:ReceiveMessage"),
    );
    expect(JSON.stringify(taking.map(({ Resource }) => Resource))).not.toMatch(/Queue[0-9A-F]{8}/);
    const rows = statementsOf(template, "operator").filter(({ Action }) =>
      list(Action).some((a) => a.startsWith("dynamodb:")),
    );
    expect(rows).toMatchObject([
      {
        Action: "dynamodb:Query",
        Condition: { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["C#county"] } },
      },
    ]);
  });

  it("ingest has no key: what comes sealed stays sealed", () => {
    expect(actionsOf("ingest").filter((action) => action.startsWith("kms:"))).toEqual([]);
    expect(variables("ingest")).not.toHaveProperty("KMS_KEY_ID");
  });

  it("only those that need receivers know where they are", () => {
    expect(names.filter((name) => "RECEIVERS_TABLE_NAME" in variables(name)).sort()).toEqual([
      "api",
      "ingest",
      "pull-north",
      "pull-south",
      "urgent-north",
      "urgent-south",
    ]);
  });

  it("a lane knows its platform and the queues of no other", () => {
    expect(variables("pull-north")["PLATFORM"]).toBe("north");
    expect(JSON.stringify(variables("pull-north")["LANE_QUEUES"])).not.toContain("south");
    expect(JSON.stringify(variables("tick")["LANE_QUEUES"])).toMatch(/north.*south/);
  });

  it("may send wherever they are told to, and nowhere else", () => {
    const queuesOf = (value: unknown): string[] =>
      [...JSON.stringify(value).matchAll(/Queues\w+Queue\w{8}/g)].map(String);
    for (const name of names) {
      const may = statementsOf(template, name).filter(({ Action }) => list(Action).includes("sqs:SendMessage"));

      expect(new Set(queuesOf(may.map(({ Resource }) => Resource)))).toEqual(new Set(queuesOf(variables(name))));
    }
  });
});

describe("egress", () => {
  it("costs no network unless the deployment asks for it", () => {
    template.resourceCountIs("AWS::EC2::NatGateway", 0);
  });

  it("puts the lanes of that platform, and no other function, behind one fixed address", () => {
    const fixed = templateOf("aws", { egress: { south: "fixed_ip" } });
    const inside = Object.entries(named(fixed, "AWS::Lambda::Function")).filter(
      ([, { Properties }]) => "VpcConfig" in Properties,
    );

    expect(inside.map(([name]) => name).sort()).toEqual(["publish-south", "pull-south", "urgent-south"]);
    fixed.resourceCountIs("AWS::EC2::NatGateway", 1);
    fixed.resourceCountIs("AWS::EC2::VPCEndpoint", 2);
  });

  it("gives the way through the relay to the lanes of that platform alone", () => {
    const relay = { url: "https://relay.example.com:8443", identity: "c2VhbGVk" };
    const relayed = named(templateOf("aws", { egress: { north: "relay" }, relay }), "AWS::Lambda::Function");
    const given = Object.entries(relayed).filter(([, { Properties }]) =>
      JSON.stringify(Properties).includes(relay.url),
    );

    expect(given.map(([name]) => name).sort()).toEqual(["publish-north", "pull-north", "urgent-north"]);
  });

  it("does not deploy a lane whose relay nobody named", () => {
    expect(() => templateOf("aws", { egress: { north: "relay" } })).toThrow("relay");
  });
});
