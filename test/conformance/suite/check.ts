import type { Adapter } from "../../../adapters/contract.ts";
import type { Bench } from "../bench.ts";

/** One thing that must be so. Throws when it isn't; the name says the promise, so that a broken adapter is told its fault. */
export interface Check {
  name: string;
  run(bench: Bench): Promise<void>;
}

/** A promise of the contract. `why` is the only skip switch: the reason, from what the adapter declares, that there is nothing to check. */
export interface Promised {
  title: string;
  why(adapter: Adapter): string | null;
  checks(adapter: Adapter): readonly Check[];
}

/** The reason why an effect is absent, or null where it is there. */
export function whyAbsent(adapter: Adapter, kind: keyof Adapter["effects"]): string | null {
  const effect = adapter.effects[kind];
  return "absent" in effect ? `no ${kind}: ${effect.absent.en}` : null;
}

/** For promises that every adapter keeps. */
export const always = (): null => null;
