import { keys } from "../../../functions/shared/store/keys.ts";
import { orderOf } from "../../../functions/shared/store/rows.ts";
import { ordersOf } from "../people.ts";
import type { MakeCheck } from "./check.ts";

const LATE_MS = 180_000;

/** I1, I2: in the end every order that a platform showed is one row here, or set aside, and says what the platform says now. */
export const orders: MakeCheck = (town, broken) => ({
  end() {
    const { world, county } = town;
    for (const shop of county.shops) {
      for (const there of ordersOf(town, shop)) {
        // Unpaid orders close by themselves: what changed just before the end may be in no list yet.
        if (there.updatedAt > new Date(world.time.now() - LATE_MS).toISOString()) continue;
        const row = world.table.get(keys.order(county.m, shop.id, there.orderNo));
        if (row === null) {
          // Some platforms show nobody an order before it is paid.
          if (!there.paid) continue;
          broken("I1", `${shop.id} has ${there.orderNo} (placed ${there.placedAt}), we don't`);
          continue;
        }
        const here = orderOf(row);
        // Who was erased is passed by from then on.
        if (here.erased) continue;
        const goods = here.lines.every(({ binding }) => binding?.kind === "goods");
        const shipped = (lines: readonly { shipped: number }[]) => lines.reduce((sum, line) => sum + line.shipped, 0);
        const wrong = [
          here.updatedAt !== null && here.updatedAt < there.updatedAt.slice(0, 19) ? "older" : "",
          there.paid && here.pay === "unpaid" ? "unpaid" : "",
          !there.paid && there.closed && here.pay !== "closed_unpaid" ? "not closed" : "",
          goods && shipped(here.lines) !== shipped(there.lines) ? "not as shipped" : "",
        ].filter((text) => text !== "");
        if (wrong.length > 0)
          broken(
            "I2",
            `${shop.id} ${there.orderNo} is ${wrong.join(", ")}: ${here.updatedAt} ${here.rawState}; there ${there.updatedAt} ${there.state}`,
          );
      }
    }
  },
});
