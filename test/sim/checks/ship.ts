import type { TrueShipment } from "../../../sandbox/kit/types.ts";
import { keys } from "../../../functions/shared/store/keys.ts";
import { orderOf } from "../../../functions/shared/store/rows.ts";
import type { SimShop } from "../setup.ts";
import type { MakeCheck } from "./check.ts";

/** I5, I11: a parcel is told at most once, never before its order was read, nor over a hold or another receiver than the label has. */
export const ship: MakeCheck = (town, broken) => {
  const { world, county, deeds } = town;
  const reads = new Map<string, number>();
  const told = new Map<string, number>();

  world.onExchange(({ life, platform, request }) => {
    const shop = county.shops.find((one) => one.platform === platform);
    const host = world.platforms.get(platform)?.host;
    if (shop === undefined || host === undefined) return;
    const there = host.sandbox.truth.shipments(host.scene().world);
    const counts = new Map<string, number>();
    for (const one of there) counts.set(nameOf(one), (counts.get(nameOf(one)) ?? 0) + 1);
    for (const one of there) {
      const count = counts.get(nameOf(one)) ?? 0;
      if (count <= (told.get(nameOf(one)) ?? 0)) continue;
      told.set(nameOf(one), count);
      if (count > 1) broken("I5", `${nameOf(one)} was shipped ${count} times`);
      judge(shop, one, life);
    }
    const text = `${request.url} ${request.body === null ? "" : Buffer.from(request.body).toString("latin1")}`;
    for (const { orderNo } of host.sandbox.truth.orders(host.scene().world))
      if (text.includes(orderNo)) reads.set(`${life}/${orderNo}`, world.time.now());
  });

  function judge({ id }: SimShop, { orderNo, waybill }: TrueShipment, life: string): void {
    const read = reads.get(`${life}/${orderNo}`);
    if (read === undefined) return broken("I5", `${orderNo} was shipped and not read just before`);
    const refund = deeds.find(({ what, order, at }) => order === orderNo && what === "ask-refund" && at < read);
    if (refund !== undefined)
      broken("I11", `${orderNo} was shipped (${waybill}) over a refund that the reading showed`);
    const row = world.table.get(keys.order(county.m, id, orderNo));
    const { PK, SK } = keys.order(county.m, id, orderNo);
    const { items } = world.table.query({ pk: PK, begins: `${SK}#SHIP#` });
    const label = items.find((item) => JSON.stringify(item["parcels"] ?? []).includes(`"${waybill}"`));
    if (row === null || label === undefined) return broken("I5", `${orderNo}: ${waybill} is nobody's parcel`);
    const order = orderOf(row);
    if (order.receiverVersion !== label["receiverVersion"])
      broken("I11", `${orderNo} was shipped (${waybill}) to another receiver than it has`);
    if (order.holds.length > 0) broken("I11", `${orderNo} was shipped (${waybill}) over ${order.holds[0]?.kind}`);
  }
  return {};
};

function nameOf({ shop, orderNo, waybill }: TrueShipment): string {
  return `${shop}/${orderNo}/${waybill}`;
}
