/** Fen of a JD amount (yuan, at most nine digits before the point and two behind it); null when it has another form. */
export function fenOf(yuan: unknown): number | null {
  const text = typeof yuan === "number" ? String(yuan) : typeof yuan === "string" ? yuan : "";
  const match = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(text);
  if (match === null) return null;
  return Number(match[1]) * 100 + Number((match[2] ?? "").padEnd(2, "0"));
}

/** Yuan with two decimals. */
export function yuanText(fen: number): string {
  return `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, "0")}`;
}
