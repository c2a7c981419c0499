import { MINUTE_MS, plus } from "../../domain/time.ts";
import { pack } from "../shared/pack.ts";
import type { Item } from "../shared/ports.ts";
import { conflict, notFound } from "../shared/problem.ts";
import { keys, views, work } from "../shared/store/keys.ts";
import { publicationOf, seenOf, type PublicationRow, type Seen } from "../shared/store/rows.ts";
import { shopOf, type Call } from "./call.ts";
import { backgroundsOf, liveOf, type Background } from "./publication-live.ts";
import { tellLane } from "./tell.ts";

/** If the message is lost, the row is found due after this. */
export const NET_MS = 5 * MINUTE_MS;
export interface Where {
  l: string;
  s: string;
}

/** Says where a listing shall be in a shop; a worker does the rest. */
export async function wantPublication({ l, s }: Where, want: "on" | "off" | "gone", call: Call) {
  const { ports, m } = call;
  const shop = await shopOf(s, call);
  if ((await ports.table.get(keys.head(m, l))) === null) throw notFound({ zh: "这个商品", en: "listing" });
  const done = await ports.table.write({
    update: keys.publication(m, l, s),
    set: { l, s, want, state: "due", ...views.publication(m, s, l), ...dueSoon(l, call) },
  });
  await tellLane({ kind: "publish", shop }, { l }, call);
  // What goes away may sell nothing from now on, and what comes back has to have stock before it can be listed.
  await tellLane({ kind: "urgent", shop }, { kind: "stock", l }, call);
  return viewOf(done.ok ? done.item : null, await ports.table.get(keys.publicationDetail(m, l, s)), call);
}

/** A person's "try again": what was refused may be sent once more, what a person took down may be listed again. */
export function retryPublication(where: Where, call: Call) {
  return reconsider(where, (seen) => ({ ...seen, refused: null, ours: null }), call);
}

/** Changes what is held against a product there, and has its publication planned anew. A worker at it: 409. */
export async function reconsider({ l, s }: Where, change: (seen: Seen) => Seen, call: Call) {
  const { ports, m } = call;
  const shop = await shopOf(s, call);
  const detail = await ports.table.get(keys.publicationDetail(m, l, s));
  const seen = seenOf(detail);
  const row = {
    update: keys.publication(m, l, s),
    set: { state: "due", tries: 0, ...dueSoon(l, call) },
    if: { any: FREE },
  };
  const writes = detail === null || seen === null ? [row] : [row, { put: { ...detail, body: pack(change(seen)) } }];
  const done = await ports.table.transact(writes);
  const stored = await ports.table.get(keys.publication(m, l, s));
  if (stored === null) throw notFound({ zh: "这个上架任务", en: "publication" });
  if (!done.ok) throw conflict("busy", { zh: "正在处理，请稍后再试", en: "a worker is at it; try again" });
  await tellLane({ kind: "publish", shop }, { l, checked: true }, call);
  return viewOf(stored, detail, call);
}

/** There, and in no worker's hands: one that was sent is settled by a look, whatever is stored meanwhile. */
const FREE = [
  [
    ["l", "exists"],
    ["turnId", "absent"],
  ],
  [
    ["l", "exists"],
    ["turnPhase", "=", "sent"],
  ],
] as const;

function dueSoon(l: string, { ports }: Call) {
  return work.due(l, plus(ports.clock.now(), NET_MS));
}

/** How a publication stands: the wish, how far it is, who has to act, and what was last seen there. */
async function viewOf(item: Item | null, detail: Item | null, call: Call) {
  if (item === null) throw new Error("a publication was written and is not there");
  const row = publicationOf(item);
  return view(row, detail, (await backgroundsOf([row], call))(row));
}

function view(row: PublicationRow, detail: Item | null, background: Background) {
  const { l, s, want, state, waitFor, next, who, findings } = row;
  const seen = seenOf(detail);
  return {
    listing: l,
    shop: s,
    want,
    state,
    waitFor,
    next,
    who,
    findings: [...findings],
    shelf: seen?.shelf ?? "never",
    audit: seen?.audit.state ?? "none",
    platformId: seen?.ref?.platformId ?? null,
    seenAt: seen?.at ?? null,
    live: liveOf(row, seen, background),
  };
}

/** Publications with what was seen of each. */
export async function viewsOf(items: readonly Item[], call: Call) {
  const { ports, m } = call;
  const rows = items.map(publicationOf);
  const details = await ports.table.batchGet(rows.map(({ l, s }) => keys.publicationDetail(m, l, s)));
  const background = await backgroundsOf(rows, call);
  return rows.map((row) => {
    const key = keys.publicationDetail(m, row.l, row.s);
    return view(row, details.find(({ PK, SK }) => PK === key.PK && SK === key.SK) ?? null, background(row));
  });
}
