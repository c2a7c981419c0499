import * as z from "zod";
import { RESULT_N } from "./names.ts";

const WireError = z.object({
  sn_responseContent: z.object({
    sn_error: z.object({ error_code: z.string(), error_msg: z.string().nullish() }),
  }),
});
const WireRefusedResult = z.object({
  sn_responseContent: z.object({ sn_body: z.record(z.string(), z.looseObject({ result: z.literal("N") })) }),
});
/** The token endpoint's refusal; its form is not public. */
const WireTokenError = z.object({ error: z.string(), error_description: z.string().nullish() });

/** Their code and text of a refusal, or null: HTTP status says nothing, only what is inside. */
export function read(reply: unknown): { code: string; message: string } | null {
  const error = WireError.safeParse(reply).data?.sn_responseContent.sn_error;
  // The text is often missing; the code alone decides.
  if (error) return { code: error.error_code.trim(), message: error.error_msg ?? error.error_code };
  const token = WireTokenError.safeParse(reply).data;
  if (token) return { code: `oauth.${token.error}`, message: token.error_description ?? token.error };
  const refused = WireRefusedResult.safeParse(reply).data;
  return refused
    ? { code: RESULT_N, message: `result N of ${Object.keys(refused.sn_responseContent.sn_body)[0]}` }
    : null;
}
