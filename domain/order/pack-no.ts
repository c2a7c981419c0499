import { hashOf } from "../hash.ts";

/** Totally anti-symmetric quasigroup of order ten (Damm, 2004): finds every single wrong digit and every swap of neighbours. */
const DAMM = [
  [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
  [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
  [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
  [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
  [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
  [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
  [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
  [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
  [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
  [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];
const DIGITS = 8;

/** A short number of a consignment for people and spreadsheets: eight digits and a check digit, the same each time. Two consignments may share one by chance: whoever looks one up gets both. */
export function packNoOf(shopId: string, orderNo: string, consignmentId: string): string {
  const number = Number(BigInt(`0x${hashOf(`${shopId}|${orderNo}|${consignmentId}`).slice(0, 12)}`) % 10n ** 8n);
  const digits = String(number).padStart(DIGITS, "0");
  return `${digits}${residueOf(digits)}`;
}

/** Whether a number as people type it (with blanks or dashes) is one of ours, unharmed; gives its digits, else null. */
export function packNoFrom(typed: string): string | null {
  const digits = typed.replace(/[\s-]/g, "");
  return /^\d{9}$/.test(digits) && residueOf(digits) === 0 ? digits : null;
}

function residueOf(digits: string): number {
  return [...digits].reduce((row, digit) => DAMM[row]?.[Number(digit)] ?? 0, 0);
}
