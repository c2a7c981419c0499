import * as z from "zod";
import type { Text } from "../../domain/units.ts";

/** One field that was not right. `pointer`: JSON pointer into the body, or `query/…`, `path/…`. */
export interface FieldError {
  pointer: string;
  say: Text;
}

/** A refusal as RFC 9457 has it; thrown by use cases, answered by the dispatcher. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly say: Text;
  readonly errors: readonly FieldError[];

  constructor({ status, code }: { status: number; code: string }, say: Text, errors: readonly FieldError[] = []) {
    super(say.en);
    this.name = "Problem";
    this.status = status;
    this.code = code;
    this.say = say;
    this.errors = errors;
  }
}

/** What a problem looks like on the wire. */
export const ProblemBody = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  say: z.object({ zh: z.string(), en: z.string() }),
  errors: z.array(z.object({ pointer: z.string(), say: z.object({ zh: z.string(), en: z.string() }) })),
});

/** The body of a problem: `title` for engineers, `detail` for merchants. */
export function problemBody({ status, code, say, errors }: Problem): z.infer<typeof ProblemBody> {
  return { type: `urn:shanhuo:problem:${code}`, title: say.en, status, detail: say.zh, say, errors: [...errors] };
}

/** Nothing of that name under this token; the same answer whether it is absent or somebody else's. */
export function notFound(what: Text): Problem {
  return new Problem({ status: 404, code: "not_found" }, { zh: `没有找到${what.zh}`, en: `no such ${what.en}` });
}

/** The request was understood and does not fit what stands now. */
export function conflict(code: string, say: Text): Problem {
  return new Problem({ status: 409, code }, say);
}

/** One field is wrong for a reason that its schema cannot know. */
export function wrongField(pointer: string, say: Text): Problem {
  return new Problem({ status: 422, code: "invalid" }, { zh: "提交的内容有误", en: "the request is not valid" }, [
    { pointer, say },
  ]);
}
