/** The only place where keys are made. Ids are `[a-z0-9]{12}` (or `self`); a platform's own ids stand last. */
import type { Key } from "../ports.ts";

const row = (PK: string, SK: string): Key => ({ PK, SK });

/** `id@2026-12-05` names the row of one date of a pool: a night, a slot, a departure. */
const poolPart = (m: string, k: string) => `M#${m}#K#${k.split("@")[0] ?? k}`;
const poolSort = (k: string) => (k.includes("@") ? `N#${k.split("@")[1] ?? ""}` : "POOL");

export const keys = {
  merchant: (m: string) => row(`M#${m}`, "MER"),
  dataKey: (m: string, n: number) => row(`M#${m}`, `KEY_DATA#${n}`),
  sku: (m: string, merchantKey: string) => row(`M#${m}`, `KEY#${merchantKey}`),
  supplier: (m: string, id: string) => row(`M#${m}`, `SUP#${id}`),
  location: (m: string, id: string) => row(`M#${m}`, `LOC#${id}`),
  packerLink: (m: string, id: string) => row(`M#${m}`, `LNK#${id}`),
  answer: (m: string, key: string) => row(`M#${m}`, `IDEM#${key}`),
  mapping: (m: string, platform: string, category: string) => row(`M#${m}`, `MAP#${platform}#${category}`),
  app: (platform: string, app: string) => row(`A#${platform}#${app}`, "APP"),
  ownApp: (m: string, platform: string, app: string) => row(`M#${m}`, `APP#${platform}#${app}`),
  head: (m: string, l: string) => row(`M#${m}#L#${l}`, "HEAD"),
  revision: (m: string, l: string, n: number) => row(`M#${m}#L#${l}`, `REV#${String(n).padStart(6, "0")}`),
  publication: (m: string, l: string, s: string) => row(`M#${m}#L#${l}`, `PUB#${s}`),
  publicationDetail: (m: string, l: string, s: string) => row(`M#${m}#L#${l}`, `PUBX#${s}`),
  stockTurn: (m: string, l: string, s: string) => row(`M#${m}#L#${l}`, `STK#${s}`),
  pool: (m: string, k: string) => row(poolPart(m, k), poolSort(k)),
  draw: (m: string, k: string, merchantKey: string) => row(poolPart(m, k), `DRAW#${merchantKey}`),
  band: (m: string, k: string, band: string) => row(poolPart(m, k), `BAND#${band}`),
  correction: (m: string, k: string, at: string) => row(poolPart(m, k), `COR#${at}`),
  reservation: (m: string, k: string, id: string) => row(poolPart(m, k), `RES#${id}`),
  allotment: (m: string, k: string, id: string) => row(poolPart(m, k), `AL#${id}`),
  shop: (m: string, s: string) => row(`M#${m}#S#${s}`, "SHOP"),
  secret: (m: string, s: string) => row(`M#${m}#S#${s}`, "SEC"),
  token: (m: string, s: string) => row(`M#${m}#S#${s}`, "TOK"),
  catalog: (m: string, s: string) => row(`M#${m}#S#${s}`, "CAT"),
  category: (m: string, s: string, categoryId: string) => row(`M#${m}#S#${s}`, `CAT#${categoryId}`),
  catalogNews: (m: string, s: string) => row(`M#${m}#S#${s}`, "CATNEWS"),
  stream: (m: string, s: string, stream: string) => row(`M#${m}#S#${s}`, `SYNC#${stream}`),
  ware: (m: string, s: string, platformId: string) => row(`M#${m}#S#${s}`, `WARE#${platformId}`),
  likelyTwin: (m: string, s: string, l: string, platformId: string) => row(`M#${m}#S#${s}`, `TWIN#${l}#${platformId}`),
  shopSku: (m: string, s: string, platformSkuId: string) => row(`M#${m}#S#${s}`, `SKU#${platformSkuId}`),
  callback: (m: string, s: string, hash: string) => row(`M#${m}#S#${s}`, `CB#${hash}`),
  picture: (m: string, s: string, sha: string) => row(`M#${m}#S#${s}`, `PIC#${sha}`),
  setAside: (m: string, s: string, stream: string, hash: string) => row(`M#${m}#S#${s}`, `SA#${stream}#${hash}`),
  order: (m: string, s: string, orderNo: string) => row(`M#${m}#S#${s}`, `O#${orderNo}`),
  shipment: (m: string, s: string, orderNo: string, n: string) => row(`M#${m}#S#${s}`, `O#${orderNo}#SHIP#${n}`),
  later: (m: string, s: string, orderNo: string, n: string) => row(`M#${m}#S#${s}`, `O#${orderNo}#LATER#${n}`),
  label: (m: string, s: string, orderNo: string, n: string) => row(`M#${m}#S#${s}`, `O#${orderNo}#LBL#${n}`),
  voucher: (m: string, s: string, orderNo: string, n: string) => row(`M#${m}#S#${s}`, `O#${orderNo}#V#${n}`),
  issue: (m: string, s: string, orderNo: string, n: string) => row(`M#${m}#S#${s}`, `O#${orderNo}#ISS#${n}`),
  afterSale: (m: string, s: string, orderNo: string, caseNo: string) =>
    row(`M#${m}#S#${s}`, `O#${orderNo}#AS#${caseNo}`),
  stores: (m: string, s: string) => row(`M#${m}#S#${s}`, "STORES"),
  labelAccounts: (m: string, s: string) => row(`M#${m}#S#${s}`, "LABELS"),
  waybill: (m: string, waybill: string) => row(`M#${m}`, `WB#${waybill}`),
  consignment: (m: string, supplier: string, at: { s: string; orderNo: string; id: string }) =>
    row(`M#${m}#SUP#${supplier}`, `C#${at.s}#${at.orderNo}#${at.id}`),
  notice: (m: string, id: string) => row(`M#${m}`, `NTC#${id}`),
  limit: (platform: string, app: string, limit: string, shop: string | null) =>
    row(`R#${platform}#${app}#${limit}${shop === null ? "" : `#${shop}`}`, "GCRA"),
  board: (sortKey: string) => row("C#county", sortKey),
  platformShop: (platform: string, platformShopId: string) => row(`P#${platform}`, `ID#${platformShopId}`),
} as const;

/** The pool that a row of its partition is about; null for a row that is no pool and no date of one. */
export function poolIdOf({ PK, SK }: Key): string | null {
  const id = PK.split("#K#")[1];
  if (id === undefined) return null;
  if (SK === "POOL") return id;
  return SK.startsWith("N#") ? `${id}@${SK.slice("N#".length)}` : null;
}

const SHARDS = 8;
/** Over so many partitions lie the merchants that tick looks after. */
export const CLOCK_SHARDS = 4;
/** A stable small number from text, to spread hot partitions. */
export function shardOf(text: string, shards = SHARDS): number {
  let hash = 7;
  for (const char of text) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  return hash % shards;
}

/** Index entries: what must be done by someone (work), and lists (views). */
export const work = {
  dirty: (id: string, since: string) => ({ WPK: `W#dirty#${shardOf(id)}`, WSK: since }),
  due: (id: string, at: string) => ({ WPK: `W#due#${shardOf(id)}`, WSK: at }),
  pull: (platform: string, shop: string, stream: string, minutes: number) => ({
    WPK: `W#pull#${platform}#${shardOf(shop, 4)}`,
    WSK: `${String(minutes).padStart(2, "0")}#${shop}#${stream}`,
  }),
  clock: (m: string) => ({ WPK: `W#clock#${shardOf(m, CLOCK_SHARDS)}`, WSK: m }),
  orderDue: (m: string, at: string) => ({ WPK: `M#${m}#DUE`, WSK: at }),
  supplierDue: (m: string, supplier: string, at: string) => ({ WPK: `M#${m}#SUP#${supplier}#DUE`, WSK: at }),
  todo: (m: string, since: string) => ({ WPK: `M#${m}#TODO`, WSK: since }),
} as const;
export const views = {
  listing: (m: string, changedAt: string) => ({ VPK: `M#${m}#LST`, VSK: changedAt }),
  publication: (m: string, s: string, l: string) => ({ VPK: `M#${m}#S#${s}#PUB`, VSK: l }),
  shop: (m: string, s: string) => ({ VPK: `M#${m}#SHOPS`, VSK: s }),
  pool: (m: string, k: string) => ({ VPK: `M#${m}#POOLS`, VSK: k }),
  notice: (m: string, to: string, at: string) => ({ VPK: `M#${m}#NTC#${to}`, VSK: at }),
  endedOrder: (m: string, placedAt: string) => ({ VPK: `M#${m}#ORD`, VSK: placedAt }),
} as const;
export const WORK_SHARDS = SHARDS;
