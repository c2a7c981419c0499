import { lane } from "../shared/batch.ts";
import { PLATFORM_SIDE } from "../shared/platform-side.ts";
import { PullMessage } from "../shared/messages.ts";
import { pull } from "./pull.ts";

export const handler = lane({ name: "pull", schema: PullMessage, outside: PLATFORM_SIDE }, pull);
