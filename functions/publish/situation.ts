import type { Listing } from "../../domain/listing/listing.ts";
import type { Capabilities } from "../../domain/plan/effect.ts";
import type { Observation } from "../../domain/plan/observation.ts";
import type { Wish } from "../../domain/plan/wish.ts";
import type { Ending } from "../shared/endings.ts";
import type { Ports } from "../shared/ports.ts";
import type { OpenShop, Shops } from "../shared/shops.ts";
import type { StockOf } from "../shared/stock/pools.ts";
import { keys } from "../shared/store/keys.ts";
import { HeadRow, listingOf, publicationOf, seenOf, type PublicationRow, type Seen } from "../shared/store/rows.ts";
import { derive, type Loaded } from "./derive.ts";
import type { BodyDraft } from "../shared/offer/draft.ts";
import { gateOf } from "./gates.ts";

/** Everything that one turn over a publication works with. */
export interface Situation {
  m: string;
  publication: PublicationRow;
  listing: Listing;
  head: HeadRow;
  shop: OpenShop;
  can: Capabilities;
  /** Null where the listing only has to go away: nothing of it is sent then. */
  draft: BodyDraft | null;
  stock: StockOf;
  wish: Wish;
  /** The parts as they would go out now, and what they are made from. */
  rendered: Wish["parts"];
  source: string;
  seen: Seen;
  /** What of it stands in the row: shared by all that follows from this loading. */
  kept: { seen: Seen };
  pictures: Map<string, string>;
  /** What lies there was adopted, and is now written down as standing. */
  adopted: boolean;
}

const NOTHING_SEEN = (at: Observation["at"]): Seen => ({
  at,
  ref: null,
  applied: {},
  uploaded: [],
  audit: { state: "none", since: null, reason: null },
  shelf: "never",
  listedOnce: false,
  byOthers: [],
  skus: [],
  looked: -1,
  refused: null,
  ours: null,
});

/** Loads what a turn over a publication is about. Throws where rows of it are missing. */
export async function load(id: { m: string; l: string; s: string }, shops: Shops, ports: Ports): Promise<Loaded> {
  const { m, l, s } = id;
  const shop = await shops.open(m, s, "content");
  const rows = await ports.table.batchGet([
    keys.head(m, l),
    keys.publication(m, l, s),
    keys.publicationDetail(m, l, s),
    keys.stockTurn(m, l, s),
  ]);
  const row = (SK: string) => rows.find((item) => item.SK === SK);
  const head = HeadRow.parse(row("HEAD"));
  const revision = await ports.table.get(keys.revision(m, l, head.rev));
  const publicationRow = row(`PUB#${s}`);
  if (revision === null || publicationRow === undefined) throw new Error(`publication ${l}/${s} is incomplete`);
  const publication = publicationOf(publicationRow);
  const seen = seenOf(row(`PUBX#${s}`) ?? null) ?? NOTHING_SEEN(ports.clock.now());
  const stock = row(`STK#${s}`);
  const stockTurn = { refused: stock?.["state"] === "blocked", drift: stock?.["drift"] !== undefined };
  return { m, publication, listing: listingOf(revision), head, shop, seen, stockTurn };
}

/** Derives the wish of what was loaded; or ends here: a gate is shut, or the platform did not tell what is needed to know. */
export async function situationOf(loaded: Loaded, ports: Ports): Promise<Situation | Ending> {
  const { publication, head, shop, seen } = loaded;
  const shut = gateOf({ want: publication.want, head, shop, seen }, ports.clock.now());
  return shut ?? derive(loaded, ports);
}
