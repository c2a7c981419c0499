import type { Finding } from "../../finding.ts";
import { categoryOf } from "../category.ts";
import type { GoodsListing } from "../goods.ts";
import { block, hint, review, type LintContext, type Rule } from "./context.ts";

/** Papers of what comes from field and stable: promise certificate, quarantine. */
export const farmPaperRules: Rule = (listing, context) =>
  listing.kind === "goods" ? [...promise(listing, context), ...quarantine(listing)] : [];

const FUTURE = [
  "合格证的开具日期在今天之后",
  "the promise certificate is dated in the future",
  "核对开具日期",
  "check the date",
] as const;

/** The promise certificate is a duty of enterprises and co-ops, encouraged for households (Agri Product Law 39). */
function promise(goods: GoodsListing, { suppliers, today }: LintContext): readonly Finding[] {
  if (goods.promiseCert !== undefined && goods.promiseCert.date > today)
    return [review("cert.promise_date", "/promiseCert/date", FUTURE)];
  if (goods.legalClass !== "edible_agri" || goods.promiseCert !== undefined) return [];
  const household = suppliers?.get(goods.supplierId)?.type === "household";
  const make = household ? hint : block;
  return [
    make("class.promise_certificate", "/promiseCert", [
      "食用农产品缺承诺达标合格证",
      "the promise certificate of an edible agricultural product is missing",
      "按批次开具承诺达标合格证并填写",
      "issue one for the batch and write it here",
    ]),
  ];
}

function quarantine(goods: GoodsListing): readonly Finding[] {
  const meat = categoryOf(goods.categoryCode)?.gate === "cold_chain" && goods.legalClass === "edible_agri";
  const needsAnimal = meat && !["G-egg", "G-dried-fish"].includes(goods.categoryCode);
  const needsPlant = goods.ship.forbid.includes("seedling");
  const has = (type: "animal" | "plant"): boolean => goods.quarantine.some((one) => one.type === type);
  return [
    ...(needsAnimal && !has("animal")
      ? [
          block("class.quarantine_animal", "/quarantine", [
            "鲜肉和活禽缺动物检疫证明",
            "meat needs an animal quarantine certificate",
            "填写动物检疫合格证明编号",
            "write its number",
          ]),
        ]
      : []),
    ...(needsPlant && !has("plant")
      ? [
          block("class.quarantine_plant", "/quarantine", [
            "种苗缺植物检疫证书",
            "seedlings need a plant quarantine certificate",
            "填写植物检疫证书编号",
            "write its number",
          ]),
        ]
      : []),
  ];
}
