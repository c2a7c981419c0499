import type { Truth, TrueOrder, TrueProduct, TrueVoucher } from "../kit/types.ts";
import { isClosed } from "./order-life.ts";
import { isoText } from "./time.ts";
import type { Order, Voucher } from "./order.ts";
import { sellable, skusOf, type Ware } from "./ware.ts";
import type { World } from "./world.ts";

const SHELVES = { 1: "never", 2: "off", 4: "forced_off", 8: "on" } as const;

/** A refusal before the first listing leaves the base 4 of JD's table, though nobody ever saw the ware. */
function shelfOf(ware: Ware): TrueProduct["shelf"] {
  return ware.base === 4 && ware.onlineAt === null ? "never" : SHELVES[ware.base];
}

function productOf(ware: Ware): TrueProduct {
  return {
    shop: ware.venderId,
    productId: ware.wareId,
    merchantKey: ware.outerId,
    title: ware.title,
    shelf: shelfOf(ware),
    audit: ware.audit,
    pictures: ware.images.map(({ imgUrl }) => imgUrl),
    skus: skusOf(ware).map((sku) => ({
      skuId: sku.skuId,
      merchantKey: sku.outerId,
      name: sku.saleAttrs
        .flatMap((one) => (one.attrValueAlias.length > 0 ? one.attrValueAlias : one.attrValues))
        .join(" "),
      priceFen: sku.priceFen,
      stock: sellable(sku),
      sold: sku.sold,
    })),
    createdAt: isoText(ware.created),
  };
}

function orderOf(order: Order): TrueOrder {
  const shipped = order.shippedAt !== null;
  return {
    shop: order.venderId,
    orderNo: order.orderId,
    parentOrderNo: order.parentId,
    state: order.state,
    paid: order.paidAt !== null,
    closed: isClosed(order),
    placedAt: isoText(order.createdAt),
    updatedAt: isoText(order.modified),
    lines: order.lines.map((line) => ({
      lineNo: line.skuId,
      merchantKey: line.outerId,
      skuId: line.skuId,
      quantity: line.quantity,
      shipped: shipped ? line.quantity : 0,
      refunded: line.refunded,
    })),
  };
}

function voucherState({ status }: Voucher): TrueVoucher["state"] {
  if (status === 2) return "redeemed";
  if (status === 3) return "expired";
  // 101 is locked while a refund is asked: still the buyer's, so not refunded yet.
  return status === -1 ? "refunded" : "active";
}

export const truth: Truth<World> = {
  products: (world) => [...world.wares.values()].filter((ware) => ware.deletedAt === null).map(productOf),
  orders: (world) => [...world.orders.values()].map(orderOf),
  shipments: (world) =>
    world.shipments.map(({ venderId, orderId, carrier, waybill, at }) => ({
      shop: venderId,
      orderNo: orderId,
      carrier,
      waybill,
      at: isoText(at),
    })),
  vouchers: (world) =>
    [...world.vouchers.values()].map((one) => ({
      shop: one.venderId,
      orderNo: one.orderId,
      code: one.cardNumber,
      secret: one.password,
      state: voucherState(one),
    })),
};
