import type { Day, Fen } from "../units.ts";
import { destroyed, plain, readContent, readDay, readList, readWhole, readYuan, type Read } from "./amounts.ts";
import { headerUnit, plainHeader, type Columns, type ImportRow, type Problem } from "./row.ts";

type Pair = readonly [zh: string, en: string];

/** Reads a row's cells by field. What is empty is undefined; what can't be read is undefined and leaves a problem. */
export interface Cells<F extends string> {
  row: ImportRow;
  text(field: F): string | undefined;
  need(field: F): string | undefined;
  fen(field: F): Fen | undefined;
  whole(field: F): number | undefined;
  day(field: F): Day | undefined;
  content(field: F): { value: number; unit: "g" | "ml" | "piece" } | undefined;
  list(field: F): readonly string[];
  choice<V>(field: F, table: Readonly<Record<string, V>>): V | undefined;
  pairs(field: F): readonly (readonly [name: string, value: string])[];
  column(field: F): string;
  fieldOf(name: string): F | undefined;
  problem(field: F, rule: string, texts: { say: Pair; remedy: Pair; severity?: Problem["severity"] }): void;
}

type Base<F extends string> = Pick<Cells<F>, "row" | "column" | "fieldOf" | "problem" | "text">;

/** Cells of a row; headers are matched in one spelling, with their other names. */
export function cellsOf<F extends string>(row: ImportRow, columns: Columns<F>, problems: Problem[]): Cells<F> {
  const base = baseOf(row, columns, problems);
  const { text, column, problem } = base;
  const read = <T>(field: F, how: (value: string) => Read<T>, what: Pair): T | undefined => {
    const value = text(field);
    const result = value === undefined ? undefined : how(value);
    if (result?.ok === false) problem(field, "import.unreadable", unreadable(value ?? "", what));
    if (result?.ok === true && result.doubtful) problem(field, "import.unit_missing", UNIT_MISSING);
    return result?.ok === true ? result.value : undefined;
  };
  return {
    ...base,
    need: (field) => text(field) ?? (problem(field, "import.missing", missing(column(field))), undefined),
    fen: (field) => read(field, readYuan, ["金额, 例如 49.00", "an amount in yuan such as 49.00"]),
    whole: (field) => read(field, readWhole, ["整数", "a whole number"]),
    day: (field) => read(field, readDay, ["日期, 例如 2026-12-01", "a day such as 2026-12-01"]),
    content: (field) => read(field, (value) => readContent(value, headerUnit(column(field))), CONTENT),
    list: (field) => readList(text(field) ?? ""),
    choice: (field, table) =>
      read(field, (value) => chosen(value, table), [keysOf(table).join(" / "), "one of the list"]),
    pairs: (field) => readList(text(field) ?? "").map((part) => splitPair(part)),
  };
}

function baseOf<F extends string>(row: ImportRow, columns: Columns<F>, problems: Problem[]): Base<F> {
  const written = new Map(Object.keys(row.cells).map((header) => [plainHeader(header), header]));
  const headerOf = (field: F): string | undefined =>
    columns[field].map((name) => written.get(plainHeader(name))).find((header) => header !== undefined);
  const column = (field: F): string => headerOf(field) ?? columns[field][0] ?? field;
  const problem: Base<F>["problem"] = (
    field,
    rule,
    { say: [zh, en], remedy: [remedyZh, remedyEn], severity = "block" },
  ) => {
    const texts = { say: { zh, en }, remedy: { zh: remedyZh, en: remedyEn } };
    problems.push({ sheet: row.sheet, row: row.row, column: column(field), rule, severity, ...texts });
  };
  const text = (field: F): string | undefined => {
    const value = row.cells[headerOf(field) ?? ""]?.trim() ?? "";
    if (!destroyed(value)) return value === "" ? undefined : value;
    problem(field, "import.number_destroyed", DESTROYED);
    return undefined;
  };
  return { row, column, problem, text, fieldOf: (name) => keysOf(columns).find((field) => field === name) };
}

const CONTENT: Pair = ["数量加单位, 例如 2500克 或 5斤", "a number and a unit such as 2500克"];
const DESTROYED = {
  say: [
    "长数字被表格软件改成了科学计数, 后面的数位已丢失",
    "the spreadsheet made a long number scientific; its digits are lost",
  ] as Pair,
  remedy: [
    "把这一列设为「文本」, 再照原件重新填写",
    "format the column as text and type it again from the original",
  ] as Pair,
};
const UNIT_MISSING = {
  say: ["数字太小又没写单位, 分不清是克还是斤", "a small number without a unit: grams or jin?"] as Pair,
  remedy: ["写明单位, 例如 2500克 或 5斤", "write the unit, such as 2500克 or 5斤"] as Pair,
};

function unreadable(value: string, [zh, en]: Pair): { say: Pair; remedy: Pair } {
  return { say: [`「${value}」读不懂`, `"${value}" can't be read`], remedy: [`请填${zh}`, `write ${en}`] };
}

function missing(column: string): { say: Pair; remedy: Pair } {
  return { say: [`缺「${column}」`, `${column} is empty`], remedy: [`填写「${column}」`, "fill it in"] };
}

function chosen<V>(value: string, table: Readonly<Record<string, V>>): Read<V> {
  const entry = Object.entries(table).find(([name]) => plain(name) === plain(value));
  return entry === undefined ? { ok: false } : { ok: true, value: entry[1] };
}

function splitPair(part: string): readonly [string, string] {
  const at = part.search(/[:：]/);
  return at < 0 ? [part, ""] : [part.slice(0, at).trim(), part.slice(at + 1).trim()];
}

/** `Object.keys` with its type kept. */
function keysOf<K extends string>(table: Readonly<Record<K, unknown>>): readonly K[] {
  const keys: K[] = [];
  for (const key in table) keys.push(key);
  return keys;
}
