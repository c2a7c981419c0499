import * as z from "zod";
import { textOrNumber } from "../shapes.ts";
import { post, type Api, type Call } from "../call.ts";
import { EDIT, isListed, isUnchanged, setStatus, STATUS, submit, withdraw } from "../life/products.ts";
import { countSubmit, submitRefusal, submitsLeft } from "../limits.ts";
import { findProduct, writeRefusal } from "../products.ts";
import { no, OK, type Reply } from "../reply.ts";
import { switchOf } from "../call.ts";
import type { Product, World } from "../world.ts";

const shape = z.object({ product_id: textOrNumber });

const onProduct = (run: (product: Product, call: Call) => Reply): Api =>
  post(
    shape,
    ({ product_id }, call) => {
      const found = findProduct(call, { id: product_id, shop: call.shop.appId });
      return found.ok ? run(found.product, call) : found.refusal;
    },
    { set: 129 },
  );

/** Submits the draft: audit and shelf in one. */
const list = (product: Product, call: Call): Reply => {
  const refusal = writeRefusal(product) ?? submitRefusal(call.world, call.shop.appId, call.nowMs);
  if (refusal) return refusal;
  if (product.status >= STATUS.violation && isUnchanged(product)) return no(10020053);
  if (isSameAsAnother(product, call.world)) return no(10020228);
  countSubmit(call.world, call.shop.appId, call.nowMs);
  submit(product, call);
  return OK;
};

const isSameAsAnother = (product: Product, world: World): boolean => {
  const { title, headImages } = product.draft;
  return [...world.products.values()].some(
    (other) =>
      other.id !== product.id &&
      other.shop === product.shop &&
      other.draft.title === title &&
      other.draft.headImages[0] === headImages[0] &&
      (isListed(other) || other.editStatus === EDIT.inAudit),
  );
};

const delist = (product: Product, call: Call): Reply => {
  if (!isListed(product)) return no(10020065);
  setStatus(product, STATUS.delisted, call);
  return OK;
};

const remove = (product: Product, call: Call): Reply => {
  const refusal = writeRefusal(product);
  if (refusal) return refusal;
  setStatus(product, STATUS.recycled, call);
  return OK;
};

const cancelAudit = (product: Product, call: Call): Reply => {
  if (product.editStatus !== EDIT.inAudit) return no(10020051, "edit_status");
  withdraw(product, call);
  return OK;
};

const quota = (call: Call): Reply => {
  const left = submitsLeft(call.world, call.shop.appId, call.nowMs);
  const total = switchOf(call.world, "submitsPerDay");
  return { ...OK, audit_quota: { block_status: 0, avail_quota: left.day, total_quota: total } };
};

export const PRODUCT_SHELF_CALLS: Readonly<Record<string, Api>> = {
  "product/listing": onProduct(list),
  "product/delisting": onProduct(delist),
  "product/delete": onProduct(remove),
  "product/audit/cancel": onProduct(cancelAudit),
  "product/getauditquota": post(z.object({}), (_, call) => quota(call), { set: 129 }),
};
