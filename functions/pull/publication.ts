import type { Ports } from "../shared/ports.ts";
import type { OpenShop } from "../shared/shops.ts";
import { keys } from "../shared/store/keys.ts";

/** A product there has changed: whoever publishes it looks again. One that is not ours is the next reading of wares' business. */
export async function tellPublication(platformId: string, shop: OpenShop, ports: Ports): Promise<void> {
  const { merchant: m, id: s, platform } = shop.row;
  const ref = { merchantKey: "", platformId, ticket: null };
  const read = await shop.door.ask((x) => shop.adapter.read(ref, x));
  if (read.kind !== "done" || read.value === null) return;
  const codes = [...new Set(read.value.skus.map(({ merchantKey }) => merchantKey))];
  const [row] = await ports.table.batchGet(codes.map((code) => keys.sku(m, code)));
  const l = row?.["listingId"];
  if (typeof l !== "string") return;
  await ports.queues.send(`publish:${platform}`, [{ body: { v: 1, m, s, l, look: true }, group: s }]);
}
