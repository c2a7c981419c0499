import { workThroughDue } from "./applications.ts";
import { closeUnpaid, completeShipped } from "./order-life.ts";
import { stockOf } from "./products.ts";
import { moveRefunds } from "./refund-life.ts";
import { expireVouchers } from "./voucher-life.ts";
import type { Scene } from "../kit/types.ts";
import type { World } from "./world.ts";

/** Everything that time brings by itself, in the platform's order. */
export function settle(scene: Scene<World>): void {
  workThroughDue(scene);
  startSales(scene);
  closeUnpaid(scene);
  moveRefunds(scene);
  completeShipped(scene);
  expireVouchers(scene);
}

/** `saleSet` 0: on the shelf at the beginning of its day. */
function startSales({ world, clock }: Scene<World>): void {
  for (const product of world.products.values()) {
    const due = product.saleAt !== null && product.saleAt <= clock.now() && product.productCode !== "";
    if (due && product.shelf === "never" && stockOf(product) > 0) product.shelf = "on";
  }
}
