import * as z from "zod";

const Lines = z.array(z.object({ lineNo: z.string(), quantity: z.number() }));
const Parcel = z.object({ carrier: z.string(), waybill: z.string(), lines: Lines });

/** What a platform is to be told, or was told, of parcels of one order. `changing`: a number that it knows is being corrected. */
export const ShipRow = z.object({
  state: z.enum(["planned", "held", "changing", "recalled", "done", "blocked"]),
  parcels: z.array(Parcel),
  consignments: z.array(z.string()),
  receiverVersion: z.string().nullable(),
  /** Corrections that the platform has taken. */
  changes: z.number().default(0),
  change: z.object({ from: z.string(), carrier: z.string(), waybill: z.string(), key: z.string() }).optional(),
  heldFor: z.array(z.string()).optional(),
  /** Somebody told it of other numbers: those are the order's now. */
  adopted: z.boolean().default(false),
});
export type ShipRow = z.infer<typeof ShipRow>;
