import * as z from "zod";
import type { Listing } from "../../../domain/listing/listing.ts";
import { Location } from "../../../domain/listing/location.ts";
import { Supplier } from "../../../domain/listing/supplier.ts";
import { notFound } from "../../shared/problem.ts";
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

export const ImportFile = z.strictObject({
  fileName: z.string().min(1),
  base64: z.string().max(14_000_000),
  pictures: z.record(z.string(), PictureFact).optional(),
});
export const ImportAnswer = z.object({
  listings: z.array(z.custom<Listing>((value) => value !== undefined)),
  pools: z.array(Pool),
  suppliers: z.array(Supplier),
  locations: z.array(Location),
  problems: z.array(Cell),
  marked: z.string().nullable(),
});

/** Reads a workbook: the listings that are good, and every problem with its cell, also written into the file. Stores nothing: the client saves what it wants. */
export const importRoutes = [
  route({
    method: "POST",
    path: "/imports",
    summary: "Reads a workbook or CSV file; good rows as listings, problems by cell, and the marked file",
    roles: WRITERS,
    keepsAnswer: false,
    body: ImportFile,
    reply: ImportAnswer,
    run: async ({ body }, { ports, readFile }) => {
      if (readFile === null) throw notFound({ zh: "这个接口", en: "path" });
      return readFile(body, ports.clock.now());
    },
  }),
];
