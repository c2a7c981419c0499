import { switchOf, type Stage } from "./call.ts";
import { newLocalLifeId, newProductId, newSkuId } from "./ids.ts";
import { EDIT, STATUS } from "./life/products.ts";
import { no, type Reply } from "./reply.ts";
import type { LocalLifeFields, ProductFields } from "./shapes.ts";
import type { Copy, Leaf, Product, Sku } from "./world.ts";

/** The product, or the refusal when this shop has none of that number and kind. */
export const findProduct = (
  stage: Stage,
  wanted: { id: string; shop: string; kind?: Product["kind"] },
): { ok: true; product: Product } | { ok: false; refusal: Reply } => {
  const product = stage.world.products.get(wanted.id);
  const fits = product?.shop === wanted.shop && (wanted.kind === undefined || product.kind === wanted.kind);
  return product && fits ? { ok: true, product } : { ok: false, refusal: no(10020052, wanted.id) };
};

/** The refusal when a product can't be written now: deleted, in audit, or still being written. */
export const writeRefusal = ({ status, editStatus }: Product): Reply | null => {
  if (status === STATUS.recycled) return no(10020052);
  if (editStatus === EDIT.inAudit) return no(10020049);
  return editStatus === EDIT.writing ? no(10020067) : null;
};

/** A draft of goods; SKUs that bear no id are new ones. */
export const goodsCopy = (fields: ProductFields, leaf: Leaf, { random }: Pick<Stage, "random">): Copy => ({
  title: fields.title ?? "",
  headImages: fields.head_imgs ?? [],
  leafId: leaf.id,
  goods: fields,
  local: null,
  skus: (fields.skus ?? []).map((sku): Sku => ({
    id: sku.sku_id || newSkuId(random),
    outSkuId: sku.out_sku_id ?? "",
    skuCode: sku.sku_code ?? "",
    thumb: sku.thumb_img ?? "",
    salePriceFen: sku.sale_price,
    attributes: (sku.sku_attrs ?? []).map(({ attr_key, attr_value }) => ({ key: attr_key, value: attr_value })),
    writtenStock: sku.stock_num,
    presale: sku.sku_deliver_info?.stock_type === 1,
    status: 5,
  })),
});

/** A draft of local life: no stock, no merchant codes of SKUs. */
export const localCopy = (fields: LocalLifeFields, leaf: Leaf, { random }: Pick<Stage, "random">): Copy => ({
  title: fields.product_name,
  headImages: fields.head_imgs,
  leafId: leaf.id,
  goods: null,
  local: fields,
  skus: fields.skus.map((sku): Sku => ({
    id: sku.sku_id || newSkuId(random),
    outSkuId: "",
    skuCode: "",
    thumb: "",
    salePriceFen: sku.sale_price,
    attributes: Object.entries(sku.sku_attr_map ?? {}).map(([key, value]) => ({ key, value })),
    writtenStock: 0,
    presale: false,
    status: 5,
  })),
});

const UNTOUCHED = {
  online: null,
  status: STATUS.initial,
  editStatus: EDIT.editing,
  rejectReason: "",
  auditId: "",
  submittedMs: null,
  auditedMs: null,
  listedOnce: false,
  submitAfterWrite: false,
};

/** A new product in state editing; lists show it after the read lag. */
export const addProduct = (
  stage: Stage,
  made: { shop: string; kind: Product["kind"]; outProductId: string; draft: Copy; late: boolean },
): Product => {
  const { world, nowMs, random } = stage;
  const taken = (id: string): boolean => world.products.has(id);
  const product: Product = {
    id: made.kind === "goods" ? newProductId(random, taken) : newLocalLifeId(random, taken),
    shop: made.shop,
    kind: made.kind,
    outProductId: made.outProductId,
    draft: made.draft,
    ...UNTOUCHED,
    createdMs: nowMs,
    updatedMs: nowMs,
    visibleMs: nowMs + switchOf(world, "readLagMs") + (made.late ? switchOf(world, "lateVisibilityMs") : 0),
    stock: new Map(made.draft.skus.map((sku) => [sku.id, sku.writtenStock])),
    sold: new Map(),
    stockWrites: new Map(),
    codes: new Map(),
    flow: [],
  };
  world.products.set(product.id, product);
  return product;
};

/** Out ids are fixed by the first write: what an update sends for them is dropped. */
export const keepOutIds = (draft: Copy, before: Copy): Copy => ({
  ...draft,
  skus: draft.skus.map((sku) => ({
    ...sku,
    outSkuId: before.skus.find(({ id }) => id === sku.id)?.outSkuId ?? sku.outSkuId,
  })),
});
