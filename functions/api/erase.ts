import { eraseSheets } from "../shared/orders/label.ts";
import type { Item } from "../shared/ports.ts";
import { conflict } from "../shared/problem.ts";
import { keys } from "../shared/store/keys.ts";
import { orderBody } from "../shared/store/rows.ts";
import type { Call } from "./call.ts";
import { storedOrder, type OrderAt } from "./orders.ts";
import { allItems } from "./pages.ts";

const TRIES = 3;

/** Takes a buyer out of everything that we keep of an order: the order is marked first, so that no reading brings the receiver back; a tombstone takes the receiver's place; rows set aside that name the order lose their text. Bears repetition. */
export async function eraseBuyer(at: OrderAt, call: Call): Promise<{ erased: true }> {
  await markErased(at, call);
  const tombstone = { ...keys.order(call.m, at.s, at.orderNo), erased: true, at: call.ports.clock.now() };
  await call.ports.receivers.write({ put: tombstone });
  await forgetSheets(at, call);
  for (const item of await asideOf(at.s, call)) if (await names(item, at, call)) await forget(item, call);
  call.ports.log.info("a buyer was erased", { shop: at.s, orderNo: at.orderNo, who: call.caller.subject });
  return { erased: true };
}

/** Sets the mark under the order's version, whoever reads it meanwhile. */
export async function markErased(at: OrderAt, call: Call): Promise<void> {
  for (let tries = 0; tries < TRIES; tries++) {
    const { order, ver } = await storedOrder(at, call);
    if (order.erased) return;
    const body = orderBody({ ...order, erased: true, receiverVersion: null });
    const key = keys.order(call.m, at.s, at.orderNo);
    const set = { body };
    const done = await call.ports.table.write({ update: key, set, add: { ver: 1 }, if: { all: [["ver", "=", ver]] } });
    if (done.ok) return;
  }
  throw conflict("busy", { zh: "订单正在更新，请稍后再试", en: "the order is being updated; try again" });
}

/** What lies ready for a printer names the buyer too. */
async function forgetSheets({ s, orderNo }: OrderAt, call: Call): Promise<void> {
  const { PK, SK } = keys.label(call.m, s, orderNo, "");
  for (const row of await allItems({ pk: PK, begins: SK }, call))
    await eraseSheets({ m: call.m, s, orderNo, n: row.SK.slice(SK.length) }, call.ports);
}

async function asideOf(s: string, call: Call): Promise<Item[]> {
  return allItems({ pk: keys.shop(call.m, s).PK, begins: "SA#" }, call);
}

/** Texts that no key of ours opens any more can name nobody. */
async function names(item: Item, { s, orderNo }: OrderAt, { sealer, m }: Call): Promise<boolean> {
  if (typeof item["sealed"] !== "string") return false;
  const text = await sealer.open(m, `aside|${s}`, item["sealed"]).catch(() => null);
  return typeof text === "string" && text.includes(orderNo);
}

async function forget({ PK, SK }: Item, { ports }: Call): Promise<void> {
  await ports.table.write({
    update: { PK, SK },
    set: { erased: true },
    remove: ["sealed", "from", "to", "WPK", "WSK"],
  });
}
