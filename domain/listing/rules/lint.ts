import type { Finding } from "../../finding.ts";
import { day } from "../../time.ts";
import type { Day } from "../../units.ts";
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

/** A version of a topic: in force from a day on, until a later version of the same topic begins. */
export interface RuleVersion {
  topic: string;
  effectiveFrom: Day;
  rule: Rule;
}
/** The first versions were there before anybody published. */
const FIRST = day("2000-01-01");
const since = (of: Omit<RuleVersion, "effectiveFrom">): RuleVersion => ({ effectiveFrom: FIRST, ...of });

/** Every topic, in the order in which people mend things. A change of law is a further version with its day; words and licences carry days of their own. */
export const RULE_BOOK: readonly RuleVersion[] = [
  since({ topic: "key", rule: keyRules }),
  since({ topic: "category", rule: categoryRules }),
  since({ topic: "title", rule: titleRules }),
  since({ topic: "price", rule: priceRules }),
  since({ topic: "unit", rule: unitRules }),
  since({ topic: "draw", rule: drawRules }),
  since({ topic: "legal_class", rule: legalClassRules }),
  since({ topic: "label_number", rule: labelNumberRules }),
  since({ topic: "statement", rule: statementRules }),
  since({ topic: "farm_paper", rule: farmPaperRules }),
  since({ topic: "licence", rule: licenceRules }),
  since({ topic: "certificate", rule: certificateRules }),
  since({ topic: "origin", rule: originRules }),
  since({ topic: "word", rule: wordRules }),
  since({ topic: "season", rule: seasonRules }),
  since({ topic: "ship", rule: shipRules }),
  since({ topic: "supply", rule: supplyRules }),
  since({ topic: "tour", rule: tourRules }),
  since({ topic: "departure", rule: departureRules }),
  since({ topic: "stay", rule: stayRules }),
  since({ topic: "band", rule: bandRules }),
  since({ topic: "voucher", rule: voucherRules }),
];

/** The rules in force on a day: of each topic the newest version that has begun. */
export function rulesOn(today: Day, book: readonly RuleVersion[] = RULE_BOOK): readonly Rule[] {
  const begun = book.filter(({ effectiveFrom }) => effectiveFrom <= today);
  const newest = (topic: string) =>
    begun.filter((one) => one.topic === topic).reduce((a, b) => (b.effectiveFrom >= a.effectiveFrom ? b : a)).rule;
  return [...new Set(begun.map(({ topic }) => topic))].map(newest);
}

/** All that our own rules find in a listing, whatever the platform. Pure; the adapters' rules about one shop's body come on top. */
export function lint(listing: Listing, context: LintContext): readonly Finding[] {
  return rulesOn(context.today).flatMap((rule) => rule(listing, context));
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
