import type { ControlAnswer } from "../../kit/types.ts";

/** A control call that may not be, with the platform's reason. */
export function refuse(status: number, code: string, message: string): ControlAnswer {
  return { ok: false, refusal: { status, code, message } };
}
