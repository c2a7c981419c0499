import * as z from "zod";
import { instantFrom } from "../../domain/time.ts";
import { unpack } from "../shared/pack.ts";
import type { Item } from "../shared/ports.ts";
import type { OpenShop } from "../shared/shops.ts";
import { keys } from "../shared/store/keys.ts";
import { showGap } from "./gaps.ts";
import type { PullServices } from "./queue.ts";

/** A run takes up so many; whoever has more asks again. */
const MOST = 500;
const Instants = z.string().transform(instantFrom);
/** `body`: a queued reading. `sealed`: a row of a list, with the window that it stood in. */
const Aside = z.union([
  z.object({ body: z.instanceof(Uint8Array) }),
  z.object({ sealed: z.string(), from: Instants, to: Instants }),
  z.object({ sealed: z.string() }),
]);
const Hint = z.union([
  z.strictObject({ orderNo: z.string() }).transform(({ orderNo }) => ({ order: orderNo })),
  z.strictObject({ caseNo: z.string() }).transform(({ caseNo }) => ({ case: caseNo })),
]);

/** Takes up what was set aside of a shop, once the reader is mended: queued readings go to their queue again, rows of lists are read again with their window. What still can't be read is set aside anew. */
export async function replay(shop: OpenShop, services: PullServices): Promise<void> {
  const { merchant: m, id: s } = shop.row;
  const { PK, SK } = keys.setAside(m, s, "", "");
  const { items } = await services.ports.table.query({ pk: PK, begins: SK.slice(0, "SA#".length), limit: MOST });
  for (const item of items) {
    const taken = await takeUp(item, shop, services);
    if (taken) await services.ports.table.write({ delete: { PK: item.PK, SK: item.SK } });
  }
}

/** False: nobody can say where it came from; it stays. */
async function takeUp(item: Item, shop: OpenShop, { ports, shops }: PullServices): Promise<boolean> {
  const aside = Aside.safeParse(item).data;
  const { merchant: m, id: s, platform } = shop.row;
  if (aside === undefined) return false;
  if ("body" in aside) {
    const body: unknown = JSON.parse(z.string().parse(unpack(aside.body)));
    await ports.queues.send("orders", [{ body, group: s }]);
    return true;
  }
  const raw = z.string().parse(await shops.sealer.open(m, `aside|${s}`, aside.sealed));
  const hint = Hint.safeParse(JSON.parse(raw)).data;
  if (hint !== undefined) {
    await ports.queues.send(`pull:${platform}`, [{ body: { v: 1, m, s, ...hint }, group: s }]);
    return true;
  }
  if (!("from" in aside)) return false;
  const [, stream = ""] = item.SK.split("#");
  const gap = { from: aside.from, to: aside.to, why: "a row was set aside: read again", next: ports.clock.now() };
  await showGap(keys.stream(m, s, stream), gap, ports);
  await ports.queues.send(`pull:${platform}`, [{ body: { v: 1, m, s, stream }, group: s }]);
  return true;
}
