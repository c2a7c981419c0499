const MARK = "\uE000";
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
const MARKED = new RegExp(`"${MARK}(\\d+)"`, "g");

/** A 64-bit id that `writeJson` prints as a JSON number, digit by digit. */
export function id(digits: string): string {
  return MARK + digits;
}

export function writeJson(value: unknown): string {
  return JSON.stringify(value).replace(MARKED, "$1");
}

/** Parses JSON; integers beyond 2^53 become texts of their digits, so that none is rounded. Throws SyntaxError. */
export function readJson(text: string): unknown {
  const safe = text.replace(TOKEN, (token) => (/^-?\d{16,}$/.test(token) ? `"${token}"` : token));
  return JSON.parse(safe);
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
