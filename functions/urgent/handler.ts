import { lane } from "../shared/batch.ts";
import { PLATFORM_SIDE } from "../shared/platform-side.ts";
import { UrgentMessage } from "../shared/messages.ts";
import { redeem } from "./redeem.ts";
import { ship } from "./ship.ts";
import { pushStock } from "./stock.ts";

export const handler = lane(
  { name: "urgent", schema: UrgentMessage, outside: PLATFORM_SIDE },
  async (message, services) => {
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
  },
);
