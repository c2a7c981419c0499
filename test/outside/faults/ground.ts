import type { World } from "../../../local/demo/world.ts";

/** Where lives are lived: shops on imitations, our API, and a clock. */
export interface Ground {
  /** As the demo's people see it; only `api`, `shops` and `say` are used. */
  world: World;
  /** Lets time pass for everybody, wakes what is due, and works until nothing is left to do. */
  pass(minutes: number): Promise<void>;
  /** Takes away what faults are left in a shop's imitation. */
  disarm(platform: string): Promise<void>;
  /** Messages that a worker gave back, though a platform's fault is an outcome and no defect. */
  rejected: string[];
  /** Goods with two options, and a homestay, to be copied; pictures and places are stored. */
  patterns: Patterns;
  close(): Promise<void>;
}
export interface Patterns {
  goods: Record<string, unknown>;
  stay: Record<string, unknown>;
}
