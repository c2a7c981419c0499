export const SECOND_MS = 1_000;
export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;

/** "yyyy-MM-dd HH:mm:ss" in China time; an empty text where nothing happened. */
export function beijing(ms: number | null): string {
  return ms === null ? "" : new Date(ms + 8 * HOUR_MS).toISOString().slice(0, 19).replace("T", " ");
}

export const isoText = (ms: number): string => new Date(ms).toISOString();
export const seconds = (ms: number | null): number => (ms === null ? 0 : Math.floor(ms / SECOND_MS));
/** Yuan as a number with at most two decimals, as their order calls print it. */
export const yuan = (fen: number): number => fen / 100;
