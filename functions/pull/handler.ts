import { lane } from "../shared/batch.ts";
import { PullMessage } from "../shared/messages.ts";
import { pull } from "./pull.ts";

export const handler = lane("pull", PullMessage, pull);
