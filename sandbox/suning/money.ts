/** Integer fen of a text with exactly two decimals, as the platform demands it; null for every other text. */
export function fenOf(yuan: string): number | null {
  if (!/^(0|[1-9]\d{0,12})\.\d{2}$/.test(yuan)) return null;
  return Number(yuan.replace(".", ""));
}

/** `"39.90"`: yuan with two decimals. */
export function yuanOf(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, "0");
  return `${fen < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
