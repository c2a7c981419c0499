import type { DiscountTask, World } from "../world.ts";

/** Neither stopped nor over; waiting for its start counts. */
export const isOpenTask = (task: DiscountTask, nowMs: number): boolean => !task.stopped && nowMs < task.endMs;

/** Ends a task: what it had put aside goes back into the ordinary stock. */
export const endDiscount = (task: DiscountTask, { products }: World): void => {
  if (task.stopped) return;
  task.stopped = true;
  const product = products.get(task.productId);
  for (const { skuId, stock } of task.skus) {
    product?.stock.set(skuId, (product.stock.get(skuId) ?? 0) + stock);
  }
};

/** The task that runs now over a SKU; its ordinary fields can't be edited meanwhile. */
export const runningTask = (world: World, skuId: string, nowMs: number): DiscountTask | undefined =>
  [...world.discountTasks.values()].find(
    (task) => isOpenTask(task, nowMs) && nowMs >= task.startMs && task.skus.some((sku) => sku.skuId === skuId),
  );

/** Units put aside for a SKU by tasks that are not over. */
export const putAside = (world: World, skuId: string, nowMs: number): number =>
  [...world.discountTasks.values()]
    .filter((task) => isOpenTask(task, nowMs))
    .flatMap(({ skus }) => skus)
    .filter((sku) => sku.skuId === skuId)
    .reduce((sum, { stock }) => sum + stock, 0);
