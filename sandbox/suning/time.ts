/** Times of this platform name no zone and are always UTC+8; a world keeps epoch milliseconds. */
export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
const BEIJING_OFFSET_MS = 8 * HOUR_MS;

/** `yyyy-MM-dd HH:mm:ss` in China time; milliseconds are cut. */
export function toBeijing(ms: number): string {
  return new Date(ms + BEIJING_OFFSET_MS).toISOString().slice(0, 19).replace("T", " ");
}

/** Epoch ms of `yyyy-MM-dd HH:mm:ss`; null for every other text and for days that don't exist. */
export function fromBeijing(text: string): number | null {
  const parts = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d):(\d\d)$/.exec(text);
  if (parts === null) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts.slice(1).map(Number);
  const ms = Date.UTC(year, month - 1, day, hour, minute, second) - BEIJING_OFFSET_MS;
  return toBeijing(ms) === text ? ms : null;
}

/** Epoch ms at which a day of China time begins; null where the text is no day. */
export function fromBeijingDay(day: string): number | null {
  return fromBeijing(`${day} 00:00:00`);
}

/** ISO 8601 UTC text with Z, for the control API. */
export function instant(ms: number): string {
  return new Date(ms).toISOString();
}

/** Epoch ms of an ISO text; null where it is none. */
export function fromInstant(text: string): number | null {
  const ms = new Date(text).getTime();
  return Number.isNaN(ms) ? null : ms;
}
