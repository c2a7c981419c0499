import type { Ware } from "../../adapters/contract.ts";
import type { Item, Ports } from "../shared/ports.ts";
import { views } from "../shared/store/keys.ts";

/** The listing of ours that a ware without our codes may be; null where none looks like it. */
export type Proposals = (ware: Ware) => Promise<string | null>;

const UNSAID = /[\s\p{P}\p{S}]/gu;

/** By barcode, else by the same title. Our listings are read once, and only when a ware asks. */
export function proposalsOf(m: string, ports: Pick<Ports, "table">): Proposals {
  let known: Promise<ReadonlyMap<string, string>> | null = null;
  return async ({ title, skus }) => {
    known ??= namesOf(m, ports);
    const names = await known;
    const barcodes = skus.flatMap(({ barcode }) => barcode ?? []);
    return [...barcodes, plain(title)].map((name) => names.get(name)).find((l) => l !== undefined) ?? null;
  };
}

async function namesOf(m: string, { table }: Pick<Ports, "table">): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  let cursor: string | null = null;
  do {
    const page: { items: Item[]; cursor: string | null } = await table.query({
      index: "views",
      pk: views.listing(m, "").VPK,
      cursor,
    });
    const heads = await table.batchGet(page.items, { eventual: true });
    for (const head of heads) for (const name of namesIn(head)) names.set(name, String(head["id"]));
    cursor = page.cursor;
  } while (cursor !== null);
  return names;
}

function namesIn({ titleShort, titleLong, barcodes }: Item): string[] {
  const titles = [titleShort, titleLong].filter((title) => typeof title === "string").map(plain);
  const codes = Array.isArray(barcodes) ? barcodes.filter((code) => typeof code === "string") : [];
  return [...titles, ...codes];
}

/** Without spaces and signs, which shops put in as they like. */
function plain(title: string): string {
  return title.replace(UNSAID, "").toLowerCase();
}
