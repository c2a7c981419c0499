import { isAbsent } from "../../domain/plan/effect.ts";
import type { PullMessage } from "../shared/messages.ts";
import { CASE_OVER } from "../shared/orders/cases.ts";
import { keys } from "../shared/store/keys.ts";
import { orderOf } from "../shared/store/rows.ts";
import { offerLink, takeCode } from "./authorize.ts";
import { readClosedDay } from "./closed-day.ts";
import { tellPublication } from "./publication.ts";
import { unlessAnswered, comeAgain, type Hinted } from "./again.ts";
import { queueReadings, type PullServices } from "./queue.ts";
import { replay } from "./replay.ts";
import { identify, readLabelAccounts, readStores } from "./shop.ts";
import { pullStream } from "./stream.ts";
import { readWares } from "./wares.ts";

/** Reads one stream of a shop to now, or one thing that somebody asks for. */
export async function pull(message: PullMessage, services: PullServices): Promise<void> {
  const shop = await services.shops.open(message.m, message.s, "pull");
  const hinted = { shop, message };
  if (message.identify === true)
    return unlessAnswered(await identify(shop, services.ports), { identify: true }, hinted, services);
  if (message.authorize === "link") return offerLink(shop, services.ports);
  if (message.authorize === "code") return takeCode(shop, services);
  if (message.wares === true)
    return unlessAnswered(await readWares(shop, services.ports), { wares: true }, hinted, services);
  if (message.token === true) return shop.tokens.renewIfDue();
  if (message.order !== undefined) return pullOne(message.order, hinted, services);
  if (message.case !== undefined) return pullCase(message.case, hinted, services);
  if (message.stores === true)
    return unlessAnswered(await readStores(shop, services.ports), { stores: true }, hinted, services);
  if (message.labelAccounts === true)
    return unlessAnswered(await readLabelAccounts(shop, services.ports), { labelAccounts: true }, hinted, services);
  if (message.day !== undefined) return readClosedDay(message.day, shop, services);
  if (message.ware !== undefined) return tellPublication(message.ware, shop, services.ports);
  if (message.replay === true) return replay(shop, services);
  if (message.stream !== undefined) return pullStream(message, shop, services);
}

/** An order, and with it its open cases: what a buyer takes back may move no time that a list goes by. */
async function pullOne(orderNo: string, hinted: Hinted, services: PullServices): Promise<void> {
  const { shop } = hinted;
  const read = await shop.door.ask((x) => shop.adapter.orders.read(orderNo, x));
  if (read.kind !== "done") return comeAgain({ order: orderNo }, { ...hinted, read }, services);
  if (read.value === null) return;
  await queueReadings([read.value], { shop, source: "one" }, services);
  const row = await services.ports.table.get(keys.order(shop.row.merchant, shop.row.id, orderNo));
  const open = row === null ? [] : orderOf(row).cases.filter(({ state }) => !CASE_OVER.has(state));
  for (const { caseNo } of open) await pullCase(caseNo, hinted, services);
}

async function pullCase(caseNo: string, hinted: Hinted, services: PullServices): Promise<void> {
  const { shop } = hinted;
  const { afterSale } = shop.adapter;
  if (isAbsent(afterSale)) return;
  const read = await shop.door.ask((x) => afterSale.read(caseNo, x));
  if (read.kind !== "done") return comeAgain({ case: caseNo }, { ...hinted, read }, services);
  if (read.value !== null) await queueReadings([read.value], { shop, source: "one" }, services);
}
