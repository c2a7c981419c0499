import { isLive } from "../../../domain/order/consignment.ts";
import { toShip } from "../../../domain/order/order.ts";
import { orderOf } from "../../../functions/shared/store/rows.ts";
import type { MakeCheck } from "./check.ts";

/** I10: every unit that must leave is in exactly one consignment: a live one, or one that was refused and waits for a person's decision. */
export const consignments: MakeCheck = ({ world }, broken) => {
  world.table.watch(({ name, after }) => {
    const [, sk = ""] = name.split("\u0000");
    if (after === null || !/^O#[^#]+$/.test(sk)) return;
    const order = orderOf(after);
    for (const line of order.lines) {
      if (line.binding === null || line.binding.kind === "voucher") continue;
      const boxed = order.consignments
        .filter((one) => isLive(one) || one.state === "refused")
        .flatMap(({ lines }) => lines)
        .filter(({ lineNo }) => lineNo === line.lineNo)
        .reduce((sum, one) => sum + one.quantity, 0);
      const taken = Object.values(order.children)
        .flat()
        .filter(({ lineNo }) => lineNo === line.lineNo)
        .reduce((sum, one) => sum + one.quantity, 0);
      const must = Math.max(0, toShip(line) - taken);
      if (boxed < must || boxed > line.quantity)
        broken("I10", `${order.orderNo} line ${line.lineNo}: ${boxed} in consignments, ${must} must leave`);
    }
  });
  return {};
};
