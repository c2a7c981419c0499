import { bucketBlob } from "../shared/blob.ts";
import { PublishMessage } from "../shared/messages.ts";
import { platformLane } from "../shared/platform-lane.ts";
import { publish } from "./publish.ts";

export const laneOf = platformLane({ name: "publish", schema: PublishMessage, outside: { blob: bucketBlob } }, publish);
