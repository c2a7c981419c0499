import type { InnerFault, SandboxRandom } from "../kit/types.ts";
import type { Params } from "./params.ts";
import type { Shop, World } from "./world.ts";

/** What a method of the gateway gets once the gateway has let it through. */
export interface Call {
  world: World;
  shop: Shop;
  params: Params;
  now: number;
  random: SandboxRandom;
  fault: InnerFault | null;
}

/** One method. Its answer is the payload beside `code`; it throws a `Refusal` for a gateway error. */
export interface Action {
  run: (call: Call) => Readonly<Record<string, unknown>>;
  /** Parameters without which the gateway answers 60. */
  required?: readonly string[];
  /** False: callable without a token; `shop` is then any shop. */
  token?: false;
  /** Refused outside JD's cloud (73) when the switch says so. */
  sensitive?: true;
}
export type Actions = Readonly<Record<string, Action>>;

/** A success flag as JD gives it: mostly a boolean, now and then its text. */
export function success(call: Call): { success: boolean | string } {
  return { success: call.world.switches["mixedTypes"] === true && call.random.next() < 0.3 ? "true" : true };
}
