import type { FailureKind, Outcome } from "../../adapters/contract.ts";
import { MINUTE_MS, SECOND_MS } from "../../domain/time.ts";
import type { PullMessage } from "../shared/messages.ts";
import type { OpenShop } from "../shared/shops.ts";
import type { PullServices } from "./queue.ts";

/** A message that names one thing to be read, and the shop it is read in. */
export interface Hinted {
  shop: OpenShop;
  message: PullMessage;
}

type Thing =
  | { order: string }
  | { case: string }
  | { wares: true }
  | { stores: true }
  | { labelAccounts: true }
  | { identify: true };
/** A question that was not answered. */
export type Unread = Exclude<Outcome<unknown>, { kind: "done" }>;

const MOST_HOPS = 20;
const FIRST_MS = 15 * SECOND_MS;
const LONGEST_MS = 15 * MINUTE_MS;

/** Failures that pass by themselves; what needs a person, or never works, is asked for again when somebody mends it. */
const PASSING: ReadonlySet<FailureKind> = new Set(["throttled", "retryable"]);

/**
 * The hint comes back, each time later, where its failure passes by itself: what could not be read now is read when the shop answers
 * again. Otherwise, and after the last hop, hours later, it is told in a metric; an order that our table holds is read again by the
 * clock, one that it doesn't by the nightly lists.
 */
export async function comeAgain(
  thing: Thing,
  { read, shop, message }: Hinted & { read: Unread },
  { ports }: PullServices,
): Promise<void> {
  const { m, s, hop } = message;
  const { platform } = shop.row;
  const passes = read.kind !== "failed" || PASSING.has(read.failure.kind);
  if (!passes || hop >= MOST_HOPS) return ports.log.metric("HintGivenUp", 1, { platform });
  const delayMs = Math.min(LONGEST_MS, FIRST_MS * 2 ** hop);
  await ports.queues.send(`pull:${platform}`, [{ body: { v: 1, m, s, ...thing, hop: hop + 1 }, group: s, delayMs }]);
}

/** As `comeAgain`, where the question may have been answered: null. */
export async function unlessAnswered(
  read: Unread | null,
  thing: Thing,
  hinted: Hinted,
  services: PullServices,
): Promise<void> {
  if (read !== null) await comeAgain(thing, { ...hinted, read }, services);
}
