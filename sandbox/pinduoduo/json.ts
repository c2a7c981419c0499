/** Marks a text of digits that goes out as a number, whatever its length: their ids are LONG. */
export class Long {
  readonly digits: string;
  constructor(digits: string) {
    this.digits = digits;
  }
}
export const long = (digits: string): Long => new Long(digits);

/** JSON in which ids beyond 2^53 are whole numbers. */
export function toJson(value: unknown): string {
  if (value instanceof Long) return value.digits;
  if (Array.isArray(value)) return `[${value.map(toJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value ?? null);
  const members = Object.entries(value).filter(([, member]) => member !== undefined);
  return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${toJson(member)}`).join(",")}}`;
}
