import { MINUTE_MS, msBetween } from "../../domain/time.ts";
import type { Instant } from "../../domain/units.ts";
import type { UrgentMessage } from "../shared/messages.ts";
import type { Ports } from "../shared/ports.ts";
import { work } from "../shared/store/keys.ts";
import { endTurn, leaveUnknown, type Turn } from "../shared/turn.ts";
import type { Played } from "./effect.ts";

/** What an effect's row holds when it is over. `blocked`: what else a refusal changes. */
export interface Endings {
  message: UrgentMessage & { orderNo: string };
  platform: string;
  done: { set: Record<string, unknown>; remove?: readonly string[] };
  blocked?: Record<string, unknown>;
  /** Where the row keeps how far its effect is; `state` when absent. */
  stateIn?: string;
}

const DUE = ["WPK", "WSK"];
/** What a row forgets when its effect is done. */
export const FORGOTTEN = [...DUE, "findings", "who", "tries"];
const STEPS = 3;

/** Stores how an effect ended, in every case; a short wait also sends the message again as its alarm clock. */
export async function endRow(turn: Turn, played: Played, ends: Endings, ports: Ports): Promise<void> {
  const { m, orderNo } = ends.message;
  switch (played.state) {
    case "unknown":
      await leaveUnknown(turn, { ...played, set: work.due(orderNo, played.next) }, ports);
      return wakeAt(played.next, ends, ports);
    case "unsettled":
      return leaveToPerson(turn, played, m, ports);
    case "waiting":
      await end(turn, { set: { ...work.due(orderNo, played.next), tries: triesOf(turn) + 1 } }, ports);
      return wakeAt(played.next, ends, ports);
    case "blocked": {
      const { who, findings } = played;
      const set = {
        [ends.stateIn ?? "state"]: "blocked",
        who,
        findings,
        ...ends.blocked,
        ...work.todo(m, ports.clock.now()),
      };
      return end(turn, { set }, ports);
    }
    case "left":
      return end(turn, { set: {} }, ports);
    case "done":
      return end(turn, doneWith(ends), ports);
    default:
      return played satisfies never;
  }
}

/** It waits for a person, though tick has it looked for once more. */
async function leaveToPerson(turn: Turn, open: Extract<Played, { state: "unsettled" }>, m: string, ports: Ports) {
  const { since, next, findings, looks, lookedAt } = open;
  const set = { who: "operator", findings, ...work.todo(m, since) };
  await leaveUnknown(turn, { set, looks, lookedAt, lookAt: next }, ports);
}

/** Out of the work list, unless the row is to come back in it. */
function doneWith({ done }: Endings): Parameters<typeof endTurn>[1] {
  const out = "WPK" in done.set ? [] : DUE;
  return { set: done.set, remove: [...out, "findings", "who", "tries", ...(done.remove ?? [])] };
}

/** How often the effect of a row was tried and put off. */
export function triesOf({ row }: Pick<Turn, "row">): number {
  return Number(row["tries"] ?? 0);
}

/** Who asked to go round again meanwhile wants nothing else of such a row: the ending is stored all the same. */
async function end(turn: Turn, what: Parameters<typeof endTurn>[1], ports: Ports): Promise<void> {
  for (let step = 0; step < STEPS; step++) if ((await endTurn(turn, what, ports)) !== "again") return;
}

async function wakeAt(next: Instant, { message, platform }: Endings, ports: Ports): Promise<void> {
  const delayMs = Math.max(1_000, msBetween(ports.clock.now(), next));
  if (delayMs > 15 * MINUTE_MS || message.hop >= 20) return;
  const body = { ...message, hop: message.hop + 1 };
  await ports.queues.send(`urgent:${platform}`, [{ body, group: message.s, delayMs }]);
}
