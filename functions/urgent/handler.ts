import { UrgentMessage } from "../shared/messages.ts";
import { platformLane } from "../shared/platform-lane.ts";
import { redeem } from "./redeem.ts";
import { ship } from "./ship.ts";
import { pushStock } from "./stock.ts";

export const laneOf = platformLane({ name: "urgent", schema: UrgentMessage }, async (message, services) => {
  switch (message.kind) {
    case "stock":
      return pushStock(message, services);
    case "ship":
      return ship(message, services);
    case "redeem":
      return redeem(message, services);
    default:
      return message satisfies never;
  }
});
