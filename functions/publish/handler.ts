import { lane } from "../shared/batch.ts";
import { PLATFORM_SIDE } from "../shared/platform-side.ts";
import { PublishMessage } from "../shared/messages.ts";
import { publish } from "./publish.ts";

export const handler = lane({ name: "publish", schema: PublishMessage, outside: PLATFORM_SIDE }, publish);
