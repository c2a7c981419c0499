import * as z from "zod";
import type { Call } from "../../contract.ts";
import { rootOf, TOKEN_API } from "./calls.ts";

/** Theirs, as text; some clients' views show numbers. */
export const text = z.union([z.string(), z.number()]).transform(String);
export const maybe = text.nullish();
export const count = z.union([z.number(), z.string()]).transform(Number);

const WireEnvelope = z.object({
  sn_responseContent: z.object({
    sn_head: z.unknown().optional(),
    sn_body: z.record(z.string(), z.unknown()).nullish(),
  }),
});

/** Takes the envelope off: the paging head and the method's node. The token endpoint has no envelope. */
export function unwrap(reply: unknown, call: Call<unknown>): unknown {
  if (call.api === TOKEN_API) return reply;
  const content = WireEnvelope.safeParse(reply).data?.sn_responseContent;
  if (content === undefined) return undefined;
  return { head: content.sn_head ?? {}, body: content.sn_body?.[rootOf(call.api)] };
}

/** The node itself; its absence is an unreadable answer. */
export function one<T>(schema: z.ZodType<T>) {
  return z.object({ body: schema }).transform(({ body }) => body);
}

/** The node itself, or null where they answer "no rows" with an error. */
export function oneOrNone<T>(schema: z.ZodType<T>) {
  return z.nullable(one(schema));
}

/** One page of a list with the number of its pages; "no rows" is an empty page. */
export function many<T>(row: z.ZodType<T>) {
  const body = z.union([z.array(row), row.transform((single) => [single])]);
  return z
    .nullable(z.object({ head: z.object({ pageTotal: count.nullish() }), body }))
    .transform((page) => ({ rows: page?.body ?? [], pages: page?.head.pageTotal ?? (page === null ? 0 : 1) }));
}

/** A list whose rows are read one by one later, so that a bad one spoils nothing. */
export const rawRows = z
  .nullable(z.object({ head: z.object({ pageTotal: count.nullish() }), body: z.array(z.unknown()) }))
  .transform((page) => ({ rows: page?.body ?? [], pages: page?.head.pageTotal ?? (page === null ? 0 : 1) }));

/** What a change answers. `N` never gets here: `failures.read` takes it as a refusal. */
export const WireDone = one(z.unknown().refine((node) => node !== undefined && node !== null));
