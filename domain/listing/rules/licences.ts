import * as z from "zod";
import data from "../../data/licences.json" with { type: "json" };
import { categoryOf } from "../category.ts";
import type { Licence } from "../head.ts";
import type { Listing } from "../listing.ts";
import { MAKERS, review, type LintContext, type Rule } from "./context.ts";

const Needs = z.strictObject({
  version: z.string(),
  needs: z.array(
    z.strictObject({
      kinds: z.array(z.string()),
      province: z.string(),
      anyOf: z.array(z.string()).min(1),
      name: z.string(),
      effectiveFrom: z.string(),
      lawRef: z.string(),
      severity: z.enum(["block", "review", "hint"]),
    }),
  ),
});
const { needs: NEEDS } = Needs.parse(data);

/** The licences that a kind needs in its province, by data; the supplier's count like the listing's own. */
export const licenceRules: Rule = (listing, context) => {
  const types = new Set(licencesOf(listing, context).map(({ type }) => String(type)));
  const province = listing.originCode.slice(0, 2);
  const lacking = NEEDS.filter(
    (need) =>
      need.kinds.includes(listing.kind) &&
      (need.province === "*" || need.province === province) &&
      need.effectiveFrom <= context.today &&
      !need.anyOf.some((type) => types.has(type)),
  );
  return [
    ...lacking.map(({ name, severity, lawRef, anyOf }) =>
      MAKERS[severity]("licence.missing", "/licences", [
        `缺${name}${lawRef === "" ? "" : ` (${lawRef})`}`,
        `no licence of type ${anyOf.join(" or ")}`,
        `填写${name}的编号, 或记在供货方名下`,
        "write its number here or at the supplier",
      ]),
    ),
    ...alcohol(listing, types),
  ];
};

function licencesOf(listing: Listing, { suppliers }: LintContext): readonly Licence[] {
  return [...listing.licences, ...(suppliers?.get(listing.supplierId)?.licences ?? [])];
}

function alcohol(listing: Listing, types: ReadonlySet<string>): ReturnType<Rule> {
  if (categoryOf(listing.categoryCode)?.gate !== "alcohol" || types.has("alcohol") || types.has("food_permit"))
    return [];
  return [
    review("licence.alcohol", "/licences", [
      "酒类缺酒类或食品经营许可",
      "alcohol without a licence for alcohol or food",
      "补填许可; 平台也会要求酒类资质",
      "write the licence; platforms ask for it too",
    ]),
  ];
}
