import type { Product, StockFlow } from "../world.ts";

/** Numbers of op_type; 4 and 5 are known to belong to orders. */
export const FLOW = { shop: 1, placed: 4, unpaidClosed: 5 } as const;

/** Writes a movement of a SKU's stock into the product's flow. */
export const noteFlow = (product: Product, flow: StockFlow): void => {
  if (flow.before !== flow.after) product.flow.push(flow);
};
