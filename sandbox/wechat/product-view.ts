import type { Stage } from "./call.ts";
import { wallClock } from "./time.ts";
import type { Reply } from "./reply.ts";
import type { Copy, Product, Sku } from "./world.ts";

/** A copy of a goods product as product/get shows it. */
export const goodsView = (product: Product, copy: Copy, which: "online" | "draft"): Reply => {
  const { skus: _, listing: __, ...fields } = copy.goods ?? {};
  return {
    ...fields,
    product_id: product.id,
    out_product_id: product.outProductId,
    title: copy.title,
    sub_title: copy.goods?.sub_title ?? "",
    head_imgs: copy.headImages,
    brand_id: copy.goods?.brand_id ?? "2100000000",
    spu_code: copy.goods?.spu_code ?? "",
    aftersale_desc: copy.goods?.aftersale_desc ?? "",
    deliver_method: copy.goods?.deliver_method ?? 0,
    product_type: 1,
    status: product.status,
    ...(which === "draft" && { edit_status: product.editStatus, edit_time: wallClock(product.updatedMs) }),
    min_price: Math.min(...copy.skus.map(({ salePriceFen }) => salePriceFen)),
    skus: copy.skus.map((sku) => skuView(product, sku, which)),
    ...(which === "draft" && product.auditId !== "" && { audit_info: auditView(product) }),
  };
};

const skuView = (product: Product, sku: Sku, which: "online" | "draft"): Reply => ({
  sku_id: sku.id,
  out_sku_id: sku.outSkuId,
  thumb_img: sku.thumb,
  sale_price: sku.salePriceFen,
  stock_num: which === "online" ? (product.stock.get(sku.id) ?? 0) : sku.writtenStock,
  sku_code: sku.skuCode,
  sku_attrs: sku.attributes.map(({ key, value }) => ({ attr_key: key, attr_value: value })),
  status: which === "online" ? sku.status : 0,
  sku_deliver_info: { stock_type: Number(sku.presale) },
});

const auditView = ({ auditId, submittedMs, auditedMs, rejectReason }: Product): Reply => ({
  audit_id: auditId,
  submit_time: submittedMs === null ? "" : wallClock(submittedMs),
  audit_time: auditedMs === null ? "" : wallClock(auditedMs),
  reject_reason: rejectReason,
  func_type: 0,
});

/** A copy of a local-life product as locallife/get shows it. */
export const localView = (product: Product, copy: Copy): Reply => {
  const { skus: _, ...fields } = copy.local ?? {};
  return {
    ...fields,
    product_id: product.id,
    out_product_id: product.outProductId,
    product_name: copy.title,
    head_imgs: copy.headImages,
    online_status: product.status,
    draft_status: product.editStatus,
    audit_result: { audit_status: product.editStatus, audit_reason: product.rejectReason },
    skus: copy.skus.map((sku) => ({
      sku_id: sku.id,
      sale_price: sku.salePriceFen,
      stock_num: product.stock.get(sku.id) ?? 0,
      sku_attr_map: Object.fromEntries(sku.attributes.map(({ key, value }) => [key, value])),
    })),
  };
};

/** The products of a shop that lists show by now, newest first. */
export const visibleProducts = (
  { world, nowMs }: Stage,
  wanted: { shop: string; kind: Product["kind"]; status: number | undefined },
): readonly Product[] =>
  [...world.products.values()]
    .filter(
      (product) =>
        product.shop === wanted.shop &&
        product.kind === wanted.kind &&
        product.visibleMs <= nowMs &&
        (wanted.status === undefined ? product.status !== 6 : product.status === wanted.status),
    )
    .reverse();
