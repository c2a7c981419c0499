import * as z from "zod";
import { importRows } from "../../../domain/import/import.ts";
import { HOLIDAYS } from "../../../domain/listing/holidays.ts";
import { Picture } from "../../../domain/listing/head.ts";
import type { Listing } from "../../../domain/listing/listing.ts";
import { Location } from "../../../domain/listing/location.ts";
import { Supplier } from "../../../domain/listing/supplier.ts";
import { dayOf } from "../../../domain/time.ts";
import { Problem } from "../../shared/problem.ts";
import { markProblems } from "../../shared/workbook/mark.ts";
import { readWorkbook } from "../../shared/workbook/read-workbook.ts";
import { route } from "../route.ts";
import { WRITERS } from "./roles.ts";

const PictureFact = z.object({
  hash: z.string(),
  type: z.enum(["image/jpeg", "image/png", "image/webp"]),
  widthPx: z.number().optional(),
  heightPx: z.number().optional(),
  sizeBytes: z.number().optional(),
});
const Pool = z.object({
  id: z.string(),
  name: z.string(),
  unit: z.string(),
  kind: z.string(),
  onHand: z.number(),
  safety: z.number(),
});
const Cell = z.object({
  sheet: z.string(),
  row: z.number(),
  column: z.string(),
  rule: z.string(),
  severity: z.string(),
  say: z.object({ zh: z.string(), en: z.string() }),
  remedy: z.object({ zh: z.string(), en: z.string() }),
});

function picturesBy(facts: Readonly<Record<string, unknown>>) {
  const fact = Picture.omit({ role: true });
  return new Map(Object.entries(facts).map(([name, value]) => [name, fact.parse(value)]));
}

/** Reads a workbook: the listings that are good, and every problem with its cell, also written into the file. Stores nothing: the client saves what it wants. */
export const importRoutes = [
  route({
    method: "POST",
    path: "/imports",
    summary: "Reads a workbook or CSV file; good rows as listings, problems by cell, and the marked file",
    roles: WRITERS,
    keepsAnswer: false,
    body: z.strictObject({
      fileName: z.string().min(1),
      base64: z.string().max(14_000_000),
      pictures: z.record(z.string(), PictureFact).optional(),
    }),
    reply: z.object({
      listings: z.array(z.custom<Listing>((value) => value !== undefined)),
      pools: z.array(Pool),
      suppliers: z.array(Supplier),
      locations: z.array(Location),
      problems: z.array(Cell),
      marked: z.string().nullable(),
    }),
    run: async ({ body }, { ports }) => {
      const bytes = new Uint8Array(Buffer.from(body.base64, "base64"));
      const rows = await readWorkbook(bytes, body.fileName);
      if (rows === null) {
        const say = { zh: "不支持旧的 .xls 文件，请另存为 .xlsx", en: "an old .xls file: save it as .xlsx" };
        throw new Problem({ status: 422, code: "invalid" }, say, [{ pointer: "/base64", say }]);
      }
      const pictures = body.pictures === undefined ? {} : { pictures: picturesBy(body.pictures) };
      const read = importRows(rows, { today: dayOf(ports.clock.now()), holidays: HOLIDAYS, ...pictures });
      const marked =
        read.problems.length === 0
          ? null
          : Buffer.from(await markProblems(bytes, body.fileName, read.problems)).toString("base64");
      return {
        ...read,
        listings: [...read.listings],
        pools: [...read.pools],
        suppliers: [...read.suppliers],
        locations: [...read.locations],
        problems: [...read.problems],
        marked,
      };
    },
  }),
];
