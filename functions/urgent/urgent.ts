import type { UrgentMessage } from "../shared/messages.ts";
import { answerCase } from "./after-sale.ts";
import { issueVouchers } from "./issue.ts";
import { label } from "./label.ts";
import { later } from "./later.ts";
import { redeem } from "./redeem.ts";
import { ship } from "./ship.ts";
import { pushStock, type UrgentServices } from "./stock.ts";

/** One urgent message, by its kind. */
export async function urgent(message: UrgentMessage, services: UrgentServices): Promise<void> {
  switch (message.kind) {
    case "stock":
      return pushStock(message, services);
    case "ship":
      return ship(message, services);
    case "redeem":
      return redeem(message, services);
    case "issue":
      return issueVouchers(message, services);
    case "label":
      return label(message, services);
    case "later":
      return later(message, services);
    case "case":
      return answerCase(message, services);
    default:
      return message satisfies never;
  }
}
