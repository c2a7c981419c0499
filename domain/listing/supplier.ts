import * as z from "zod";
import { Certificate } from "./goods.ts";
import { Licence } from "./head.ts";
import { SupplyTerms } from "./option.ts";
import { CalendarDay, Id, line, Sha256 } from "./primitives.ts";

/** Whose goods they are, inside one merchant; `self` always exists. Licences, certificates and terms are the supplier's. */
export const Supplier = z.strictObject({
  id: Id,
  name: line(60),
  type: z.enum(["self", "company", "coop", "family_farm", "collective", "household"]),
  uscc: z.string().length(18, { error: "统一社会信用代码为 18 位 (a USCC has 18 characters)" }).optional(),
  contact: z.strictObject({ name: line(30), phone: line(30), address: line(120).optional() }).optional(),
  licences: z.array(Licence).max(30).default([]),
  certs: z.array(Certificate).max(30).default([]),
  /** Brands and geographical indications that the supplier may use, and until when. */
  brands: z
    .array(
      z.strictObject({
        name: line(40),
        owner: line(60).optional(),
        until: CalendarDay.optional(),
        file: Sha256.optional(),
      }),
    )
    .max(20)
    .default([]),
  supplyTerms: SupplyTerms.optional(),
  state: z.enum(["active", "leaving", "left"]).default("active"),
  pause: z.strictObject({ until: CalendarDay.optional(), reason: line(100) }).optional(),
});
export type Supplier = z.infer<typeof Supplier>;

/** The supplier that every merchant has: itself. */
export const SELF: Supplier = Supplier.parse({ id: "self", name: "本商户", type: "self" });
