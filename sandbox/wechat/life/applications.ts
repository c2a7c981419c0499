import { APPLIED } from "../actions/applications.ts";
import type { Stage } from "../call.ts";
import { emit } from "../events.ts";
import type { Application } from "../world.ts";

/** Numbers of the pushes: 3 category passed, 4 brand good. */
const PUSHED = { category: 3, brand: 4 } as const;

/** Most categories and brands pass by themselves; an invitation-only category does not. */
export const decideApplication = (found: Application, { world, nowMs }: Stage): void => {
  const shop = world.shops.get(found.shop);
  if (found.status !== APPLIED.pending || !shop) return;
  const refused = found.kind === "category" && world.leaves.get(found.subject)?.inviteOnly === true;
  found.status = refused ? APPLIED.refused : APPLIED.passed;
  if (found.kind === "category" && !refused) shop.leaves = new Set([...shop.leaves, found.subject]);
  if (found.kind === "brand") {
    shop.brands = [...shop.brands, { brandId: found.subject, name: String(found.fields["ch_name"] ?? found.subject) }];
  }
  const status = refused ? 2 : PUSHED[found.kind];
  const body =
    found.kind === "category"
      ? { ProductCategoryAudit: { audit_id: found.id, status: String(status), reason: refused ? "资质不全" : "" } }
      : { BrandEvent: { brand_id: found.subject, audit_id: found.id, status, reason: "" } };
  const name = found.kind === "category" ? "product_category_audit" : "channels_ec_brand";
  emit(world, found.shop, { name, atMs: nowMs, body });
};
