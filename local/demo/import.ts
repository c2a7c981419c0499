import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { picturesOf } from "../../scripts/samples/pictures.ts";
import { ROOT } from "../files.ts";
import type { World } from "./world.ts";

const Id = z.looseObject({ id: z.string() });
const ListingSeen = z.looseObject({
  id: z.string(),
  kind: z.string(),
  merchantKey: z.string(),
  titleShort: z.string(),
});
const Imported = z.object({
  listings: z.array(ListingSeen),
  pools: z.array(Id),
  suppliers: z.array(Id),
  locations: z.array(Id),
  problems: z.array(
    z.looseObject({ sheet: z.string(), row: z.number(), column: z.string(), say: z.looseObject({ zh: z.string() }) }),
  ),
  marked: z.string().nullable(),
});
export type DemoListing = z.infer<typeof ListingSeen>;

/** Imports the sample workbook with its pictures, and the one full of typical mistakes, whose marked copy is written beside the report. */
export async function importWorkbooks(world: World): Promise<DemoListing[]> {
  const { api, say } = world;
  const first = await readBook("listings.xlsx", null, world);
  const pictures: Record<string, unknown> = {};
  for (const { merchantKey } of first.listings) {
    for (const { name, bytes, picture } of await picturesOf(merchantKey)) {
      await api.send("POST", "/pictures", { base64: Buffer.from(bytes).toString("base64"), type: picture.type });
      pictures[name] = picture;
    }
  }
  const book = await readBook("listings.xlsx", pictures, world);
  for (const supplier of book.suppliers) await api.send("PUT", `/suppliers/${supplier.id}`, supplier);
  for (const location of book.locations) await api.send("PUT", `/locations/${location.id}`, location);
  for (const { id, ...pool } of book.pools) await api.send("PUT", `/pools/${id}`, pool);
  for (const listing of book.listings) await api.send("PUT", `/listings/${listing.id}`, listing);
  say(
    `imported ${book.listings.length} listings, ${book.pools.length} pools, ${book.suppliers.length} suppliers; ${book.problems.length} remarks`,
  );
  const bad = await readBook("mistakes.xlsx", null, world);
  if (bad.marked !== null)
    writeFileSync(join(ROOT, ".local", "mistakes-marked.xlsx"), Buffer.from(bad.marked, "base64"));
  say(
    `workbook of mistakes: ${bad.problems.length} problems in their cells (.local/mistakes-marked.xlsx), ${bad.listings.length} good listings go on`,
  );
  for (const { sheet, row, column, say: text } of bad.problems.slice(0, 8))
    say(`    ${sheet}!${row} ${column}: ${text.zh}`);
  return book.listings;
}

async function readBook(fileName: string, pictures: Record<string, unknown> | null, { api }: World) {
  const base64 = readFileSync(join(ROOT, "samples", fileName)).toString("base64");
  return api.call(Imported, "POST", "/imports", { fileName, base64, ...(pictures !== null && { pictures }) });
}
