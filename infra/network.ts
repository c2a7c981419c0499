import { RemovalPolicy } from "aws-cdk-lib";
import {
  CfnSecurityGroup,
  FlowLogDestination,
  FlowLogTrafficType,
  GatewayVpcEndpointAwsService,
  SubnetType,
  Vpc,
} from "aws-cdk-lib/aws-ec2";
import { CfnFunction, type Function as LambdaFunction } from "aws-cdk-lib/aws-lambda";
import { LogGroup, RetentionDays } from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";

/** A network with one fixed address towards platforms. */
export interface Network {
  vpc: Vpc;
  securityGroup: CfnSecurityGroup;
}

/** The network. Table and bucket are reached by gateways, so that only platform traffic is paid for at the NAT; nothing can come in, and only HTTPS can go out. */
export function addNetwork(parent: Construct): Network {
  const scope = new Construct(parent, "FixedAddress");
  const vpc = new Vpc(scope, "Network", {
    maxAzs: 2,
    natGateways: 1,
    subnetConfiguration: [
      { name: "public", subnetType: SubnetType.PUBLIC, cidrMask: 26 },
      { name: "lanes", subnetType: SubnetType.PRIVATE_WITH_EGRESS, cidrMask: 22 },
    ],
    gatewayEndpoints: {
      table: { service: GatewayVpcEndpointAwsService.DYNAMODB },
      bucket: { service: GatewayVpcEndpointAwsService.S3 },
    },
  });
  vpc.addFlowLog("Flows", {
    trafficType: FlowLogTrafficType.REJECT,
    destination: FlowLogDestination.toCloudWatchLogs(
      new LogGroup(scope, "FlowLogs", { retention: RetentionDays.ONE_MONTH, removalPolicy: RemovalPolicy.DESTROY }),
    ),
  });
  const securityGroup = new CfnSecurityGroup(scope, "Lanes", {
    groupDescription: "Functions that call platforms from a fixed address",
    vpcId: vpc.vpcId,
    securityGroupEgress: [{ ipProtocol: "tcp", fromPort: 443, toPort: 443, cidrIp: "0.0.0.0/0" }],
  });
  return { vpc, securityGroup };
}

/** Puts a function into the network; its role must be allowed to make network interfaces. */
export function joinNetwork(lambda: LambdaFunction, { vpc, securityGroup }: Network): void {
  const resource = lambda.node.defaultChild;
  if (!(resource instanceof CfnFunction)) throw new Error("a function without its resource");
  resource.vpcConfig = {
    subnetIds: vpc.privateSubnets.map((subnet) => subnet.subnetId),
    securityGroupIds: [securityGroup.attrGroupId],
  };
  lambda.node.addDependency(vpc.internetConnectivityEstablished);
}
