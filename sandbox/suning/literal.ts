/** What a request body may hold after parsing: plain records, lists and texts (numbers as they were written). */
export type Value = string | number | boolean | null | Value[] | { [key: string]: Value };

const ESCAPES: Readonly<Record<string, string>> = {
  n: "\n",
  t: "\t",
  r: "\r",
  b: "\b",
  f: "\f",
  "'": "'",
  '"': '"',
  "\\": "\\",
  "/": "/",
};
const WORDS: Readonly<Record<string, boolean | null>> = {
  None: null,
  null: null,
  True: true,
  true: true,
  False: false,
  false: false,
};

interface Reader {
  text: string;
  at: number;
}

/**
 * Parses a JSON text whose inner part may be a Python literal: either quote, None, True, False, bare numbers, a comma
 * too many. Nothing is evaluated. Null for anything else: the platform answers that with a body error.
 */
export function parseLiteral(text: string): { value: Value } | null {
  const reader = { text, at: 0 };
  const value = readValue(reader, 0);
  skipSpace(reader);
  return value === undefined || reader.at < text.length ? null : { value };
}

const DEPTH_LIMIT = 64;

function readValue(reader: Reader, depth: number): Value | undefined {
  skipSpace(reader);
  if (depth > DEPTH_LIMIT) return undefined;
  const sign = reader.text[reader.at];
  if (sign === "{") return readRecord(reader, depth);
  if (sign === "[") return readList(reader, depth);
  if (sign === '"' || sign === "'") return readText(reader, sign);
  return readWord(reader);
}

function readRecord(reader: Reader, depth: number): Value | undefined {
  const record: { [key: string]: Value } = {};
  reader.at += 1;
  while (!closes(reader, "}")) {
    const quote = reader.text[reader.at];
    const key = quote === '"' || quote === "'" ? readText(reader, quote) : undefined;
    if (key === undefined || !takes(reader, ":")) return undefined;
    const value = readValue(reader, depth + 1);
    if (value === undefined || !endsItem(reader, "}")) return undefined;
    record[key] = value;
  }
  return record;
}

function readList(reader: Reader, depth: number): Value | undefined {
  const list: Value[] = [];
  reader.at += 1;
  while (!closes(reader, "]")) {
    const value = readValue(reader, depth + 1);
    if (value === undefined || !endsItem(reader, "]")) return undefined;
    list.push(value);
  }
  return list;
}

function readText(reader: Reader, quote: string): string | undefined {
  let read = "";
  for (reader.at += 1; reader.at < reader.text.length; reader.at += 1) {
    const sign = reader.text.charAt(reader.at);
    if (sign === quote) {
      reader.at += 1;
      return read;
    }
    if (sign === "\n") return undefined;
    const escape = sign === "\\" ? readEscape(reader) : sign;
    if (escape === undefined) return undefined;
    read += escape;
  }
  return undefined;
}

function readEscape(reader: Reader): string | undefined {
  reader.at += 1;
  const sign = reader.text.charAt(reader.at);
  const length = sign === "u" ? 4 : sign === "x" ? 2 : sign === "U" ? 8 : 0;
  if (length === 0) return ESCAPES[sign];
  const hex = reader.text.slice(reader.at + 1, reader.at + 1 + length);
  const point = /^[0-9a-fA-F]+$/.test(hex) && hex.length === length ? parseInt(hex, 16) : Infinity;
  if (point > 0x10ffff) return undefined;
  reader.at += length;
  return String.fromCodePoint(point);
}

function readWord(reader: Reader): Value | undefined {
  const word = /^[-+.\w]+/.exec(reader.text.slice(reader.at, reader.at + 40))?.[0] ?? "";
  reader.at += word.length;
  if (Object.hasOwn(WORDS, word)) return WORDS[word];
  return /^-?\d+(\.\d+)?$/.test(word) ? word : undefined;
}

function skipSpace(reader: Reader): void {
  while (/\s/.test(reader.text.charAt(reader.at))) reader.at += 1;
}

function takes(reader: Reader, sign: string): boolean {
  skipSpace(reader);
  if (reader.text[reader.at] !== sign) return false;
  reader.at += 1;
  return true;
}

/** True at the closing sign, which is taken. */
function closes(reader: Reader, sign: string): boolean {
  return takes(reader, sign);
}

/** After an item stands a comma, or the closing sign, which is left. */
function endsItem(reader: Reader, closing: string): boolean {
  return takes(reader, ",") || reader.text[reader.at] === closing;
}
