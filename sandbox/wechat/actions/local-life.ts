import * as z from "zod";
import { post, type Api, type Call } from "../call.ts";
import { EDIT, STATUS } from "../life/products.ts";
import { countSubmit, submitRefusal } from "../limits.ts";
import { localView } from "../product-view.ts";
import { addProduct, findProduct, localCopy, writeRefusal } from "../products.ts";
import { no, OK, type Reply } from "../reply.ts";
import { localLifeRefusal } from "../rules/local-life.ts";
import { localLifeShape, whole, type LocalLifeFields } from "../shapes.ts";
import { wallClock } from "../time.ts";
import { listProducts, listShape } from "./product-read.ts";

const MAX_CODES_A_CALL = 200;

const add = (fields: LocalLifeFields, call: Call): Reply => {
  const { world, shop, nowMs } = call;
  if (!shop.localLife) return no(10020150);
  const leaf = world.leaves.get(fields.category_id);
  if (!leaf) return no(10020017);
  const refusal =
    submitRefusal(world, shop.appId, nowMs) ?? localLifeRefusal(fields, { world, shop, leaf, before: null });
  if (refusal) return refusal;
  const fresh = { ...fields, skus: fields.skus.map((sku) => ({ ...sku, sku_id: undefined })) };
  countSubmit(world, shop.appId, nowMs);
  const product = addProduct(call, {
    shop: shop.appId,
    kind: "local_life",
    outProductId: fields.out_product_id ?? "",
    draft: localCopy(fresh, leaf, call),
    late: call.fault === "late-visibility",
  });
  return {
    ...OK,
    data: { product_id: product.id, sku_ids: product.draft.skus.map(({ id }) => id), create_time: wallClock(nowMs) },
  };
};

const update = (fields: LocalLifeFields & { product_id: string }, call: Call): Reply => {
  const { world, shop, nowMs } = call;
  const found = findProduct(call, { id: fields.product_id, shop: shop.appId, kind: "local_life" });
  if (!found.ok) return found.refusal;
  const { product } = found;
  const leaf = world.leaves.get(fields.category_id);
  if (!leaf) return no(10020017);
  const refusal =
    writeRefusal(product) ??
    submitRefusal(world, shop.appId, nowMs) ??
    localLifeRefusal(fields, { world, shop, leaf, before: product });
  if (refusal) return refusal;
  countSubmit(world, shop.appId, nowMs);
  product.draft = localCopy(fields, leaf, call);
  product.editStatus = EDIT.editing;
  product.rejectReason = "";
  product.updatedMs = nowMs;
  return { ...OK, data: { product_id: product.id, update_time: wallClock(nowMs) } };
};

const get = (input: { product_id: string }, call: Call): Reply => {
  const found = findProduct(call, { id: input.product_id, shop: call.shop.appId, kind: "local_life" });
  if (!found.ok) return found.refusal;
  const { product } = found;
  return {
    ...OK,
    ...(product.online && { online_data: localView(product, product.online) }),
    draft_data: localView(product, product.draft),
  };
};

const codesShape = z.object({ product_id: z.string(), sku_id: z.string(), codes: z.array(z.string()) });

/** Codes that are too long, strange or known already fail one by one; the others are kept. */
const uploadCodes = (input: z.infer<typeof codesShape>, call: Call): Reply => {
  const found = findProduct(call, { id: input.product_id, shop: call.shop.appId, kind: "local_life" });
  if (!found.ok) return found.refusal;
  const { product } = found;
  if (product.status === STATUS.recycled) return no(10020052);
  if (product.draft.local?.code_source_type !== 2) return no(10020051, "code_source_type");
  if (!product.draft.skus.some(({ id }) => id === input.sku_id)) return no(10020034);
  if (input.codes.length === 0 || input.codes.length > MAX_CODES_A_CALL) return no(10020051, "codes");
  const known = product.codes.get(input.sku_id) ?? [];
  const good = [...new Set(input.codes)].filter((code) => /^[A-Za-z0-9]{1,48}$/.test(code) && isNew(code, known, call));
  const bad = input.codes.filter((code) => !good.includes(code));
  product.codes.set(input.sku_id, [...known, ...good]);
  return {
    ...(bad.length > 0 ? no(10001) : OK),
    total_count: input.codes.length,
    success_count: good.length,
    success_codes: good,
    fail_count: bad.length,
    fail_codes: bad.map((code) => ({ code, errcode: 10020051, errmsg: "invalid params" })),
  };
};

const isNew = (code: string, known: readonly string[], { world }: Call): boolean =>
  !known.includes(code) && !world.vouchers.has(code);

export const LOCAL_LIFE_CALLS: Readonly<Record<string, Api>> = {
  "product/locallife/add": post(localLifeShape, add, { set: 164 }),
  "product/locallife/update": post(localLifeShape.extend({ product_id: z.string() }), update, { set: 164 }),
  "product/locallife/get": post(z.object({ product_id: z.string(), data_type: whole.optional() }), get, { set: 164 }),
  "product/locallife/list/get": post(listShape, (input, call) => listProducts(input, call, "local_life"), { set: 164 }),
  "voucher/codes/upload": post(codesShape, uploadCodes, { set: 164 }),
};
