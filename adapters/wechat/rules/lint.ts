import type { Body, CategoryRules, Finding } from "../../contract.ts";
import { lintCategory } from "./lint-category.ts";
import { lintHead } from "./lint-head.ts";
import { lintSkus } from "./lint-skus.ts";
import { lintVoucher } from "./lint-voucher.ts";

/** Every documented field rule of add and update that can be seen before the call. Without category rules attributes and the food rules are left out. */
export function lint(body: Body, rules: CategoryRules | null): readonly Finding[] {
  return [...lintHead(body, rules), ...lintVoucher(body), ...lintSkus(body), ...lintCategory(body, rules)];
}
