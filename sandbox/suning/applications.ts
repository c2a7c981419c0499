import { defectOf, refusedWord } from "./item-review.ts";
import { assignCodes, stockOf } from "./products.ts";
import { toBeijing } from "./time.ts";
import type { Fields } from "./answer.ts";
import type { Scene } from "../kit/types.ts";
import type { Application, ApplyStatus, Change, Content, Product, Sku, World } from "./world.ts";

export const NO_CHANGE: Change = { content: null, children: {}, child: null };

/** Hands in an application; it is worked through later. The receipt is all that the caller gets. */
export function apply(product: Product, change: Change, { world, clock, random }: Scene<World>): Fields {
  const applyCode = [8, 4, 4, 4, 12].map((length) => random.hex(length)).join("-");
  const now = clock.now();
  const dueAt = now + world.auditPolicy.afterMs;
  const { shop, id: productId } = product;
  world.applications.set(applyCode, { applyCode, shop, productId, appliedAt: now, dueAt, status: "1", change });
  Object.assign(product, { status: "1", reason: "" });
  return { applyCode, applyTime: toBeijing(now) };
}

/** Works through what is due, in the order in which it came. */
export function workThroughDue(scene: Scene<World>): void {
  for (const application of scene.world.applications.values()) {
    if (application.status === "1" && application.dueAt <= scene.clock.now()) workThrough(application, null, scene);
  }
}

/** Ends one application: by its defects, by the reviewer's word where there is one, by the policy's words else. */
export function workThrough(
  application: Application,
  decision: { decision: "pass" | "refuse"; reason?: string } | null,
  scene: Scene<World>,
): void {
  const { world } = scene;
  const product = world.products.get(application.productId);
  if (product === undefined) return;
  const wanted = withChange(product, application);
  const defect = decision?.decision === "pass" ? null : defectOf(wanted, world);
  const word = refusedWord(wanted, world);
  if (decision?.decision === "refuse")
    end(application, product, { status: "4", reason: decision.reason ?? "审核不通过" });
  else if (defect !== null) end(application, product, { status: "3", reason: defect });
  else if (word !== null && decision === null) {
    end(application, product, { status: "4", reason: `标题含有不允许的词语“${word}”` });
  } else pass(application, product, scene);
}

/** How the item would stand. */
function withChange(product: Product, { change }: Application): Product {
  const changed = product.skus.map((sku) => withCodes(sku, change));
  const skus = change.child === null ? changed : [...changed, change.child];
  return { ...product, skus, content: merged(product.content, change) };
}

function withCodes(sku: Sku, { children }: Change): Sku {
  const { itemCode = "", picture = "" } = children[sku.productCode] ?? {};
  return { ...sku, itemCode: itemCode || sku.itemCode, picture: picture || sku.picture };
}

/** A picture set is replaced as a whole: slots that were not sent are emptied. */
function merged(content: Content, change: Change): Content {
  if (change.content === null) return content;
  const { fields, pars } = change.content;
  const isPicture = (name: string): boolean => /^(supplierImg|img)\d+Url$/.test(name);
  const replaces = Object.keys(fields).some(isPicture);
  const kept = Object.entries(content.fields).filter(([name]) => !(replaces && isPicture(name)));
  return { fields: { ...Object.fromEntries(kept), ...fields }, pars: pars ?? content.pars };
}

function end(
  application: Application,
  product: Product,
  { status, reason }: { status: ApplyStatus; reason: string },
): void {
  application.status = status;
  Object.assign(product, { status, reason });
}

function pass(application: Application, product: Product, { world, clock, random }: Scene<World>): void {
  const first = product.productCode === "";
  const { content, skus } = withChange(product, application);
  Object.assign(product, { content, skus });
  assignCodes(product, random.digits);
  application.status = "2";
  const pending = [...world.applications.values()].some((one) => one.productId === product.id && one.status === "1");
  Object.assign(product, { status: pending ? "1" : "2", reason: "", editedAt: clock.now() });
  // saleSet 1 goes on the shelf as soon as it is worked through, if there is something to sell.
  if (first && product.content.fields["saleSet"] === "1" && stockOf(product) > 0) product.shelf = "on";
}
