import { Duration, RemovalPolicy } from "aws-cdk-lib";
import { AttributeType, BillingMode, ProjectionType, Table } from "aws-cdk-lib/aws-dynamodb";
import { Key } from "aws-cdk-lib/aws-kms";
import { BlockPublicAccess, Bucket, BucketEncryption } from "aws-cdk-lib/aws-s3";
import { Construct } from "constructs";
import { acknowledge } from "./acknowledge.ts";
import { nameIt } from "./named.ts";

/** Folders of the bucket: raw pages as platforms sent them (no receivers), bodies of ours above 8 KB, and pictures. */
export const FOLDERS = { raw: "raw", bodies: "bodies", pictures: "pictures" } as const;
const RAW_DAYS = 90;

/** Where everything that lasts is kept. */
export interface Data {
  table: Table;
  receivers: Table;
  bucket: Bucket;
  key: Key;
}

/** The main table with its two sparse indexes, the receivers, the bucket, and the key that seals data keys. */
export function addData(parent: Construct): Data {
  const scope = new Construct(parent, "Data");
  return { table: mainTable(scope), receivers: receiversTable(scope), bucket: bucket(scope), key: key(scope) };
}

function mainTable(scope: Construct): Table {
  const table = new Table(scope, "Shanhuo", {
    partitionKey: { name: "PK", type: AttributeType.STRING },
    sortKey: { name: "SK", type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    timeToLiveAttribute: "ttl",
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  for (const [indexName, initial] of Object.entries({ work: "W", views: "V" }))
    table.addGlobalSecondaryIndex({
      indexName,
      partitionKey: { name: `${initial}PK`, type: AttributeType.STRING },
      sortKey: { name: `${initial}SK`, type: AttributeType.STRING },
      projectionType: ProjectionType.KEYS_ONLY,
    });
  nameIt(table, { name: "shanhuo" });
  return table;
}

function receiversTable(scope: Construct): Table {
  const table = new Table(scope, "Receivers", {
    partitionKey: { name: "PK", type: AttributeType.STRING },
    sortKey: { name: "SK", type: AttributeType.STRING },
    billingMode: BillingMode.PAY_PER_REQUEST,
    timeToLiveAttribute: "ttl",
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  nameIt(table, { name: "receivers" });
  acknowledge(table, {
    "AwsSolutions-DDB3":
      "No backup may bring an erased buyer back; what is lost here is read from the platform again, order by order.",
  });
  return table;
}

function bucket(scope: Construct): Bucket {
  const made = new Bucket(scope, "Raw", {
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    encryption: BucketEncryption.S3_MANAGED,
    enforceSSL: true,
    versioned: false,
    removalPolicy: RemovalPolicy.RETAIN,
    lifecycleRules: [
      { id: "raw-pages-end", prefix: `${FOLDERS.raw}/`, expiration: Duration.days(RAW_DAYS) },
      { id: "uploads-end", abortIncompleteMultipartUploadAfter: Duration.days(1) },
    ],
  });
  nameIt(made, { name: "shanhuo-raw" });
  acknowledge(made, {
    "AwsSolutions-S1":
      "Only our own roles read it, each by its folder; CloudTrail data events record that where an account wants them.",
  });
  return made;
}

function key(scope: Construct): Key {
  const made = new Key(scope, "Key", {
    description: "Seals the data keys of merchants, which seal shop secrets, tokens and receivers",
    enableKeyRotation: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
  nameIt(made, { name: "shanhuo-key" });
  return made;
}
