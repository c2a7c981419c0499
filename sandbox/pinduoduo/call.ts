import type { InnerFault, SandboxRandom } from "../kit/types.ts";
import type { Params } from "./params.ts";
import type { Shop, World } from "./world.ts";

/** One call that passed the gateway. */
export interface Call {
  world: World;
  shop: Shop;
  params: Params;
  now: number;
  random: SandboxRandom;
  fault: InnerFault | null;
}

/** One call of theirs. `root`: the key that its answer stands under, null where it stands bare. `open`: needs no token. */
export interface Action {
  root: string | null;
  open?: true;
  run(call: Call): unknown;
}
