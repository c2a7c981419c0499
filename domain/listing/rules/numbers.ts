const USCC_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const USCC_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/** True when an 18-character unified social credit code has legal signs and a right check sign (mod 31). */
export function usccValid(code: string): boolean {
  const values = [...code].map((sign) => USCC_SIGNS.indexOf(sign));
  if (values.length !== 18 || values.some((value) => value < 0)) return false;
  const sum = USCC_WEIGHTS.reduce((total, weight, index) => total + weight * (values[index] ?? 0), 0);
  return (31 - (sum % 31)) % 31 === values[17];
}

/** True for `SC` and 14 digits. */
export function scShaped(no: string): boolean {
  return /^SC\d{14}$/.test(no);
}

/** True when the last digit of a production licence number is its ISO 7064 MOD 11,10 check; the rule is recalled, so a miss only warns. */
export function scCheckRight(no: string): boolean {
  const digits = [...no.slice(2)].map(Number);
  const product = digits.slice(0, 13).reduce((last, digit) => (((last + digit) % 10 || 10) * 2) % 11, 10);
  return (11 - product) % 10 === digits[13];
}

/** The county in a production licence number (digits 4–9), GB/T 2260. */
export function scCounty(no: string): string {
  return no.slice(5, 11);
}

/** True for GB, NY, LY, SB, DB with two digits, T/ or Q/ numbers. */
export function standardShaped(no: string): boolean {
  return /^(GB(\/T)?|NY(\/T)?|LY(\/T)?|SB(\/T)?|GH(\/T)?|DB\s?\d{2}(\/T)?|T\/|Q\/)\s?[A-Z0-9]/.test(no);
}
