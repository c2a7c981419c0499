import { allClaims } from "../../../domain/order/claims.ts";
import type { Claim } from "../../../domain/order/order.ts";
import type { Item } from "../../../functions/shared/ports.ts";
import { poolOf } from "../../../functions/shared/store/pool-row.ts";
import { orderOf } from "../../../functions/shared/store/rows.ts";
import type { MakeCheck } from "./check.ts";

/** I4: after every step the ledger is exact: reserved is what live claims hold, on hand what was counted less what left. */
export const ledger: MakeCheck = ({ world }, broken) => {
  const claims = new Map<string, readonly Claim[]>();
  const pools = new Map<string, Item>();
  const counted = new Map<string, number>();
  const reported = new Set<string>();
  let moved = false;

  function see(name: string, item: Item | null, before: Item | null): void {
    const [pk = "", sk = ""] = name.split("\u0000");
    const [what, ...rest] = sk.split("#");
    if (what === "O" && rest.length === 1) {
      if (item === null) claims.delete(name);
      else claims.set(name, allClaims(orderOf(item).lines));
      moved = true;
    } else if (sk === "POOL" && item !== null) {
      pools.set(pk, item);
      if (before === null) counted.set(pk, (counted.get(pk) ?? 0) + Number(item["onHand"] ?? 0));
      moved = true;
    } else if (what === "COR" && item !== null && before === null) {
      counted.set(pk, (counted.get(pk) ?? 0) + Number(item["by"] ?? 0));
      moved = true;
    }
  }

  for (const item of world.table.rows()) see(`${item.PK}\u0000${item.SK}`, item, null);
  for (const [pk, item] of pools) counted.set(pk, Number(item["onHand"]));
  world.table.watch(({ name, before, after }) => see(name, after, before));
  world.onStep(() => {
    if (!moved) return;
    moved = false;
    const all = [...claims.values()].flat();
    for (const [pk, item] of pools) {
      const pool = poolOf(item);
      if (pool === null) continue;
      const own = all.filter((claim) => claim.pool === pool.id);
      const out = own.reduce((sum, claim) => sum + claim.out, 0);
      const reserved = own.reduce((sum, claim) => sum + claim.qty, 0) - out;
      const onHand = (counted.get(pk) ?? 0) - out;
      if (pool.reserved === reserved && pool.onHand === onHand) continue;
      const what = `${pool.id}: reserved ${pool.reserved}, claims hold ${reserved}; on hand ${pool.onHand}, should be ${onHand}`;
      if (reported.has(pk)) continue;
      reported.add(pk);
      broken("I4 ledger", what);
    }
  });
  return {};
};
