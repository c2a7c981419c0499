import { conflict, notFound } from "../shared/problem.ts";
import { keys } from "../shared/store/keys.ts";
import { HeadRow, listingOf, seenOf, type Seen } from "../shared/store/rows.ts";
import type { Call } from "./call.ts";
import { saveListing } from "./listing-store.ts";
import { reconsider, type Where } from "./publications.ts";

/** Somebody changed prices in the shop: theirs become the listing's for this shop, ours go out again, or the group is left alone for good. */
export async function answerPrices(where: Where, answer: "theirs" | "ours" | "leave", call: Call) {
  const { ports, m } = call;
  const seen = seenOf(await ports.table.get(keys.publicationDetail(m, where.l, where.s)));
  if (seen === null || !seen.byOthers.includes("price"))
    throw conflict("no_drift", { zh: "没有要处理的改价", en: "nobody else changed these prices" });
  if (answer === "theirs") await takeTheirs(where, seen, call);
  return reconsider(where, answer === "leave" ? left : settled, call);
}

function settled(seen: Seen): Seen {
  return { ...seen, byOthers: seen.byOthers.filter((facet) => facet !== "price"), leave: withoutPrice(seen) };
}

function left(seen: Seen): Seen {
  return { ...seen, leave: [...withoutPrice(seen), "price"] };
}

function withoutPrice({ leave = [] }: Seen) {
  return leave.filter((facet) => facet !== "price");
}

/** A new revision whose prices for this shop are those that stand there. */
async function takeTheirs({ l, s }: Where, { skus }: Seen, call: Call): Promise<void> {
  const { ports, m } = call;
  const head = await ports.table.get(keys.head(m, l));
  const rev = head === null ? null : HeadRow.parse(head).rev;
  const stored = rev === null ? null : await ports.table.get(keys.revision(m, l, rev));
  if (rev === null || stored === null) throw notFound({ zh: "这个商品", en: "listing" });
  const listing = listingOf(stored);
  const theirs = skus.flatMap(({ merchantKey, priceFen }) => (priceFen === null ? [] : [[merchantKey, priceFen]]));
  const own = listing.shopOverrides[s];
  const prices = { ...own?.prices, ...Object.fromEntries(theirs) };
  const override = { hidden: [], attributes: {}, ...own, prices };
  await saveListing({ ...listing, shopOverrides: { ...listing.shopOverrides, [s]: override } }, rev, call);
}
