import { Match } from "aws-cdk-lib/assertions";
import { describe, expect, it } from "vitest";
import { named, templateOf } from "./testing.ts";

const template = templateOf("aws");
const tables = named(template, "AWS::DynamoDB::Table");

describe("where data lives", () => {
  it("keeps the main table restorable and safe from deletion, with two sparse indexes of keys", () => {
    expect(tables["shanhuo"]).toMatchObject({
      DeletionPolicy: "Retain",
      Properties: {
        BillingMode: "PAY_PER_REQUEST",
        DeletionProtectionEnabled: true,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        TimeToLiveSpecification: { AttributeName: "ttl", Enabled: true },
        GlobalSecondaryIndexes: [
          {
            IndexName: "work",
            KeySchema: [{ AttributeName: "WPK" }, { AttributeName: "WSK" }],
            Projection: { ProjectionType: "KEYS_ONLY" },
          },
          {
            IndexName: "views",
            KeySchema: [{ AttributeName: "VPK" }, { AttributeName: "VSK" }],
            Projection: { ProjectionType: "KEYS_ONLY" },
          },
        ],
      },
    });
  });

  it("lets no backup bring an erased buyer back", () => {
    expect(tables["receivers"]?.Properties).toMatchObject({
      TimeToLiveSpecification: { AttributeName: "ttl", Enabled: true },
    });
    expect(tables["receivers"]?.Properties).not.toHaveProperty("PointInTimeRecoverySpecification");
  });

  it("keeps the bucket private, encrypted, TLS only, unversioned, and raw pages for 90 days", () => {
    template.hasResourceProperties("AWS::S3::Bucket", {
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      },
      BucketEncryption: Match.anyValue(),
      VersioningConfiguration: Match.absent(),
      LifecycleConfiguration: {
        Rules: Match.arrayWith([Match.objectLike({ Prefix: "raw/", ExpirationInDays: 90, Status: "Enabled" })]),
      },
    });
    template.hasResourceProperties("AWS::S3::BucketPolicy", {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
        ]),
      },
    });
    template.hasResourceProperties("AWS::KMS::Key", { EnableKeyRotation: true });
  });
});
