import { market, type MarketManner } from "../../test/factories/market.ts";
import { memoryPorts } from "../../test/factories/memory-ports.ts";
import { Listing, type ListingInput } from "../../domain/listing/listing.ts";
import { pack } from "../shared/pack.ts";
import { ShopBlock } from "../shared/shop-block.ts";
import type { Shops } from "../shared/shops.ts";
import { keys, views } from "../shared/store/keys.ts";
import { publicationOf, seenOf, type ShopRow } from "../shared/store/rows.ts";
import { publish } from "./publish.ts";

export const M = "m1";
export const SHOP = "shop00000001";
const L = "g-1";
type Goods = Extract<ListingInput, { kind: "goods" }>;

/** Walnuts that every rule of ours lets pass, changed as a test likes. */
export const walnuts = (patch: Partial<Goods> = {}): Listing =>
  Listing.parse({
    id: L,
    merchantKey: "HT",
    kind: "goods",
    categoryCode: "F-walnut",
    legalClass: "edible_agri",
    titleShort: "成县核桃",
    originCode: "621221",
    promiseCert: { no: "H-1", issuer: "合作社", date: "2026-10-01" },
    ship: { locationId: "loc", promiseHours: 48 },
    returns: "seven_days",
    options: [
      {
        id: "s",
        name: "2.5kg",
        netContent: { value: 2500, unit: "g" },
        price: { sellFen: 4900 },
        draws: [{ poolId: "heap", qty: 2500 }],
      },
    ],
    ...patch,
  });

const ROW: ShopRow = {
  id: SHOP,
  merchant: M,
  platform: "market",
  app: "own",
  name: "县供销店",
  state: "tested",
  platformShopId: "p1",
  adopted: true,
  manages: { listing: true, price: true, stock: true, orders: true, ship: true, after_sale: true },
  stockFrom: null,
  epoch: 0,
  ver: 0,
};
const LOCATION = {
  id: "loc",
  name: "仓",
  divisionCode: "621221",
  address: "示例路",
  contactName: "赵",
  phone: "1",
  carriers: ["yuantong"],
};

/** One listing and one shop of a market in memory; time passes only when a test says so. */
export async function publishing(manner: MarketManner = {}) {
  const memory = memoryPorts();
  const { ports, table } = memory;
  const there = market(ports.clock, manner);
  const opened = there.open({ ...ROW });
  const shops: Shops = {
    open: async () => {
      const stored = ShopBlock.safeParse((await table.get(keys.shop(M, SHOP)))?.["blocked"]).data;
      return stored === undefined ? opened : { ...opened, row: { ...opened.row, blocked: stored } };
    },
    sealer: { seal: async () => "", open: async () => null, mark: async () => "" },
  };
  await table.write({ put: { ...keys.location(M, "loc"), body: pack(LOCATION) } });
  await table.write({ put: poolRow() });
  const save = async (listing: Listing, more: { approvedRev?: number } = {}) => {
    const before = Number((await table.get(keys.head(M, L)))?.["rev"] ?? 0);
    const rev = before + 1;
    const head = { id: L, rev, ver: rev, approval: "none", approvedRev: 0, ...more };
    await table.write({ put: { ...keys.head(M, L), ...head } });
    await table.write({ put: { ...keys.revision(M, L, rev), body: pack(listing) } });
  };
  const want = async (wanted: "on" | "off" | "gone") => {
    await table.write({
      update: keys.publication(M, L, SHOP),
      set: { l: L, s: SHOP, want: wanted, state: "due", ...views.publication(M, SHOP, L) },
    });
  };
  const run = async () => {
    await publish({ v: 1, hop: 0, m: M, l: L, s: SHOP }, { ports, shops });
    return stands();
  };
  const stands = async () => {
    const row = await table.get(keys.publication(M, L, SHOP));
    if (row === null) throw new Error("nothing is wanted");
    return { ...publicationOf(row), seen: seenOf(await table.get(keys.publicationDetail(M, L, SHOP))) };
  };
  return { ...memory, there, shops, save, want, run, stands };
}

function poolRow() {
  const heap = { id: "heap", name: "核桃", unit: "g", onHand: 1_000_000, reserved: 0, allotted: 0, safety: 0 };
  return { ...keys.pool(M, "heap"), ...heap, policy: "shared", guard: null, ver: 0 };
}
