import { workThrough } from "../applications.ts";
import { handMade, type HandMade } from "../hand-made.ts";
import { titleOf } from "../products.ts";
import type { ControlAnswer, Scene } from "../../kit/types.ts";
import type { Product, Sku, World } from "../world.ts";
import { done, refused, textIn } from "./answers.ts";

type Body = Readonly<Record<string, unknown>>;

/** An item by what the control API calls it: its code, the code of a child, or the receipt of its newest application. */
function productNamed(id: string, world: World): Product | undefined {
  const applied = world.applications.get(id)?.productId ?? id;
  return [...world.products.values()].find(
    (one) => one.id === applied || one.productCode === id || one.skus.some((sku) => sku.productCode === id),
  );
}

const unknown = (id: string): ControlAnswer => refused(404, "product-unknown", `there is no product ${id}`);

/** The reviewer's word on the oldest application that waits. */
export function decideAudit(
  id: string,
  decision: { decision: "pass" | "refuse"; reason?: string },
  scene: Scene<World>,
): ControlAnswer {
  const product = productNamed(id, scene.world);
  if (product === undefined) return unknown(id);
  const waiting = [...scene.world.applications.values()].find(
    (one) => one.productId === product.id && one.status === "1",
  );
  if (waiting === undefined) return refused(409, "no-application", "没有待处理的申请");
  workThrough(waiting, decision, scene);
  return done({ productId: product.productCode, status: product.status });
}

/** What waits already is worked through after `afterMs` too. */
export function setAuditPolicy(
  { afterMs, refuseWords }: { afterMs?: number; refuseWords?: readonly string[] },
  { world }: Scene<World>,
): ControlAnswer {
  if (refuseWords !== undefined) world.auditPolicy.refuseWords = refuseWords;
  if (afterMs !== undefined) world.auditPolicy.afterMs = afterMs;
  for (const one of world.applications.values()) {
    if (one.status === "1" && afterMs !== undefined) one.dueAt = one.appliedAt + afterMs;
  }
  return done({ ...world.auditPolicy });
}

export function addProduct(body: Body, scene: Scene<World>): ControlAnswer {
  const shop = scene.world.shops.get(textIn(body, "shop"));
  if (shop === undefined) return refused(404, "shop-unknown", `there is no shop ${textIn(body, "shop")}`);
  const skus = Array.isArray(body["skus"]) ? body["skus"].map(skuOf).filter((sku) => sku !== null) : [];
  const title = textIn(body, "title");
  if (title === "" || skus.length === 0) return refused(400, "bad-product", "give title and skus [{priceFen, stock}]");
  const kind = textIn(body, "kind") || "腊肉";
  const merchantKey = textIn(body, "merchantKey");
  const given = {
    shop,
    title,
    merchantKey,
    kind,
    skus,
    onSale: body["onSale"] !== false,
    createdAt: scene.clock.now(),
  };
  const product = handMade(given, scene);
  return done({ productId: product.productCode, skuIds: product.skus.map((sku) => sku.productCode) });
}

function skuOf(value: unknown): HandMade["skus"][number] | null {
  if (typeof value !== "object" || value === null) return null;
  const fields = new Map<string, unknown>(Object.entries(value));
  const [priceFen, stock] = [fields.get("priceFen"), fields.get("stock")];
  const [merchantKey, name] = [fields.get("merchantKey"), fields.get("name")];
  if (typeof priceFen !== "number" || typeof stock !== "number") return null;
  const texts = { ...(typeof merchantKey === "string" && { merchantKey }), ...(typeof name === "string" && { name }) };
  return { priceFen, stock, ...texts };
}

/** Edits by hand take effect at once. Price and stock are those of the sku with `merchantKey`, else of the first; a code that is new becomes its code. */
export function editProduct(id: string, change: Body, { world, clock }: Scene<World>): ControlAnswer {
  const product = productNamed(id, world);
  if (product === undefined) return unknown(id);
  const title = textIn(change, "title");
  if (title !== "") {
    product.content = { ...product.content, fields: { ...product.content.fields, cmTitle: title } };
  }
  const key = textIn(change, "merchantKey");
  const named = product.skus.find((one) => [one.itemCode, one.productCode].includes(key || id));
  const sku = named ?? product.skus[0];
  if (sku !== undefined) editSku(sku, change);
  if (sku !== undefined && named === undefined && key !== "") rename(product, sku, key);
  const { shelf } = change;
  if (shelf === "on" || (shelf === "off" && product.shelf === "on")) product.shelf = shelf;
  product.editedAt = clock.now();
  return done({ productId: product.productCode, title: titleOf(product) });
}

function editSku(sku: Sku, { priceFen, stock }: Body): void {
  if (typeof priceFen === "number") sku.priceFen = priceFen;
  if (typeof stock === "number") sku.stock = stock;
}

function rename(product: Product, sku: Sku, itemCode: string): void {
  sku.itemCode = itemCode;
  if (!product.parent) product.itemCode = itemCode;
}

export function forceOff(id: string, body: Body, { world, clock }: Scene<World>): ControlAnswer {
  const product = productNamed(id, world);
  if (product === undefined) return unknown(id);
  const reason = textIn(body, "reason") || "平台强制下架";
  Object.assign(product, { shelf: "forced_off", reason, editedAt: clock.now() });
  return done({ productId: product.productCode });
}
