import type { Table } from "aws-cdk-lib/aws-dynamodb";
import { PolicyStatement, type Role } from "aws-cdk-lib/aws-iam";
import type { Key } from "aws-cdk-lib/aws-kms";
import type { Bucket } from "aws-cdk-lib/aws-s3";
import { acknowledge } from "./acknowledge.ts";
import { logicalIdOf } from "./named.ts";

const READ = ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"];
const WRITE = ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:ConditionCheckItem"];
/** Transactions are allowed by the actions that they hold; batches have one of their own. */
const BATCH_WRITE = "dynamodb:BatchWriteItem";
/** All rows of tenants, in the table and in both indexes; the machine's own begin otherwise. */
const TENANT_ROWS = { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": ["M#*"] } };

/** Everything a worker does with the main table. Never Scan. */
export function grantTable(role: Role, table: Table): void {
  role.addToPolicy(
    new PolicyStatement({ actions: [...READ, ...WRITE, BATCH_WRITE], resources: [table.tableArn, ...indexes(table)] }),
  );
}

/** What the API may do: the same, but only with rows of tenants. */
export function grantTenantRows(role: Role, table: Table): void {
  role.addToPolicy(
    new PolicyStatement({
      actions: [...READ, ...WRITE, BATCH_WRITE],
      resources: [table.tableArn, ...indexes(table)],
      conditions: TENANT_ROWS,
    }),
  );
}

/** Storing the county's own apps, which an operator does. Read they are by lanes alone. */
export function grantCountyApps(role: Role, table: Table): void {
  role.addToPolicy(
    new PolicyStatement({
      actions: ["dynamodb:PutItem"],
      resources: [table.tableArn],
      conditions: { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": ["A#*"] } },
    }),
  );
}

/** Reading shops and apps to verify what claims to come for one, and noting what came; nothing else can be written. */
export function grantOpeningShops(role: Role, table: Table): void {
  role.addToPolicy(
    new PolicyStatement({
      actions: ["dynamodb:GetItem", "dynamodb:BatchGetItem"],
      resources: [table.tableArn],
      conditions: { "ForAllValues:StringLike": { "dynamodb:LeadingKeys": ["M#*", "A#*"] } },
    }),
  );
  role.addToPolicy(
    new PolicyStatement({ actions: ["dynamodb:PutItem"], resources: [table.tableArn], conditions: TENANT_ROWS }),
  );
}

/** The county's board, to look at. */
export function grantBoard(role: Role, table: Table): void {
  role.addToPolicy(
    new PolicyStatement({
      actions: ["dynamodb:Query"],
      resources: [table.tableArn],
      conditions: { "ForAllValues:StringEquals": { "dynamodb:LeadingKeys": ["C#county"] } },
    }),
  );
}

/** Opening sealed receivers, and where asked putting new ones; `tenantsOnly` for roles that face people. */
export function grantReceivers(role: Role, table: Table, use: { read?: true; put?: true; tenantsOnly?: true }): void {
  const actions = [
    ...(use.read ? ["dynamodb:GetItem", "dynamodb:BatchGetItem"] : []),
    ...(use.put ? ["dynamodb:PutItem", "dynamodb:UpdateItem", BATCH_WRITE] : []),
  ];
  const conditions = use.tenantsOnly ? { conditions: TENANT_ROWS } : {};
  role.addToPolicy(new PolicyStatement({ actions, resources: [table.tableArn], ...conditions }));
}

/** Learning that an object is missing: without this S3 answers "forbidden" and not "not found". */
export function grantKnowingMissing(role: Role, bucket: Bucket): void {
  role.addToPolicy(new PolicyStatement({ actions: ["s3:ListBucket"], resources: [bucket.bucketArn] }));
}

/** One folder of the bucket, and what may be done with objects in it. */
export interface FolderUse {
  folder: string;
  may: readonly ("Get" | "Put")[];
}

/** Reading and writing objects of one folder of the bucket. No deleting. */
export function grantFolder(role: Role, bucket: Bucket, { folder, may }: FolderUse): void {
  role.addToPolicy(
    new PolicyStatement({
      actions: may.map((action) => `s3:${action}Object`),
      resources: [bucket.arnForObjects(`${folder}/*`)],
    }),
  );
  acknowledge(role, {
    [`AwsSolutions-IAM5[Resource::<${logicalIdOf(bucket)}.Arn>/${folder}/*]`]:
      "Objects are named by content; the grant ends at one folder of one bucket.",
  });
}

/** Opening data keys, and making and sealing new ones. */
export function grantKey(role: Role, key: Key): void {
  role.addToPolicy(
    new PolicyStatement({ actions: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"], resources: [key.keyArn] }),
  );
}

function indexes(table: Table): string[] {
  return ["work", "views"].map((index) => `${table.tableArn}/index/${index}`);
}
