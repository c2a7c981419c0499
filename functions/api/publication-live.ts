import type { Adapter } from "../../adapters/contract.ts";
import { liveAbout } from "../../domain/plan/hold.ts";
import { dayOf, instantFrom, toBeijing } from "../../domain/time.ts";
import type { Instant, Text } from "../../domain/units.ts";
import type { Item } from "../shared/ports.ts";
import { keys } from "../shared/store/keys.ts";
import { ShopRow, type PublicationRow, type Seen } from "../shared/store/rows.ts";
import type { Call } from "./call.ts";

/** About when buyers will see what is wished, and that as a sentence. */
export interface Live {
  at: Instant;
  say: Text;
}
/** What it takes to tell: the listing's head, the shop's adapter. */
export interface Background {
  head: Item | undefined;
  adapter: Adapter | undefined;
  now: Instant;
}

/** Null where nothing is on its way, a person has to act first, or it takes longer than it usually does. */
export function liveOf(row: PublicationRow, seen: Seen | null, { head, adapter, now }: Background): Live | null {
  const under = row.state === "due" || row.state === "waiting" || (row.state === "done" && seen?.shelf === "on");
  if (row.want !== "on" || !under || adapter === undefined || typeof head?.["VSK"] !== "string") return null;
  const { update } = adapter.effects;
  const at = liveAbout(
    {
      audit: seen?.audit.state ?? "none",
      since: seen?.audit.since ?? null,
      shelf: seen?.shelf ?? "never",
      seenAt: seen?.at ?? null,
      changedAt: instantFrom(head["VSK"]),
    },
    { update, auditMinutes: adapter.auditMinutes },
    now,
  );
  return at === null ? null : { at, say: sentence(at, now, seen?.shelf === "on") };
}

function sentence(at: Instant, now: Instant, isEdit: boolean): Text {
  const clock = toBeijing(at).slice(11, 16);
  const when = dayOf(at) === dayOf(now) ? clock : `${dayOf(at).slice(5)} ${clock}`;
  return isEdit
    ? { zh: `修改预计 ${when} 生效`, en: `the change will be live about ${when}` }
    : { zh: `预计 ${when} 上线`, en: `will be live about ${when}` };
}

/** Heads and adapters behind publications, each row read once. */
export async function backgroundsOf(
  where: readonly { l: string; s: string }[],
  { ports, m, adapters }: Call,
): Promise<(of: { l: string; s: string }) => Background> {
  const heads = [...new Set(where.map(({ l }) => l))].map((l) => keys.head(m, l));
  const shops = [...new Set(where.map(({ s }) => s))].map((s) => keys.shop(m, s));
  const rows = await ports.table.batchGet([...heads, ...shops]);
  const at = (key: { PK: string; SK: string }) => rows.find(({ PK, SK }) => PK === key.PK && SK === key.SK);
  const now = ports.clock.now();
  return ({ l, s }) => {
    const shop = ShopRow.safeParse(at(keys.shop(m, s))).data;
    return { head: at(keys.head(m, l)), adapter: shop === undefined ? undefined : adapters[shop.platform], now };
  };
}
