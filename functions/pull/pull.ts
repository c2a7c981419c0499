import type { PullMessage } from "../shared/messages.ts";
import type { OpenShop } from "../shared/shops.ts";
import { offerLink, takeCode } from "./authorize.ts";
import { readClosedDay } from "./closed-day.ts";
import { tellPublication } from "./publication.ts";
import { queueOrders, type PullServices } from "./queue.ts";
import { identify, readWares } from "./shop.ts";
import { pullStream } from "./stream.ts";

/** Reads one stream of a shop to now, or one thing that somebody asks for. */
export async function pull(message: PullMessage, services: PullServices): Promise<void> {
  const shop = await services.shops.open(message.m, message.s, "pull");
  if (message.identify === true) return identify(shop, services.ports);
  if (message.authorize === "link") return offerLink(shop, services.ports);
  if (message.authorize === "code") return takeCode(shop, services);
  if (message.wares === true) return readWares(shop, services.ports);
  if (message.token === true) return shop.tokens.renewIfDue();
  if (message.order !== undefined) return pullOne(message.order, shop, services);
  if (message.day !== undefined) return readClosedDay(message.day, shop, services);
  if (message.ware !== undefined) return tellPublication(message.ware, shop, services.ports);
  if (message.stream !== undefined) return pullStream(message, shop, services);
}

async function pullOne(orderNo: string, shop: OpenShop, services: PullServices): Promise<void> {
  const read = await shop.door.ask((x) => shop.adapter.orders.read(orderNo, x));
  if (read.kind !== "done" || read.value === null) return;
  await queueOrders([read.value], { shop, source: "one" }, services);
}
