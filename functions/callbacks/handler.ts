import middy from "@middy/core";
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from "aws-lambda";
import { receive, type Asked } from "./callbacks.ts";
import { servicesFor } from "./services.ts";

/** Where platforms push to: open to everybody, believing nobody. */
export const handler = middy(
  async (event: APIGatewayProxyEventV2, context: Context): Promise<APIGatewayProxyStructuredResultV2> => {
    const { status, body } = await receive(askedOf(event), servicesFor(context.getRemainingTimeInMillis()));
    return { statusCode: status, headers: { "content-type": "text/plain" }, body };
  },
);

/** The bytes as they came: a signature is over these and no others. */
function askedOf(event: APIGatewayProxyEventV2): Asked {
  const given = <T extends string | undefined>(values: Record<string, T> = {}) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, value ?? ""]));
  const raw = Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8");
  const { method } = event.requestContext.http;
  const query = given(event.queryStringParameters);
  return { method, path: event.rawPath, query, headers: given(event.headers), raw: new Uint8Array(raw) };
}
