import { sandbox, type Answer, type Bench } from "./bench.ts";
import { listed, sku, stay } from "./goods.ts";

/** Places an order over the control acts; throws what the platform says against it. */
export const order = (
  at: Bench,
  lines: readonly { merchantKey: string; quantity: number }[],
  more: { pay?: boolean; buyer?: Record<string, string> } = {},
): string => {
  const made = sandbox.acts.placeOrder({ shop: at.shop.appId, lines, ...more }, at.scene());
  if (!made.ok) throw new Error(`${made.refusal.code} ${made.refusal.message}`);
  return (made.value as { orderNo: string }).orderNo;
};

/** A buyer's deed; the refusal's code where it is refused. */
export const act = (at: Bench, verb: string, orderNo: string, body: Record<string, unknown> = {}): Answer => {
  const done = sandbox.acts.onOrder(verb, orderNo, body, at.scene());
  return (done.ok ? done.value : { refused: done.refusal.code }) as Answer;
};

/** An order of three bags on two lines, paid. */
export const goodsOrder = (at: Bench): { orderNo: string; productId: string; skuIds: string[] } => {
  const productId = listed(at, { skus: [sku("ONE", "1袋", 3_000), sku("TWO", "2袋", 5_500)] });
  const skuIds = (at.world.products.get(productId)?.online?.skus ?? []).map(({ id }) => id);
  const orderNo = order(at, [
    { merchantKey: "ONE", quantity: 2 },
    { merchantKey: "TWO", quantity: 1 },
  ]);
  return { orderNo, productId, skuIds };
};

export const parcel = (
  productId: string,
  lines: readonly [skuId: string | undefined, count: number][],
  more: object = {},
): Record<string, unknown> => ({
  deliver_type: 1,
  delivery_id: "ZTO",
  waybill_id: "73120011223344",
  product_infos: lines.map(([sku_id, product_cnt]) => ({ product_id: productId, sku_id, product_cnt })),
  ...more,
});

export const ship = (at: Bench, orderNo: string, ...parcels: Record<string, unknown>[]): unknown =>
  at.call("order/delivery/send", { order_id: orderNo, delivery_list: parcels })["errcode"];

export const stateOf = (at: Bench, orderNo: string): number | undefined => at.world.orders.get(orderNo)?.status;

/** A stay on sale, and a paid order of `quantity` vouchers with their codes. */
export const vouchers = (at: Bench, quantity: number): { orderNo: string; skuId: string; codes: string[] } => {
  const made = at.call("product/locallife/add", stay(at))["data"];
  at.call("product/listing", { product_id: made["product_id"] });
  at.advance(3_600_000);
  const skuId = String(made["sku_ids"][0]);
  at.call("product/stock/update", { product_id: made["product_id"], sku_id: skuId, diff_type: 3, num: 20 });
  const orderNo = order(at, [{ merchantKey: "STAY", quantity }]);
  at.advance(2_000);
  const codes = [...at.world.vouchers.values()]
    .filter((voucher) => voucher.orderId === orderNo)
    .map(({ code }) => code);
  return { orderNo, skuId, codes };
};
