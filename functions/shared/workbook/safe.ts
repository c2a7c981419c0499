/** A number as people type it: a spreadsheet may take it as it is. */
const NUMBER = /^-?\d{1,15}(\.\d+)?$/;

/** Text that a spreadsheet can't take for a formula: what begins with `= + - @`, a tab or a return gets an apostrophe in front. */
export function safeText(text: string): string {
  return /^[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}
