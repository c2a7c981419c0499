const BEIJING_OFFSET_MS = 8 * 3_600_000;
const CALL_TIME = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)(?:\.(\d{3}))?(?:([+-])(\d\d)(\d\d))?$/;

export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
/** How JD writes a time that was never set. */
export const NEVER = "0001-01-01 00:00:00";

/** `yyyy-MM-dd HH:mm:ss` of Beijing. */
export function beijingText(ms: number): string {
  return new Date(ms + BEIJING_OFFSET_MS).toISOString().slice(0, 19).replace("T", " ");
}

/** Epoch ms of a JD time text, with or without milliseconds and an offset such as `+0800`; without one it is Beijing's. Null when malformed. */
export function readTime(text: string): number | null {
  const match = CALL_TIME.exec(text);
  if (match === null) return null;
  const part = (index: number): number => Number(match[index] ?? "0");
  const local = Date.UTC(part(1), part(2) - 1, part(3), part(4), part(5), part(6), part(7));
  const offset = match[8] === undefined ? BEIJING_OFFSET_MS : (part(9) * 60 + part(10)) * MINUTE_MS;
  const ms = match[8] === "-" ? local + offset : local - offset;
  const same = new Date(local).toISOString().slice(0, 19).replace("T", " ");
  return text.startsWith(same) ? ms : null;
}

/** The Beijing day, `yyyy-MM-dd`. */
export function beijingDay(ms: number): string {
  return beijingText(ms).slice(0, 10);
}

/** The same day of the next calendar month, clipped to its length. */
export function oneMonthLater(ms: number): number {
  const local = new Date(ms + BEIJING_OFFSET_MS);
  const [year, month, day] = [local.getUTCFullYear(), local.getUTCMonth(), local.getUTCDate()];
  const last = new Date(Date.UTC(year, month + 2, 0)).getUTCDate();
  const dayMs = (ms + BEIJING_OFFSET_MS) % DAY_MS;
  return Date.UTC(year, month + 1, Math.min(day, last)) + dayMs - BEIJING_OFFSET_MS;
}

/** ISO 8601 UTC text, for the control API. */
export function isoText(ms: number): string {
  return new Date(ms).toISOString();
}

/** Epoch ms of an ISO text that the control API has checked. */
export function fromIso(text: string): number {
  return new Date(text).getTime();
}
