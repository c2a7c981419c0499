import type { Finding } from "../../domain/finding.ts";
import { storedIn, type Stored } from "./catalog.ts";
import type { CatalogChange } from "./offer/changes.ts";
import type { Ports } from "./ports.ts";
import { keys } from "./store/keys.ts";

/** What the last reading of a shop's taxonomy brought; listings that will not go out again as they stand. */
export interface CatalogNews {
  changes: readonly CatalogChange[];
  breaks: readonly { listing: string; findings: readonly Finding[] }[];
}

/** The news of the last reading; null before the first. */
export async function storedNews(m: string, s: string, table: Ports["table"]): Promise<Stored<CatalogNews> | null> {
  return storedIn<CatalogNews>(keys.catalogNews(m, s), table);
}
