import { bucketBlob } from "../shared/blob.ts";
import { PullMessage } from "../shared/messages.ts";
import { platformLane } from "../shared/platform-lane.ts";
import { pull } from "./pull.ts";

export const laneOf = platformLane({ name: "pull", schema: PullMessage, outside: { blob: bucketBlob } }, pull);
