import type * as z from "zod";
import { importRows } from "../../domain/import/import.ts";
import { Picture } from "../../domain/listing/head.ts";
import { HOLIDAYS } from "../../domain/listing/holidays.ts";
import { dayOf } from "../../domain/time.ts";
import type { Instant } from "../../domain/units.ts";
import { Problem } from "../shared/problem.ts";
import { markProblems } from "../shared/workbook/mark.ts";
import { readWorkbook } from "../shared/workbook/read-workbook.ts";
import type { ImportAnswer, ImportFile } from "./routes/imports.ts";

/** Reads an uploaded workbook or CSV file: what is good in it, what is not, and the file with the problems written in. */
export type ReadFile = (file: z.infer<typeof ImportFile>, now: Instant) => Promise<z.infer<typeof ImportAnswer>>;

export const readFile: ReadFile = async ({ fileName, base64, pictures }, now) => {
  const bytes = new Uint8Array(Buffer.from(base64, "base64"));
  const rows = await readWorkbook(bytes, fileName);
  if (rows === null) throw oldFile();
  const known = pictures === undefined ? {} : { pictures: picturesBy(pictures) };
  const read = importRows(rows, { today: dayOf(now), holidays: HOLIDAYS, ...known });
  return {
    listings: [...read.listings],
    pools: [...read.pools],
    suppliers: [...read.suppliers],
    locations: [...read.locations],
    problems: [...read.problems],
    marked: read.problems.length === 0 ? null : base64Of(await markProblems(bytes, fileName, read.problems)),
  };
};

function oldFile(): Problem {
  const say = { zh: "不支持旧的 .xls 文件，请另存为 .xlsx", en: "an old .xls file: save it as .xlsx" };
  return new Problem({ status: 422, code: "invalid" }, say, [{ pointer: "/base64", say }]);
}

function picturesBy(facts: Readonly<Record<string, unknown>>) {
  const fact = Picture.omit({ role: true });
  return new Map(Object.entries(facts).map(([name, value]) => [name, fact.parse(value)]));
}

function base64Of(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("base64");
}
