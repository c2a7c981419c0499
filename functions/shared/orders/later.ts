import * as z from "zod";
import { instantFrom } from "../../../domain/time.ts";

export const LATER_REASONS = ["buyer_asks", "short_of_stock", "receiver_wrong"] as const;

/** A later ship date that a buyer is asked for through the platform. `asked`: it waits for the buyer. */
export const LaterRow = z.object({
  state: z.enum(["planned", "asked", "agreed", "refused", "blocked"]),
  shipBy: z.string().transform(instantFrom),
  reason: z.enum(LATER_REASONS),
  note: z.string(),
  by: z.string(),
  at: z.string(),
  effectKey: z.string(),
});
export type LaterRow = z.infer<typeof LaterRow>;
