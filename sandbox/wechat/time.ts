export const SECOND_MS = 1_000;
export const MINUTE_MS = 60 * SECOND_MS;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
const SHANGHAI_OFFSET_MS = 8 * HOUR_MS;

/** Whole epoch seconds, the platform's own form of an instant. */
export const seconds = (ms: number): number => Math.floor(ms / SECOND_MS);

/** ISO 8601 UTC text with Z, for the control API. */
export const iso = (ms: number): string => new Date(ms).toISOString();

/** Shanghai wall clock as `YYYY-MM-DD hh:mm:ss`, the form of create_time and update_time in product answers. */
export const wallClock = (ms: number): string =>
  new Date(ms + SHANGHAI_OFFSET_MS).toISOString().slice(0, 19).replace("T", " ");

/** Shanghai day as `YYYY-MM-DD`: quotas turn over with it. */
export const dayOf = (ms: number): string => wallClock(ms).slice(0, 10);

/** First instant of a Shanghai day; null unless the text is a real `YYYY-MM-DD`. */
export const startOfDay = (day: string): number | null => {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!parts) return null;
  const ms = Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3])) - SHANGHAI_OFFSET_MS;
  return dayOf(ms) === day ? ms : null;
};

/** Epoch milliseconds of an ISO 8601 text; null if it is none. */
export const fromIso = (text: string): number | null => {
  const ms = new Date(text).getTime();
  return Number.isFinite(ms) ? ms : null;
};
