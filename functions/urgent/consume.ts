import { afterUse } from "../../domain/order/booking.ts";
import { claimsHeld, movesBetween } from "../../domain/order/claims.ts";
import type { Ports, Update } from "../shared/ports.ts";
import { poolUpdates } from "../shared/stock/moves.ts";
import { keys } from "../shared/store/keys.ts";
import { orderBody, orderOf } from "../shared/store/rows.ts";
import { endingWrite } from "../shared/turn.ts";
import { FORGOTTEN } from "./ending.ts";
import type { Redeeming } from "./redeem.ts";

const TRIES = 5;

/** Stores the result of a redemption with the night that it consumes, in one transaction with the order and its pools. False: the order is not here, or moves all the time; then the result alone is stored. */
export async function consume(redeeming: Redeeming, set: Record<string, unknown>, ports: Ports): Promise<boolean> {
  for (let tries = 0; tries < TRIES; tries++) {
    const writes = await writesOf(redeeming, ports);
    if (writes === null) return false;
    const end = endingWrite(redeeming.turn, { set, remove: FORGOTTEN });
    if ((await ports.table.transact([...writes, end])).ok) return true;
    const row = await ports.table.get(redeeming.turn.key);
    if (row?.["state"] === set["state"]) return true;
    await ports.clock.wait(20 * 2 ** tries);
  }
  ports.log.metric("UncountedRedemptions", 1, { platform: redeeming.shop.row.platform });
  return false;
}

async function writesOf({ row, message, shop }: Redeeming, ports: Ports): Promise<Update[] | null> {
  const { m, s, orderNo } = message;
  const key = keys.order(m, s, orderNo);
  const stored = await ports.table.get(key);
  if (stored === null) return null;
  const before = orderOf(stored);
  const use = { lineNo: row.lineNo, day: row.day, stockFrom: shop.row.stockFrom };
  const after = afterUse(before, use, row.state === "planned" ? 1 : -1);
  const ver = Number(stored["ver"] ?? 0);
  const order: Update = {
    update: key,
    set: { body: orderBody(after) },
    add: { ver: 1 },
    if: { all: [["ver", "=", ver]] },
  };
  const moves = movesBetween(claimsHeld(before), claimsHeld(after));
  const pools = await poolUpdates(
    [{ m, shop: shop.row, manner: shop.adapter.stock, moves, orders: [{ before, after }] }],
    ports,
  );
  return [order, ...pools];
}
