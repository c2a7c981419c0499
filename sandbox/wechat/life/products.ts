import type { Stage } from "../call.ts";
import { emit } from "../events.ts";
import type { Copy, Product, World } from "../world.ts";
import { plan } from "./agenda.ts";

export const STATUS = { initial: 0, onSale: 5, recycled: 6, delisted: 11, soldOut: 12, violation: 13 } as const;
export const EDIT = { editing: 1, inAudit: 2, refused: 3, passed: 4, writing: 7 } as const;

/** Buyers see it: on sale, or sold out for the moment. */
export const isListed = ({ status }: Product): boolean => status === STATUS.onSale || status === STATUS.soldOut;

/** 12 while nothing is left, 5 again when something is. */
export const settleSoldOut = (product: Product): void => {
  if (!isListed(product)) return;
  const left = (product.online?.skus ?? []).some(({ id }) => (product.stock.get(id) ?? 0) > 0);
  product.status = left ? STATUS.onSale : STATUS.soldOut;
};

/** Equal but for stock, which lives outside the copies. */
const sameCopy = (draft: Copy, online: Copy | null): boolean => online !== null && textOf(draft) === textOf(online);

const textOf = ({ goods, local, ...copy }: Copy): string =>
  JSON.stringify({
    ...copy,
    goods: goods && { ...goods, skus: [], listing: 0 },
    local,
    skus: copy.skus.map((sku) => ({ ...sku, writtenStock: 0 })),
  });

export const isUnchanged = (product: Product): boolean => sameCopy(product.draft, product.online);

/** Puts the draft into the audit; one equal to the online copy passes at once. */
export const submit = (product: Product, { world, nowMs, random }: Stage): void => {
  product.editStatus = EDIT.inAudit;
  product.auditId = random.digits(12);
  product.submittedMs = nowMs;
  product.rejectReason = "";
  if (isUnchanged(product)) return passAudit(product, { world, nowMs });
  plan(world, { atMs: nowMs + world.audit.afterMs, what: "audit", id: product.id });
};

/** The auditor's own judgement when nobody decided before: words that the policy refuses. */
export const audit = (product: Product, { world, nowMs }: { world: World; nowMs: number }): void => {
  if (product.editStatus !== EDIT.inAudit || product.submittedMs === null) return;
  if (nowMs < product.submittedMs + world.audit.afterMs) return;
  const word = world.audit.refuseWords.find((refused) => product.draft.title.includes(refused));
  if (word === undefined) passAudit(product, { world, nowMs });
  else refuseAudit(product, `标题含有不允许的词：${word}`, { world, nowMs });
};

export const passAudit = (product: Product, { world, nowMs }: { world: World; nowMs: number }): void => {
  product.editStatus = EDIT.passed;
  product.auditedMs = nowMs;
  const known = new Set(product.online?.skus.map(({ id }) => id));
  product.online = product.draft;
  product.draft = { ...product.draft };
  const overwrite = Boolean(world.switches["draftStockOverwrites"]);
  for (const sku of product.kind === "goods" ? product.draft.skus : []) {
    if (overwrite || !known.has(sku.id)) product.stock.set(sku.id, sku.writtenStock);
  }
  product.listedOnce = true;
  product.status = STATUS.onSale;
  product.updatedMs = nowMs;
  settleSoldOut(product);
  tellAudit(product, 3, { world, nowMs });
  tellListing(product, { world, nowMs });
};

export const refuseAudit = (
  product: Product,
  reason: string,
  { world, nowMs }: { world: World; nowMs: number },
): void => {
  product.editStatus = EDIT.refused;
  product.auditedMs = nowMs;
  product.rejectReason = reason;
  tellAudit(product, 2, { world, nowMs });
};

/** Taken out of the audit; the draft stays. */
export const withdraw = (product: Product, { world, nowMs }: { world: World; nowMs: number }): void => {
  product.editStatus = EDIT.editing;
  tellAudit(product, 4, { world, nowMs });
};

/** A new status of the online copy: by the shop, or by the platform. */
export const setStatus = (
  product: Product,
  status: number,
  { world, nowMs, reason = "" }: { world: World; nowMs: number; reason?: string },
): void => {
  product.status = status;
  product.updatedMs = nowMs;
  if (reason !== "") product.rejectReason = reason;
  tellListing(product, { world, nowMs });
};

/** Pushes use their own numbers for the audit: 2 refused, 3 passed, 4 withdrawn. */
const tellAudit = (product: Product, status: number, { world, nowMs }: { world: World; nowMs: number }): void => {
  const { id, shop, rejectReason: reason } = product;
  const body = { product_id: id, status, reason, audit_info: JSON.stringify({ reason }), product_type: 1 };
  emit(world, shop, { name: "product_spu_audit", atMs: nowMs, body: { ProductSpuAudit: body } });
};

const tellListing = (product: Product, { world, nowMs }: { world: World; nowMs: number }): void => {
  const { id, shop, status, rejectReason: reason } = product;
  const body = { product_id: id, status: status === STATUS.soldOut ? STATUS.onSale : status, reason, product_type: 1 };
  emit(world, shop, { name: "product_spu_listing", atMs: nowMs, body: { ProductSpuListing: body } });
};
