import type { Fen } from "./units.ts";

const YUAN = /^(-?)(\d{1,12})(?:\.(\d{1,}))?$/;

/** Integer fen of a number that already is fen. Throws a RangeError for fractions and for what a double cannot hold exactly. */
export function fen(value: number): Fen {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not integer fen: ${value}`);
  return (value === 0 ? 0 : value) as Fen;
}

/** Fen of a decimal yuan text or number ("19.90", 19.9); digits after the second must be zero. Throws a RangeError for anything else. */
export function fenFromYuan(yuan: string | number): Fen {
  const match = YUAN.exec(String(yuan).trim());
  const [, sign, whole = "0", fraction = ""] = match ?? [];
  if (!match || !/^0*$/.test(fraction.slice(2))) throw new RangeError(`not an amount in yuan: ${yuan}`);
  const amount = Number(whole) * 100 + Number(fraction.slice(0, 2).padEnd(2, "0"));
  return fen(sign === "-" ? -amount : amount);
}

/** Decimal yuan with two digits: 1990 → "19.90". */
export function yuanFromFen(amount: Fen): string {
  const digits = String(Math.abs(amount)).padStart(3, "0");
  return `${amount < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** Sum in fen. */
export function sumFen(amounts: readonly Fen[]): Fen {
  return fen(amounts.reduce((sum, amount) => sum + amount, 0));
}

/**
 * Parts of `total` in proportion to `weights`, by largest remainder: integers that sum to `total` exactly; ties go to the earlier part.
 * All weights zero: the first part takes everything. Weights below zero are refused with a RangeError.
 */
export function shareOut(total: number, weights: readonly number[]): number[] {
  if (weights.some((weight) => weight < 0)) throw new RangeError("a weight below zero");
  const sum = weights.reduce((a, b) => a + b, 0);
  if (weights.length === 0) return [];
  if (sum === 0) return weights.map((_, index) => (index === 0 ? total : 0));
  const sign = total < 0 ? -1 : 1;
  const exact = weights.map((weight) => (Math.abs(total) * weight) / sum);
  const parts = exact.map(Math.floor);
  const rest = Math.abs(total) - parts.reduce((a, b) => a + b, 0);
  const order = exact
    .map((value, index) => ({ index, fraction: value - Math.floor(value) }))
    .sort((a, b) => b.fraction - a.fraction || a.index - b.index);
  for (const { index } of order.slice(0, rest)) parts[index] = (parts[index] ?? 0) + 1;
  return parts.map((part) => (part === 0 ? 0 : part * sign));
}
