import type { Partition } from "./settings.ts";

const EVERYWHERE = [
  "AWS::ApiGatewayV2::Api",
  "AWS::ApiGatewayV2::Authorizer",
  "AWS::ApiGatewayV2::Integration",
  "AWS::ApiGatewayV2::Route",
  "AWS::ApiGatewayV2::Stage",
  "AWS::CloudWatch::Alarm",
  "AWS::DynamoDB::Table",
  "AWS::EC2::EIP",
  "AWS::EC2::FlowLog",
  "AWS::EC2::InternetGateway",
  "AWS::EC2::NatGateway",
  "AWS::EC2::Route",
  "AWS::EC2::RouteTable",
  "AWS::EC2::SecurityGroup",
  "AWS::EC2::Subnet",
  "AWS::EC2::SubnetRouteTableAssociation",
  "AWS::EC2::VPC",
  "AWS::EC2::VPCEndpoint",
  "AWS::EC2::VPCGatewayAttachment",
  "AWS::IAM::Policy",
  "AWS::IAM::Role",
  "AWS::KMS::Key",
  "AWS::Lambda::EventSourceMapping",
  "AWS::Lambda::Function",
  "AWS::Lambda::Permission",
  "AWS::Logs::LogGroup",
  "AWS::S3::Bucket",
  "AWS::S3::BucketPolicy",
  "AWS::SNS::Topic",
  "AWS::SNS::TopicPolicy",
  "AWS::SQS::Queue",
  "AWS::SQS::QueuePolicy",
  "AWS::Scheduler::Schedule",
] as const;
/** Records which version of the CDK made a stack; it exists in the commercial partition only. */
const COMMERCIAL_ONLY = ["AWS::CDK::Metadata"] as const;

/** The resource types that exist in each partition's regions, as far as we use any. China has no user pools, no function URLs, no provisioned pollers. */
export const AVAILABLE: Readonly<Record<Partition, ReadonlySet<string>>> = {
  aws: new Set<string>([...EVERYWHERE, ...COMMERCIAL_ONLY]),
  "aws-cn": new Set<string>(EVERYWHERE),
};

/** Resource types of a template that its partition does not have. */
export function unavailableTypes(
  template: { Resources?: Readonly<Record<string, { Type: string }>> },
  partition: Partition,
): readonly string[] {
  const types = Object.values(template.Resources ?? {}).map((resource) => resource.Type);
  return [...new Set(types)].filter((type) => !AVAILABLE[partition].has(type)).sort();
}
