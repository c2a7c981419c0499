import middy from "@middy/core";
import type { Context } from "aws-lambda";
import { facts } from "../../adapters/facts.ts";
import { portsFor } from "../shared/wiring.ts";
import { tick } from "./tick.ts";

export const handler = middy(async (_event: unknown, context: Context): Promise<void> => {
  const { ports } = portsFor("tick", context.getRemainingTimeInMillis());
  await tick(facts, ports);
});
