import * as z from "zod";

/** The id of a shop. */
export const ShopId = z.string().regex(/^[a-z0-9]{12}$/, {
  error: "店铺标识为 12 位小写字母和数字 (a shop id is 12 of a-z 0-9)",
});
/** An id of ours, or a platform's own; never a sign that keys are joined by. */
export const AnyId = z.string().regex(/^[A-Za-z0-9._-]{1,64}$/, {
  error: "标识只能用 1–64 位字母、数字和 . _ - (an id is 1–64 of A-Z a-z 0-9 . _ -)",
});
export const Platform = z.string().regex(/^[a-z][a-z0-9]{1,20}$/);
export const Text = z.object({ zh: z.string(), en: z.string() });
export const Finding = z.object({
  rule: z.string(),
  severity: z.enum(["block", "review", "hint"]),
  pointer: z.string(),
  say: Text,
  remedy: Text,
  platformCode: z.string().nullable(),
});
/** One shop in the path. */
export const OfShop = z.object({ id: ShopId });
export const OfId = z.object({ id: AnyId });
/** Asks for a page of a list; `cursor` as the page before gave it. */
export const PageQuery = z.object({
  cursor: z.string().max(2_000).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type PageQuery = z.infer<typeof PageQuery>;
/** A page; `cursor` null at the end. */
export const pageOf = <T>(item: z.ZodType<T>) => z.object({ items: z.array(item), cursor: z.string().nullable() });
/** The work was taken on; what becomes of it shows in the rows. */
export const Accepted = z.object({ accepted: z.literal(true) });
