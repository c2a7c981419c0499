/** What to write of each sku, from what it shows and what it may still sell. Pure. */
import type { SkuSeen } from "../../domain/plan/observation.ts";

/** One sku to be written. `unseen`: sold there and not read yet. */
export interface Value {
  merchantKey: string;
  platformSkuId: string;
  value: { target: number; change: number };
  wish: number;
  unseen: number;
}
type There = Omit<SkuSeen, "stockVersion">;

/** The skus of which the wish is not what they may sell; what sold there and was not read yet is taken off, so that it isn't given back. */
export function valuesOf(
  { wishes, before }: { wishes: ReadonlyMap<string, number>; before: ReadonlyMap<string, number> },
  there: readonly There[],
): Value[] {
  return [...wishes].flatMap(([merchantKey, wish]) => {
    const left = before.get(merchantKey) ?? 0;
    const seen = there.find((one) => one.merchantKey === merchantKey);
    if (wish === left || seen?.platformSkuId == null) return [];
    const shown = seen.shown ?? left;
    const unseen = Math.max(0, left - shown);
    const target = Math.max(0, wish - unseen);
    return [
      { merchantKey, platformSkuId: seen.platformSkuId, value: { target, change: target - shown }, wish, unseen },
    ];
  });
}

/** Units that a sku shows above what it may sell: somebody put them there, or the platform put something back that was not read yet. */
export function risenOf(left: ReadonlyMap<string, number>, there: readonly There[]): Map<string, number> {
  const risen = there.flatMap(({ merchantKey, shown }) => {
    const own = left.get(merchantKey);
    return own === undefined || shown === null || shown <= own ? [] : [[merchantKey, shown - own] as const];
  });
  return new Map(risen);
}

/** What a sku may still sell once its value was taken: never less than what sold unread. */
export function confirmedOf(values: readonly Value[], refused: ReadonlySet<string>): Map<string, number> {
  const taken = values.filter(({ merchantKey }) => !refused.has(merchantKey));
  return new Map(taken.map(({ merchantKey, wish, unseen }) => [merchantKey, Math.max(wish, unseen)]));
}
