import * as z from "zod";
import { HOUR_MS, instantFrom, msBetween, plus } from "../../domain/time.ts";
import type { Instant } from "../../domain/units.ts";
import type { Failures } from "../../adapters/contract.ts";
import type { Ending } from "./endings.ts";
import type { Ports } from "./ports.ts";
import type { OpenShop } from "./shops.ts";
import { keys, work } from "./store/keys.ts";

/** What a platform said that concerns the whole shop, and when it last said so. */
export const ShopBlock = z.object({
  code: z.string(),
  zh: z.string(),
  en: z.string(),
  at: z.string().transform(instantFrom),
});
export type ShopBlock = z.infer<typeof ShopBlock>;

/** After this long one publication tries again, whether or not anybody said that it is mended. */
const TRY_AGAIN_MS = 6 * HOUR_MS;

/** How a publication of a blocked shop ends without a call; null: it may try. */
export function shopShut({ row }: OpenShop, now: Instant): Ending | null {
  const { blocked } = row;
  if (blocked === undefined || msBetween(blocked.at, now) >= TRY_AGAIN_MS) return null;
  return { state: "waiting", waitFor: "shop", next: plus(blocked.at, TRY_AGAIN_MS) };
}

/** A refusal that concerns the whole shop is written there, and the publication waits with all others; what went well lifts it. */
export async function heedShop(ending: Ending, shop: OpenShop, ports: Ports): Promise<Ending> {
  const [finding] = ending.state === "blocked" ? ending.findings : [];
  const code = finding?.platformCode;
  if (finding !== undefined && code != null && isShopWide(shop.adapter.failures, code)) {
    const now = ports.clock.now();
    const blocked = { code, zh: finding.say.zh, en: finding.say.en, at: now };
    await ports.table.write({ update: keys.shop(shop.row.merchant, shop.row.id), set: { blocked } });
    ports.log.metric("ShopsBlocked", 1, { platform: shop.row.platform });
    return { state: "waiting", waitFor: "shop", next: plus(now, TRY_AGAIN_MS) };
  }
  const wentWell = ending.state === "done" || (ending.state === "waiting" && ending.waitFor === "audit");
  if (wentWell) await liftShopBlock(shop, ports);
  return ending;
}

/** Lets the publications of a shop go on, where it was blocked; fan-out wakes them. */
export async function liftShopBlock({ row }: OpenShop, { table, queues, clock }: Ports): Promise<void> {
  if (row.blocked === undefined) return;
  const { merchant: m, id: s } = row;
  const lifted = await table.write({
    update: keys.shop(m, s),
    default: work.dirty(s, clock.now()),
    add: { ver: 1 },
    remove: ["blocked"],
    if: { all: [["blocked", "exists"]] },
  });
  if (lifted.ok) await queues.send("fanout", [{ body: { v: 1, m, source: "shop", id: s, hop: 0 }, group: m }]);
}

/** Whether a code of a platform concerns the whole shop. */
export function isShopWide({ shopWide = [] }: Failures, code: string): boolean {
  return shopWide.some((prefix) => code.startsWith(prefix));
}
