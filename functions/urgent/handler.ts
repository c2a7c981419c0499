import { UrgentMessage } from "../shared/messages.ts";
import { platformLane } from "../shared/platform-lane.ts";
import { urgent } from "./urgent.ts";

export const laneOf = platformLane({ name: "urgent", schema: UrgentMessage }, urgent);
