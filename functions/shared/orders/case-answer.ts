import * as z from "zod";

/** What a person decided of a case, as its row keeps it. `amountFen`: what he was shown and confirmed. */
export const CaseAnswer = z.object({
  answer: z.enum(["agree_refund", "agree_return", "refuse", "return_received"]),
  reasonCode: z.string().nullable(),
  note: z.string(),
  addressId: z.string().nullable(),
  amountFen: z.number(),
  by: z.string(),
  at: z.string(),
  key: z.string(),
});
export type CaseAnswer = z.infer<typeof CaseAnswer>;

/** How far an answer is. */
export const AnswerPart = z.object({
  answerState: z.enum(["planned", "done", "blocked"]).nullable().default(null),
  given: CaseAnswer.nullable().default(null),
});
