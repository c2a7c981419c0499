/**
 * Parses JSON text; an integer beyond 2^53 comes back as text with all its digits, so that no id is rounded.
 * Throws a SyntaxError for what is no JSON.
 */
export function parseJson(text: string): unknown {
  return JSON.parse(text, keepDigits);
}

function keepDigits(_key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== "number" || Number.isSafeInteger(value)) return value;
  const source = context?.source;
  return source !== undefined && /^-?\d+$/.test(source) ? source : value;
}
