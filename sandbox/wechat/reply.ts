import { MESSAGES } from "./codes.ts";

/** An answer's JSON before it is written. A bigint is written as a bare number, above 2^53 too. */
export type Reply = Readonly<Record<string, unknown>>;

/** Success without a value. */
export const OK: Reply = { errcode: 0, errmsg: "ok" };

/** A refusal with one of the platform's own codes; HTTP stays 200. A code that `codes.ts` does not list is a defect. */
export const no = (code: number, detail = ""): Reply => {
  const text = MESSAGES[code];
  if (text === undefined) throw new Error(`code ${code} is not in codes.ts`);
  return { errcode: code, errmsg: detail === "" ? text : `${text}: ${detail}` };
};

/** The first refusal of the list, or null. */
export const firstRefusal = (checks: readonly (Reply | null)[]): Reply | null =>
  checks.find((check) => check !== null) ?? null;

/** JSON text of an answer; bigint values come out as bare digits. */
export const writeJson = (value: unknown): string => {
  if (typeof value === "bigint") return value.toString();
  if (Array.isArray(value)) return `[${value.map((item) => writeJson(item ?? null)).join(",")}]`;
  if (typeof value === "object" && value !== null) {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined);
    return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${writeJson(field)}`).join(",")}}`;
  }
  return JSON.stringify(value);
};
