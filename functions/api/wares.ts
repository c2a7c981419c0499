import * as z from "zod";
import type { Ware } from "../../adapters/contract.ts";
import type { Binding } from "../../domain/order/order.ts";
import type { Instant } from "../../domain/units.ts";
import { pack, unpack } from "../shared/pack.ts";
import type { Item, Write } from "../shared/ports.ts";
import { conflict, notFound, wrongField } from "../shared/problem.ts";
import { keys, views } from "../shared/store/keys.ts";
import { bindingOf, seenOf, type Seen } from "../shared/store/rows.ts";
import type { Call } from "./call.ts";

const WareState = z.enum(["found", "bound", "imported", "ignored"]);
const WareShape = z.custom<Ware>((value) => z.object({ platformId: z.string() }).safeParse(value).success);

/** What lies in a shop, as the worker found it, and what was answered. */
export function wareOf(item: Item) {
  const ware = WareShape.parse(unpack(item["ware"]));
  const proposal = typeof item["proposal"] === "string" ? item["proposal"] : null;
  return { ...ware, state: WareState.parse(item["state"]), proposal };
}

/** Leaves a ware to whoever made it: ours writes nothing there. */
export async function ignoreWare(at: { s: string; platformId: string }, { ports, m }: Call) {
  const key = keys.ware(m, at.s, at.platformId);
  const open = {
    all: [
      ["PK", "exists"],
      ["state", "<>", "bound"],
    ],
  } as const;
  const done = await ports.table.transact([
    { update: key, set: { state: "ignored" }, remove: ["WPK", "WSK"], if: open },
    ...noTwin(await ports.table.get(key), at, m),
  ]);
  if (done.ok) return { state: "ignored" as const, listing: null, unmatched: [] };
  throw done.reasons[0]?.old == null
    ? noWare()
    : conflict("bound", { zh: "这件商品已经绑定", en: "the ware is bound already" });
}

/** An answered ware no longer keeps the listing that it looked like from being made. */
function noTwin(item: Item | null, { s, platformId }: { s: string; platformId: string }, m: string) {
  const proposal = item?.["proposal"];
  return typeof proposal === "string" ? [{ delete: keys.likelyTwin(m, s, proposal, platformId) }] : [];
}

export interface BindInput {
  s: string;
  platformId: string;
  listing: string;
  skus: readonly { platformSkuId: string; merchantKey: string }[];
}

/** Says that a ware there is one of our listings. Only our rows change; nothing is written at the platform. */
export async function bindWare(input: BindInput, call: Call) {
  const { ports, m } = call;
  const { s, platformId, listing } = input;
  const [item, head, detail] = await Promise.all([
    ports.table.get(keys.ware(m, s, platformId)),
    ports.table.get(keys.head(m, listing)),
    ports.table.get(keys.publicationDetail(m, listing, s)),
  ]);
  if (item === null) throw noWare();
  if (head === null) throw wrongField("/listing", { zh: "没有这个商品", en: "no such listing" });
  const ware = wareOf(item);
  const there = seenOf(detail)?.ref?.platformId ?? null;
  if (there === platformId && ware.state === "bound") return { state: "bound" as const, listing, unmatched: [] };
  if (there !== null)
    throw conflict("listed_already", { zh: "这个商品在店里已有另一件", en: "the listing has another product there" });
  const bindings = await bindingsOf(input, ware, call);
  const seen = seenThere(ware, bindings, { at: ports.clock.now(), merchantKey: String(head["merchantKey"] ?? "") });
  const writes = writesOf(input, { seen, bindings }, call);
  const done = await ports.table.transact([...writes, ...noTwin(item, input, m)]);
  if (!done.ok) throw conflict("busy", { zh: "这件商品正在处理，请稍后再试", en: "a worker is at it; try again" });
  const unmatched = ware.skus.map((sku) => sku.platformSkuId).filter((id) => !bindings.has(id));
  return { state: "bound" as const, listing, unmatched };
}

type Bindings = ReadonlyMap<string, Binding>;

/** By the request's own pairs first, else by equal merchant keys. A pair that names no sku of the listing is refused. */
async function bindingsOf({ listing, skus }: BindInput, ware: Ware, { ports, m }: Call): Promise<Bindings> {
  const chosen = new Map(skus.map(({ platformSkuId, merchantKey }) => [platformSkuId, merchantKey]));
  const pairs = ware.skus.flatMap(({ platformSkuId, merchantKey }) => {
    const key = chosen.get(platformSkuId) ?? merchantKey;
    return key === null ? [] : [{ platformSkuId, key }];
  });
  const rows = await ports.table.batchGet([...new Set(pairs.map(({ key }) => key))].map((key) => keys.sku(m, key)));
  const known = new Map(rows.flatMap((row) => bindingOf(row) ?? []).map((one) => [one.merchantKey, one]));
  const own = (key: string) => (known.get(key)?.listingId === listing ? known.get(key) : undefined);
  for (const [n, { merchantKey }] of skus.entries())
    if (own(merchantKey) === undefined)
      throw wrongField(`/skus/${n}/merchantKey`, { zh: "商品没有这个规格", en: "the listing has no such sku" });
  return new Map(
    pairs.flatMap(({ platformSkuId, key }) => {
      const binding = own(key);
      return binding === undefined ? [] : [[platformSkuId, binding] as const];
    }),
  );
}

function seenThere(ware: Ware, bindings: Bindings, { at, merchantKey }: { at: Instant; merchantKey: string }): Seen {
  const skus = ware.skus.flatMap(({ platformSkuId, priceFen, shown }) => {
    const binding = bindings.get(platformSkuId);
    if (binding === undefined) return [];
    return [{ merchantKey: binding.merchantKey, platformSkuId, priceFen, shown, booked: null, stockVersion: 0 }];
  });
  return {
    at,
    ref: { merchantKey, platformId: ware.platformId, ticket: null },
    applied: {},
    uploaded: [],
    audit: { state: "none", since: null, reason: null },
    shelf: ware.shelf,
    listedOnce: ware.shelf !== "never",
    byOthers: [],
    skus,
    looked: 0,
    refused: null,
    ours: ware.shelf === "on" ? "on" : null,
  };
}

function writesOf(
  { s, platformId, listing }: BindInput,
  { seen, bindings }: { seen: Seen; bindings: Bindings },
  { m }: Call,
): Write[] {
  const shelf = { shelf: seen.shelf, audit: seen.audit.state, platformId };
  const row = { l: listing, s, want: "on", bound: true, ...views.publication(m, s, listing) };
  return [
    {
      update: keys.ware(m, s, platformId),
      set: { state: "bound", listing },
      remove: ["WPK", "WSK"],
      if: { all: [["PK", "exists"]] },
    },
    {
      update: keys.publication(m, listing, s),
      set: row,
      default: { state: "done" },
      if: { all: [["turnId", "absent"]] },
    },
    { put: { ...keys.publicationDetail(m, listing, s), body: pack(seen), ...shelf } },
    ...[...bindings].map(([id, binding]) => ({ put: { ...keys.shopSku(m, s, id), ...binding } })),
  ];
}

function noWare() {
  return notFound({ zh: "店里的这件商品", en: "ware in this shop" });
}
