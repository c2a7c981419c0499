import type { Truth, TrueOrder, TrueProduct } from "../kit/types.ts";
import { sellable, stockOf, type Goods } from "./goods.ts";
import type { Order } from "./order.ts";
import { isoText } from "./time.ts";
import type { World } from "./world.ts";

const AUDITS = ["none", "pending", "passed", "refused"] as const;

/** What buyers see; before the first audit, what the draft wants. */
function productOf(goods: Goods): TrueProduct {
  const copy = goods.live ?? goods.draft;
  return {
    shop: goods.mallId,
    productId: goods.id,
    merchantKey: copy?.outerId ?? null,
    title: copy?.name ?? "",
    shelf: goods.shelf,
    audit: AUDITS[goods.commit?.status ?? 0] ?? "none",
    skus: (copy?.skus ?? []).map((sku) => ({
      skuId: sku.id,
      merchantKey: sku.outerId,
      name: sku.specs.map(({ name }) => name).join(" "),
      priceFen: sku.groupPrice,
      stock: sellable(stockOf(goods, sku.id)) + (goods.live === null ? sku.change : 0),
      sold: stockOf(goods, sku.id).sold,
    })),
    createdAt: isoText(goods.createdAt),
  };
}

function orderOf(order: Order): TrueOrder {
  return {
    shop: order.mallId,
    orderNo: order.sn,
    parentOrderNo: null,
    state: `${order.status}/${order.refund}/${order.confirm}`,
    paid: order.paidAt !== null,
    closed: order.refund === 4 || order.confirm === 2,
    placedAt: isoText(order.createdAt),
    updatedAt: isoText(order.updatedAt),
    lines: order.lines.map((line) => ({
      lineNo: line.skuId,
      merchantKey: line.outerId,
      skuId: line.skuId,
      quantity: line.quantity,
      shipped: order.status === 1 ? 0 : line.quantity,
      refunded: order.refund === 4 ? line.quantity : 0,
    })),
  };
}

/** What is really there, for checkers. */
export const truth: Truth<World> = {
  products: ({ goods }) => [...goods.values()].filter(({ deleted }) => !deleted).map(productOf),
  orders: ({ orders }) => [...orders.values()].map(orderOf),
  shipments: ({ shipments }) =>
    shipments.map(({ mallId, orderSn, logisticsId, waybill, at }) => ({
      shop: mallId,
      orderNo: orderSn,
      carrier: logisticsId,
      waybill,
      at: isoText(at),
    })),
  vouchers: () => [],
};
