import type { Failure, FailureKind } from "../../adapters/contract.ts";
import type { ListingEffectKind } from "../../domain/plan/effect.ts";
import { plan } from "../../domain/plan/plan.ts";
import type { Step } from "../../domain/plan/step.ts";
import { plus } from "../../domain/time.ts";
import { findingOf, type Ending } from "../shared/endings.ts";
import type { Ports } from "../shared/ports.ts";
import { isShopWide } from "../shared/shop-block.ts";
import type { Seen } from "../shared/store/rows.ts";
import { readThere } from "./observe.ts";
import type { Taken } from "./publish.ts";
import type { Situation } from "./situation.ts";

/** A planned effect. */
export type SendStep = Extract<Step, { do: "send" }>;

/** What the effects of the shelf want. */
export const SHELF: Partial<Record<ListingEffectKind, "on" | "off">> = { list: "on", submit: "on", delist: "off" };

/** How often a refused shelf effect is sent again because a reading did not or could not show what stands there. */
const READ_TRIES = 3;

/** A refusal that the same request meets each time, until a person acts. */
export function isFinal(kind: FailureKind): boolean {
  return kind === "permanent" || kind === "needs_merchant" || kind === "needs_operator";
}

/** The same once more, when what was done may be visible. */
export function again({ can }: Situation, ports: Ports): Ending {
  return { state: "waiting", waitFor: "retry", next: plus(ports.clock.now(), Math.max(can.find.readLagMs, 2_000)) };
}

interface Refused {
  now: Situation;
  ports: Ports;
  print: string;
}

/** A refusal that is final blocks; of a shelf effect only once a reading says that it is still wanted: "already so" is refused, too. */
export async function refused(step: SendStep, failure: Failure, { now, ports, print }: Refused): Promise<Taken> {
  const shopWide = isShopWide(now.shop.adapter.failures, failure.code);
  const shelf = SHELF[step.kind];
  const read = shelf === undefined || shopWide ? null : await readThere(now, ports);
  if (shelf !== undefined && read?.ending === null && !stillWanted(step, now, read.seen))
    return { ending: null, seen: { ...read.seen, refused: null, ours: shelf } };
  if (read !== null && mayBeSeenLater(read, now)) return { ...read, ending: read.ending ?? again(now, ports) };
  const seen = { ...(read?.seen ?? now.seen), refused: shopWide ? now.seen.refused : print };
  const who = failure.kind === "needs_merchant" ? "merchant" : "operator";
  return { ending: { state: "blocked", who, findings: [findingOf(failure)] }, seen };
}

/** Nobody could read, or an earlier try went through and is not visible yet. */
function mayBeSeenLater({ ending }: Taken, { publication: { tries } }: Situation): boolean {
  return tries < READ_TRIES && (ending === null ? tries > 0 : ending.state === "waiting");
}

function stillWanted({ kind }: SendStep, { wish, can }: Situation, seen: Seen): boolean {
  return plan(wish, { ...seen, turn: null }, can).some((step) => step.do === "send" && step.kind === kind);
}
