import { totalStatus } from "./order-status.ts";
import { skuName, titleOf } from "./products.ts";
import { instant } from "./time.ts";
import type { TrueOrder, TrueProduct, TrueShipment, Truth } from "../kit/types.ts";
import type { Order, Product, World } from "./world.ts";

/** What really is, for checkers. An item without a code goes by the receipt of its creation. */
export const truth: Truth<World> = {
  products: (world) => [...world.products.values()].filter((one) => !one.deleted).map((one) => trueProduct(one, world)),
  orders: (world) => [...world.orders.values()].map(trueOrder),
  shipments: (world) => [...world.orders.values()].flatMap(shipmentsOf),
  vouchers: (world) =>
    [...world.vouchers.values()].map(({ shop, orderCode, code, state }) => ({ shop, orderNo: orderCode, code, state })),
};

const AUDITS = { "1": "pending", "2": "passed", "3": "refused", "4": "refused" } as const;

function trueProduct(product: Product, world: World): TrueProduct {
  const receipt = [...world.applications.values()].find((one) => one.productId === product.id)?.applyCode;
  return {
    shop: product.shop,
    productId: product.productCode || (receipt ?? product.id),
    merchantKey: product.itemCode || null,
    title: titleOf(product),
    shelf: product.shelf,
    audit: receipt === undefined ? "none" : AUDITS[product.status],
    skus: product.skus.map((sku) => ({
      skuId: sku.productCode,
      merchantKey: sku.itemCode || null,
      name: skuName(product, sku),
      priceFen: sku.priceFen,
      stock: sku.stock,
      sold: sku.sold,
    })),
    createdAt: instant(product.createdAt),
  };
}

function trueOrder(order: Order): TrueOrder {
  const state = totalStatus(order);
  return {
    shop: order.shop,
    orderNo: order.code,
    parentOrderNo: null,
    state,
    paid: order.paidAt !== null,
    closed: state === "40",
    placedAt: instant(order.placedAt),
    updatedAt: instant(order.updatedAt),
    lines: order.lines.map((line) => ({
      lineNo: line.number,
      merchantKey: line.itemCode || null,
      skuId: line.productCode,
      quantity: line.quantity,
      shipped: line.parcel === null ? 0 : line.quantity,
      refunded: line.refunded,
    })),
  };
}

/** One row per parcel, however many lines it holds. */
function shipmentsOf({ shop, code, lines }: Order): readonly TrueShipment[] {
  const parcels = new Map(lines.flatMap(({ parcel }) => (parcel === null ? [] : [[parcel.waybill, parcel] as const])));
  return [...parcels.values()].map(({ carrier, waybill, at }) => ({
    shop,
    orderNo: code,
    carrier,
    waybill,
    at: instant(at),
  }));
}
