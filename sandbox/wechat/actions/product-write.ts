import { post, type Api, type Call } from "../call.ts";
import { plan } from "../life/agenda.ts";
import { EDIT, STATUS, submit } from "../life/products.ts";
import { countSubmit, submitRefusal } from "../limits.ts";
import { PLACEHOLDERS } from "../placeholders.ts";
import { addProduct, findProduct, goodsCopy, keepOutIds, writeRefusal } from "../products.ts";
import { firstRefusal, no, OK, type Reply } from "../reply.ts";
import { attributesRefusal, certificatesRefusal, findLeaf } from "../rules/category.ts";
import { termsRefusal } from "../rules/delivery.ts";
import { detailRefusal, headRefusal } from "../rules/pictures.ts";
import { skusRefusal } from "../rules/skus.ts";
import { titleRefusal } from "../rules/title.ts";
import { textOrNumber, productShape, type ProductFields } from "../shapes.ts";
import { wallClock } from "../time.ts";
import type { Leaf, Product } from "../world.ts";

/** More SKUs than this are written in the background. */
const SKUS_AT_ONCE = 25;

type Judged = { ok: true; leaf: Leaf } | { ok: false; refusal: Reply };

const judge = (fields: ProductFields, call: Call, before: Product | null): Judged => {
  const found = findLeaf(fields, call.world, call.shop);
  if (!found.ok) return found;
  const { leaf } = found;
  const album = { world: call.world, shop: call.shop.appId };
  const refusal = firstRefusal([
    leaf.family === "local_life" ? no(10020017, leaf.name) : null,
    titleRefusal(fields.title),
    headRefusal(fields.head_imgs ?? [], leaf, album),
    detailRefusal(fields.desc_info?.imgs ?? [], leaf, album),
    attributesRefusal(fields.attrs, leaf),
    certificatesRefusal(fields.product_qua_infos, leaf, album),
    termsRefusal(fields, leaf, call.shop),
    skusRefusal(fields.skus ?? [], { ...album, leaf, before, nowMs: call.nowMs }),
    before && movedFirstLevel(before, leaf, call) ? no(10020297) : null,
  ]);
  return refusal ? { ok: false, refusal } : { ok: true, leaf };
};

const movedFirstLevel = (before: Product, leaf: Leaf, { world }: Call): boolean => {
  const old = world.leaves.get(before.online?.leafId ?? "");
  return before.listedOnce && old !== undefined && old.path[0]?.id !== leaf.path[0]?.id;
};

const add = (fields: ProductFields, call: Call): Reply => {
  const limit = submitRefusal(call.world, call.shop.appId, call.nowMs);
  if (limit) return limit;
  const judged = judge(fields, call, null);
  if (!judged.ok) return judged.refusal;
  const draft = goodsCopy(
    { ...fields, skus: (fields.skus ?? []).map((sku) => ({ ...sku, sku_id: undefined })) },
    judged.leaf,
    call,
  );
  const product = addProduct(call, {
    shop: call.shop.appId,
    kind: "goods",
    outProductId: fields.out_product_id ?? "",
    draft,
    late: call.fault === "late-visibility",
  });
  written(product, fields, call);
  return { ...OK, data: { product_id: product.id, create_time: wallClock(call.nowMs) } };
};

const update = (fields: ProductFields & { product_id: string }, call: Call): Reply => {
  const found = findProduct(call, { id: fields.product_id, shop: call.shop.appId, kind: "goods" });
  if (!found.ok) return found.refusal;
  const { product } = found;
  const refusal = writeRefusal(product) ?? submitRefusal(call.world, call.shop.appId, call.nowMs);
  if (refusal) return refusal;
  const judged = judge(fields, call, product);
  if (!judged.ok) return judged.refusal;
  const draft = keepOutIds(goodsCopy(fields, judged.leaf, call), product.draft);
  product.draft = draft;
  if (product.status === STATUS.initial) product.stock = new Map(draft.skus.map((sku) => [sku.id, sku.writtenStock]));
  product.updatedMs = call.nowMs;
  written(product, fields, call);
  return { ...OK, data: { product_id: product.id, update_time: wallClock(call.nowMs) } };
};

const written = (product: Product, fields: ProductFields, call: Call): void => {
  countSubmit(call.world, call.shop.appId, call.nowMs);
  product.rejectReason = "";
  product.editStatus = product.draft.skus.length > SKUS_AT_ONCE ? EDIT.writing : EDIT.editing;
  product.submitAfterWrite = fields.listing === 1 && product.editStatus === EDIT.writing;
  if (product.editStatus === EDIT.writing) {
    plan(call.world, { atMs: call.nowMs + PLACEHOLDERS.writeAfterMs.value, what: "write", id: product.id });
  } else if (fields.listing === 1) submit(product, call);
};

export const PRODUCT_WRITE_CALLS: Readonly<Record<string, Api>> = {
  "product/add": post(productShape, add, { set: 129 }),
  "product/update": post(productShape.extend({ product_id: textOrNumber }), update, { set: 129 }),
};
