import { lane } from "../shared/batch.ts";
import { FanoutMessage } from "../shared/messages.ts";
import { fanOut } from "./fanout.ts";

export const handler = lane({ name: "fanout", schema: FanoutMessage, services: (ports) => ports }, fanOut);
