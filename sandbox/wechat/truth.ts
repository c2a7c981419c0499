import type { Truth, TrueProduct, TrueVoucher } from "../kit/types.ts";
import { EDIT, isListed, STATUS } from "./life/products.ts";
import { iso } from "./time.ts";
import type { Product, World } from "./world.ts";

const shelfOf = (product: Product): TrueProduct["shelf"] => {
  if (isListed(product)) return "on";
  if (product.status >= STATUS.violation) return "forced_off";
  return product.listedOnce ? "off" : "never";
};

const AUDITS: Readonly<Record<number, TrueProduct["audit"]>> = {
  [EDIT.inAudit]: "pending",
  [EDIT.refused]: "refused",
  [EDIT.passed]: "passed",
};

/** Local-life SKUs have no code of their own: the product's stands for its only one. */
const keyOf = (product: Product, sku: { outSkuId: string; skuCode: string }, alone: boolean): string | null =>
  sku.outSkuId || sku.skuCode || (product.kind === "local_life" && alone && product.outProductId) || null;

const trueProduct = (product: Product): TrueProduct => {
  const { title, skus } = product.online ?? product.draft;
  return {
    shop: product.shop,
    productId: product.id,
    merchantKey: product.outProductId || null,
    title,
    shelf: shelfOf(product),
    audit: AUDITS[product.editStatus] ?? "none",
    skus: skus.map((sku) => ({
      skuId: sku.id,
      merchantKey: keyOf(product, sku, skus.length === 1),
      name: sku.attributes.map(({ value }) => value).join(" "),
      priceFen: sku.salePriceFen,
      stock: product.stock.get(sku.id) ?? 0,
      sold: product.sold.get(sku.id) ?? 0,
    })),
    createdAt: iso(product.createdMs),
  };
};

const VOUCHER_STATES: Readonly<Record<number, TrueVoucher["state"]>> = {
  1: "active",
  2: "redeemed",
  3: "refunded",
  4: "expired",
};

/** The world as it is, deleted products left out. */
export const truth: Truth<World> = {
  products: ({ products }) =>
    [...products.values()].filter(({ status }) => status !== STATUS.recycled).map(trueProduct),
  orders: ({ orders }) =>
    [...orders.values()].map((order) => ({
      shop: order.shop,
      orderNo: order.id,
      parentOrderNo: null,
      state: String(order.status),
      paid: order.paidMs !== null,
      closed: [100, 200, 250].includes(order.status),
      placedAt: iso(order.createdMs),
      updatedAt: iso(order.updatedMs),
      lines: order.lines.map((line) => ({
        lineNo: line.id,
        merchantKey: line.outSkuId || line.skuCode || line.outProductId || null,
        skuId: line.skuId,
        quantity: line.count,
        shipped: line.shipped,
        refunded: line.refunded,
      })),
    })),
  shipments: ({ orders }) =>
    [...orders.values()].flatMap(({ shop, id, packages }) =>
      packages.map(({ deliveryId, waybillId, atMs }) => ({
        shop,
        orderNo: id,
        carrier: deliveryId,
        waybill: waybillId,
        at: iso(atMs),
      })),
    ),
  labels: ({ labels }) =>
    [...labels.values()].flatMap(({ shop, orderIds, waybillId, status }) =>
      waybillId === ""
        ? []
        : orderIds.map((orderNo) => ({
            shop,
            orderNo,
            waybill: waybillId,
            state: status === "cancelled" ? ("cancelled" as const) : ("drawn" as const),
          })),
    ),
  vouchers: ({ vouchers }) =>
    [...vouchers.values()].map(({ shop, orderId, code, status }) => ({
      shop,
      orderNo: orderId,
      code,
      state: VOUCHER_STATES[status] ?? "active",
    })),
};
