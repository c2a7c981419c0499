import * as z from "zod";
import { post, type Api, type Call } from "../call.ts";
import { plan } from "../life/agenda.ts";
import { endDiscount, isOpenTask } from "../life/discounts.ts";
import { isListed } from "../life/products.ts";
import { takePage } from "../paging.ts";
import { findProduct } from "../products.ts";
import { firstRefusal, no, OK, type Reply } from "../reply.ts";
import { when } from "../rules/verdict.ts";
import { textOrNumber, whole } from "../shapes.ts";
import { DAY_MS, seconds } from "../time.ts";
import type { DiscountTask, Product } from "../world.ts";

const MAX_AHEAD_MS = 365 * DAY_MS;
const LOWEST_PRICE_FEN = 1_000;
const LEAST_DISCOUNT_FEN = 1_000;
const SHARE = { least: 0.1, most: 0.85 } as const;

const addShape = z.object({
  product_id: textOrNumber,
  start_time: whole,
  end_time: whole,
  limited_discount_skus: z.array(z.object({ sku_id: textOrNumber, sale_price: whole, sale_stock: whole })),
});
type Add = z.infer<typeof addShape>;

/** Puts part of a stock aside for a time at a lower price. */
const add = (input: Add, call: Call): Reply => {
  const found = findProduct(call, { id: input.product_id, shop: call.shop.appId });
  if (!found.ok) return found.refusal;
  const refusal = taskRefusal(input, found.product, call);
  if (refusal) return refusal;
  const task: DiscountTask = {
    id: call.random.digits(11),
    shop: call.shop.appId,
    productId: found.product.id,
    startMs: input.start_time * 1_000,
    endMs: input.end_time * 1_000,
    stopped: false,
    createdMs: call.nowMs,
    skus: input.limited_discount_skus.map(({ sku_id, sale_price, sale_stock }) => ({
      skuId: sku_id,
      priceFen: sale_price,
      stock: sale_stock,
    })),
  };
  for (const { skuId, stock } of task.skus) {
    found.product.stock.set(skuId, (found.product.stock.get(skuId) ?? 0) - stock);
  }
  call.world.discountTasks.set(task.id, task);
  plan(call.world, { atMs: task.endMs, what: "discount_end", id: task.id });
  return { ...OK, task_id: task.id };
};

const taskRefusal = (input: Add, product: Product, call: Call): Reply | null => {
  const [startMs, endMs] = [input.start_time * 1_000, input.end_time * 1_000];
  const running = [...call.world.discountTasks.values()].some(
    (task) => task.productId === product.id && isOpenTask(task, call.nowMs),
  );
  return firstRefusal([
    when(!isListed(product), 10020071),
    when(endMs <= startMs || endMs <= call.nowMs || endMs - startMs > DAY_MS, 10020072),
    when(startMs > call.nowMs + MAX_AHEAD_MS, 10020072),
    when(running, 10020075),
    ...input.limited_discount_skus.map((sku) => skuRefusal(sku, product)),
  ]);
};

const skuRefusal = (asked: Add["limited_discount_skus"][number], product: Product): Reply | null => {
  const sku = product.online?.skus.find(({ id }) => id === asked.sku_id);
  const listFen = sku?.salePriceFen ?? 0;
  const share = (listFen - asked.sale_price) / Math.max(1, listFen);
  return firstRefusal([
    when(sku === undefined, 10020074, asked.sku_id),
    when(asked.sale_stock <= 0 || asked.sale_stock > (product.stock.get(asked.sku_id) ?? 0), 10020073),
    when(
      listFen <= LOWEST_PRICE_FEN ||
        share < SHARE.least ||
        share > SHARE.most ||
        listFen - asked.sale_price < LEAST_DISCOUNT_FEN,
      10020078,
    ),
  ]);
};

const statusOf = (task: DiscountTask, nowMs: number): number => {
  if (task.stopped) return 3;
  return nowMs < task.startMs ? 0 : nowMs < task.endMs ? 1 : 2;
};

const view = (task: DiscountTask, nowMs: number): Reply => ({
  task_id: task.id,
  product_id: task.productId,
  status: statusOf(task, nowMs),
  create_time: seconds(task.createdMs),
  start_time: seconds(task.startMs),
  end_time: seconds(task.endMs),
  limited_discount_skus: task.skus.map(({ skuId, priceFen, stock }) => ({
    sku_id: skuId,
    sale_price: priceFen,
    sale_stock: stock,
  })),
});

const listShape = z.object({ status: whole.optional(), page_size: whole, next_key: z.string().optional() });

const list = ({ status, page_size, next_key }: z.infer<typeof listShape>, call: Call): Reply => {
  const mine = [...call.world.discountTasks.values()].filter(
    (task) => task.shop === call.shop.appId && (status === undefined || statusOf(task, call.nowMs) === status),
  );
  const page = takePage(call, {
    query: `${call.shop.appId}|discounts|${status}|${page_size}`,
    ids: () => mine.map(({ id }) => id),
    size: page_size,
    nextKey: next_key ?? "",
  });
  if (!page) return no(40097, "next_key");
  const rows = page.ids.map((id) => call.world.discountTasks.get(id)).filter((task) => task !== undefined);
  return {
    ...OK,
    limited_discount_tasks: rows.map((task) => view(task, call.nowMs)),
    next_key: page.more ? page.nextKey : "",
    total_num: mine.length,
  };
};

const taskId = z.object({ task_id: textOrNumber });
const mine = (id: string, { world, shop }: Call): DiscountTask | null => {
  const task = world.discountTasks.get(id);
  return task?.shop === shop.appId ? task : null;
};

export const DISCOUNT_CALLS: Readonly<Record<string, Api>> = {
  "product/limiteddiscounttask/add": post(addShape, add, { set: 129 }),
  "product/limiteddiscounttask/list/get": post(listShape, list, { set: 129 }),
  "product/limiteddiscounttask/stop": post(
    taskId,
    ({ task_id }, call) => {
      const task = mine(task_id, call);
      if (!task || !isOpenTask(task, call.nowMs)) return no(10020072, "task_id");
      endDiscount(task, call.world);
      return OK;
    },
    { set: 129 },
  ),
  "product/limiteddiscounttask/delete": post(
    taskId,
    ({ task_id }, call) => {
      const task = mine(task_id, call);
      if (!task || isOpenTask(task, call.nowMs)) return no(10020072, "task_id");
      call.world.discountTasks.delete(task_id);
      return OK;
    },
    { set: 129 },
  ),
};
