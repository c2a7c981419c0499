import type { ControlAnswer } from "../../kit/types.ts";

export function done(value: unknown): ControlAnswer {
  return { ok: true, value };
}

export function refused(status: number, code: string, message: string): ControlAnswer {
  return { ok: false, refusal: { status, code, message } };
}

export function textIn(body: Readonly<Record<string, unknown>>, name: string): string {
  const value = body[name];
  return typeof value === "string" ? value : "";
}
