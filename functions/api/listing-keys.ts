import type { Listing } from "../../domain/listing/listing.ts";
import type { CanonicalSku } from "../../domain/listing/sku.ts";
import { conflict } from "../shared/problem.ts";
import { keys } from "../shared/store/keys.ts";
import type { Call } from "./call.ts";

/** Whether a listing was ever wished into a shop: from then on its codes are what platforms and orders know it by. */
export async function isPublished(l: string, { ports, m }: Call): Promise<boolean> {
  const { items } = await ports.table.query({ pk: keys.head(m, l).PK, begins: "PUB#", limit: 1 });
  return items.length > 0;
}

/** 409 where a published listing would change its code, or that of an option that stays. */
export function refuseOtherKeys(before: Listing, after: Listing): void {
  if (before.merchantKey !== after.merchantKey) throw frozen("/merchantKey", before.merchantKey ?? "");
  for (const [n, option] of after.options.entries()) {
    const old = before.options.find(({ id }) => id === option.id);
    if (old !== undefined && old.merchantKey !== option.merchantKey)
      throw frozen(`/options/${n}/merchantKey`, old.merchantKey ?? "");
  }
}

function frozen(pointer: string, key: string) {
  return conflict("key_frozen", {
    zh: `已上架过，商家编码 ${key} 不能再改（${pointer}）`,
    en: `published before: the code ${key} can't change any more (${pointer})`,
  });
}

/** Takes away the rows of skus that a listing no longer has. The code of one that was published stays bound: orders for it may still come. */
export async function dropSkus(
  before: readonly CanonicalSku[],
  after: readonly CanonicalSku[],
  { published, call }: { published: boolean; call: Call },
): Promise<void> {
  const { ports, m } = call;
  const kept = new Set(after.map(({ merchantKey }) => merchantKey));
  const draws = new Set(after.flatMap((sku) => sku.draws.map(({ poolId }) => `${poolId} ${sku.merchantKey}`)));
  for (const { merchantKey, draws: drawn } of before) {
    for (const { poolId } of drawn)
      if (!draws.has(`${poolId} ${merchantKey}`))
        await ports.table.write({ delete: keys.draw(m, poolId, merchantKey) });
    if (!published && !kept.has(merchantKey)) await ports.table.write({ delete: keys.sku(m, merchantKey) });
  }
}
