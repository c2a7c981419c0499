import * as z from "zod";
import { day } from "../../../domain/time.ts";

const Store = z.object({ id: z.string(), name: z.string() });
/** One code that a guest showed. Its password, where it has one, is sealed. */
export const VoucherRow = z.object({
  state: z.enum(["planned", "redeemed", "undoing", "undone", "blocked"]),
  code: z.string(),
  sealed: z.string().nullable().default(null),
  lineNo: z.string(),
  platformSkuId: z.string(),
  store: Store.nullable().default(null),
  /** Made on the phone before its first try. */
  effectKey: z.string(),
  /** The night it was booked for; null: shown without a booking. */
  day: z.string().transform(day).nullable().default(null),
  undoKey: z.string().optional(),
  redeemedAt: z.string().optional(),
});
export type VoucherRow = z.infer<typeof VoucherRow>;

/** What the password of one code is sealed for. */
export const secretPurpose = (s: string, orderNo: string, n: string) => `voucher|${s}|${orderNo}|${n}`;
/** What the codes of one issue are sealed for. */
export const issuePurpose = (s: string, orderNo: string, n: string) => `issue|${s}|${orderNo}|${n}`;
