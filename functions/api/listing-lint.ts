import type { Finding } from "../../domain/finding.ts";
import type { Listing } from "../../domain/listing/listing.ts";
import { lint } from "../../domain/listing/rules/lint.ts";
import { lintContextOf } from "../shared/lint-context.ts";
import type { Call } from "./call.ts";

/** What our own rules find, with the listing's supplier, place and pools at hand. */
export async function findingsOf(listing: Listing, { m, ports }: Call): Promise<readonly Finding[]> {
  return lint(listing, await lintContextOf(m, listing, ports));
}
