import type { Finding } from "../../finding.ts";
import type { Listing } from "../listing.ts";
import type { Supplier } from "../supplier.ts";
import { bandRules } from "./bands.ts";
import { categoryRules } from "./category.ts";
import { certificateRules } from "./certificates.ts";
import { block, type LintContext, type Rule } from "./context.ts";
import { departureRules } from "./departures.ts";
import { drawRules } from "./draws.ts";
import { farmPaperRules } from "./farm-papers.ts";
import { keyRules } from "./keys.ts";
import { labelNumberRules } from "./label-numbers.ts";
import { legalClassRules } from "./legal-class.ts";
import { licenceRules } from "./licences.ts";
import { credit, originRules } from "./origin.ts";
import { priceRules } from "./prices.ts";
import { seasonRules } from "./season.ts";
import { shipRules } from "./ship.ts";
import { stayRules } from "./stay.ts";
import { statementRules } from "./statements.ts";
import { supplyRules } from "./supply.ts";
import { titleRules } from "./titles.ts";
import { tourRules } from "./tour.ts";
import { unitRules } from "./units.ts";
import { voucherRules } from "./vouchers.ts";
import { wordRules } from "./words.ts";

/** Every topic, in the order in which people mend things. */
export const RULES: readonly Rule[] = [
  keyRules,
  categoryRules,
  titleRules,
  priceRules,
  unitRules,
  drawRules,
  legalClassRules,
  labelNumberRules,
  statementRules,
  farmPaperRules,
  licenceRules,
  certificateRules,
  originRules,
  wordRules,
  seasonRules,
  shipRules,
  supplyRules,
  tourRules,
  departureRules,
  stayRules,
  bandRules,
  voucherRules,
];

/** All that our own rules find in a listing, whatever the platform. Pure; the adapters' rules about one shop's body come on top. */
export function lint(listing: Listing, context: LintContext): readonly Finding[] {
  return RULES.flatMap((rule) => rule(listing, context));
}

/** What is wrong with a supplier itself: its credit code, and licences that ran out. */
export function lintSupplier(supplier: Supplier, { today }: Pick<LintContext, "today">): readonly Finding[] {
  const over = supplier.licences.filter(({ validUntil }) => validUntil !== undefined && validUntil < today);
  return [
    ...credit(supplier.uscc, "/uscc"),
    ...over.map(({ no, validUntil }) =>
      block("licence.expired", "/licences", [
        `证照 ${no} 已于 ${validUntil} 到期`,
        `${no} ran out on ${validUntil}`,
        "换新证照并更新有效期",
        "renew it and update its end",
      ]),
    ),
  ];
}
