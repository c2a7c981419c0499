import * as z from "zod";
import type { Acts, ControlAnswer, Scene } from "../kit/types.ts";
import { makeByHand } from "./by-hand.ts";
import type { Stage } from "./call.ts";
import { plan } from "./life/agenda.ts";
import { payOrder } from "./life/orders.ts";
import { placeOrder } from "./life/place-order.ts";
import { EDIT, isListed, passAudit, refuseAudit, setStatus, settleSoldOut, STATUS } from "./life/products.ts";
import { onOrder, refuse } from "./order-acts.ts";
import { fromIso, MINUTE_MS } from "./time.ts";
import type { Copy, Product, World } from "./world.ts";

const stageOf = ({ world, clock, random }: Scene<World>): Stage => ({ world, nowMs: clock.now(), random });
const bad = (error: z.ZodError): ControlAnswer =>
  refuse(400, "bad_body", error.issues.map((issue) => `${issue.path.join(".")} ${issue.message}`).join("; "));

const placedOrder: Acts<World>["placeOrder"] = (asked, scene) => {
  const stage = stageOf(scene);
  if (!stage.world.shops.has(asked.shop)) return refuse(404, "no_shop", asked.shop);
  const placedMs = asked.placedAt === undefined ? stage.nowMs : fromIso(asked.placedAt);
  if (placedMs === null || placedMs > stage.nowMs) return refuse(400, "bad_body", "placedAt");
  const made = placeOrder(asked, placedMs, stage);
  if (!made.ok) return refuse(409, String(made.why.code), made.why.message);
  const paidMs = Math.min(stage.nowMs, placedMs + MINUTE_MS);
  if (asked.pay !== false) payOrder(made.order, { ...stage, nowMs: paidMs });
  return { ok: true, value: { orderNo: made.order.id } };
};

const onProduct = (
  scene: Scene<World>,
  productId: string,
  run: (product: Product, stage: Stage) => ControlAnswer,
): ControlAnswer => {
  const product = scene.world.products.get(productId);
  return product ? run(product, stageOf(scene)) : refuse(404, "10020052", "product not found");
};

const decideAudit: Acts<World>["decideAudit"] = (productId, { decision, reason }, scene) =>
  onProduct(scene, productId, (product, stage) => {
    if (product.editStatus !== EDIT.inAudit) return refuse(409, "not_in_audit", `edit_status ${product.editStatus}`);
    if (decision === "pass") passAudit(product, stage);
    else refuseAudit(product, reason ?? "商品信息不符合平台规范", stage);
    return { ok: true, value: { status: product.status, editStatus: product.editStatus } };
  });

/** Waiting audits follow the new delay, counted from their submission. */
const setAuditPolicy: Acts<World>["setAuditPolicy"] = (policy, { world }) => {
  world.audit = { ...world.audit, ...policy };
  for (const { id, editStatus, submittedMs } of world.products.values()) {
    if (editStatus !== EDIT.inAudit || submittedMs === null) continue;
    plan(world, { atMs: submittedMs + world.audit.afterMs, what: "audit", id });
  }
  return { ok: true, value: world.audit };
};

const wholeFen = z.int().min(1);
const handMadeShape = z.object({
  shop: z.string(),
  merchantKey: z.string().optional(),
  title: z.string().min(1),
  skus: z
    .array(
      z.object({
        merchantKey: z.string().optional(),
        priceFen: wholeFen,
        stock: z.int().min(0),
        name: z.string().optional(),
      }),
    )
    .min(1),
  onSale: z.boolean().optional(),
  kind: z.string().optional(),
});

const addProduct: Acts<World>["addProduct"] = (body, scene) => {
  const made = handMadeShape.safeParse(body);
  if (!made.success) return bad(made.error);
  if (!scene.world.shops.has(made.data.shop)) return refuse(404, "no_shop", made.data.shop);
  const product = makeByHand(made.data, stageOf(scene));
  return { ok: true, value: { productId: product.id, skuIds: product.draft.skus.map(({ id }) => id) } };
};

const changeShape = z.object({
  title: z.string().min(1).optional(),
  priceFen: wholeFen.optional(),
  stock: z.int().min(0).optional(),
  merchantKey: z.string().optional(),
  shelf: z.enum(["on", "off"]).optional(),
});

const editProduct: Acts<World>["editProduct"] = (productId, body, scene) =>
  onProduct(scene, productId, (product, stage) => {
    const read = changeShape.safeParse(body);
    if (!read.success) return bad(read.error);
    const change = read.data;
    const wanted = change.merchantKey;
    const fits = ({ outSkuId, skuCode, id }: Copy["skus"][number]): boolean =>
      wanted === undefined || [outSkuId, skuCode, id].includes(wanted);
    const edit = (copy: Copy): Copy => ({
      ...copy,
      title: change.title ?? copy.title,
      skus: copy.skus.map((sku) => (fits(sku) ? { ...sku, salePriceFen: change.priceFen ?? sku.salePriceFen } : sku)),
    });
    product.draft = edit(product.draft);
    product.online = product.online && edit(product.online);
    const stocked = (product.online ?? product.draft).skus.filter(fits);
    for (const { id } of change.stock === undefined ? [] : stocked) product.stock.set(id, change.stock ?? 0);
    product.updatedMs = stage.nowMs;
    return setShelf(product, change.shelf, stage);
  });

const setShelf = (product: Product, shelf: "on" | "off" | undefined, stage: Stage): ControlAnswer => {
  if (shelf === "on" && product.online === null) return refuse(409, "10020289", "never listed");
  if (shelf === "on" && !isListed(product)) setStatus(product, STATUS.onSale, stage);
  if (shelf === "off" && isListed(product)) setStatus(product, STATUS.delisted, stage);
  settleSoldOut(product);
  return { ok: true, value: { status: product.status } };
};

const forceOff: Acts<World>["forceOff"] = (productId, body, scene) =>
  onProduct(scene, productId, (product, stage) => {
    if (!isListed(product)) return refuse(409, "10020065", "not listed");
    const reason = typeof body["reason"] === "string" ? body["reason"] : "违规下架";
    setStatus(product, STATUS.violation, { ...stage, reason });
    return { ok: true, value: { status: product.status } };
  });

/** What people do: buyers, clerks, auditors. */
export const acts: Acts<World> = {
  placeOrder: placedOrder,
  onOrder: (verb, orderNo, body, scene) => onOrder(verb, { orderNo, body }, stageOf(scene)),
  decideAudit,
  setAuditPolicy,
  addProduct,
  editProduct,
  forceOff,
};
