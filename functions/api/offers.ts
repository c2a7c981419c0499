import type { Finding } from "../../domain/finding.ts";
import { HOLIDAYS } from "../../domain/listing/holidays.ts";
import { skusOf } from "../../domain/listing/sku.ts";
import { dayOf } from "../../domain/time.ts";
import type { Instant } from "../../domain/units.ts";
import { leafKey, storedCatalog, storedCategory } from "../shared/catalog.ts";
import { lintContextOf } from "../shared/lint-context.ts";
import { mappingOf } from "../shared/mapping.ts";
import { judge, leafFor } from "../shared/offer/judge.ts";
import { suggested } from "../shared/offer/leaf.ts";
import { notFound } from "../shared/problem.ts";
import { keys } from "../shared/store/keys.ts";
import { HeadRow, listingOf, seenOf } from "../shared/store/rows.ts";
import { adapterFor, shopOf, type Call } from "./call.ts";
import { findingsOf } from "./listing-lint.ts";
import { tellLane } from "./tell.ts";

/** What would stop or is worth a look when a listing goes to a shop. `catalogAt`: when the shop's taxonomy was read; null: not yet, only our own rules were asked. */
export interface Preview {
  revision: number;
  catalogAt: Instant | null;
  findings: readonly Finding[];
}

/** All rules over one listing for one shop, by what was last read of the platform: nobody is called. */
export async function previewOf({ l, s }: { l: string; s: string }, call: Call): Promise<Preview> {
  const { ports, m } = call;
  const row = await shopOf(s, call);
  const { listing, revision } = await newest(l, call);
  const catalog = await storedCatalog(m, s, ports.table);
  if (catalog === null) {
    await tellLane({ kind: "publish", shop: row }, { taxonomy: true }, call);
    return { revision, catalogAt: null, findings: await findingsOf(listing, call) };
  }
  const shop = { row, adapter: adapterFor(row.platform, call) };
  const judged = {
    listing,
    skus: skusOf(listing, { today: dayOf(ports.clock.now()), holidays: HOLIDAYS, shopId: s }),
    shop,
    context: await lintContextOf(m, listing, ports),
    catalog: catalog.value,
    rule: await mappingOf({ m, adapter: shop.adapter, category: listing.categoryCode }, ports),
    pinned: seenOf(await ports.table.get(keys.publicationDetail(m, l, s)))?.category ?? null,
  };
  const leaf = leafFor(judged);
  const category = "finding" in leaf ? null : await storedCategory({ m, s, id: leaf.id }, ports.table);
  return { revision, catalogAt: catalog.at, findings: judge(judged, leaf, category?.value ?? null).findings };
}

async function newest(l: string, { ports, m }: Call) {
  const head = HeadRow.safeParse(await ports.table.get(keys.head(m, l))).data;
  if (head === undefined) throw notFound({ zh: "这个商品", en: "listing" });
  const revision = await ports.table.get(keys.revision(m, l, head.rev));
  if (revision === null) throw new Error(`revision ${head.rev} of ${l} is gone`);
  return { listing: listingOf(revision), revision: head.rev };
}

/** Leaves of the shop's tree that a category of ours, or a title, may mean; best first. Empty while the taxonomy was not read: then it is asked for. */
export async function suggestionsFor(
  { s, category, title }: { s: string; category: string; title: string },
  call: Call,
) {
  const catalog = await storedCatalog(call.m, s, call.ports.table);
  const shop = await shopOf(s, call);
  if (catalog === null) {
    await tellLane({ kind: "publish", shop }, { taxonomy: true }, call);
    return { readAt: null, items: [] };
  }
  const { leaves } = catalog.value;
  const items = suggested({ categoryCode: category, titleShort: title }, catalog.value).map(({ path, score }) => {
    const leaf = leaves[leafKey(path)];
    return {
      path: [...path],
      score,
      categoryId: leaf?.id ?? "",
      allowed: leaf?.allowed ?? false,
      why: leaf?.why ?? null,
    };
  });
  return { readAt: catalog.at, items };
}
