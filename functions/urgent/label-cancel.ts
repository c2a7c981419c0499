import { markRun, type Turn } from "../shared/turn.ts";
import { playEffect, type Look, type RowEffect } from "./effect.ts";
import { endRow, triesOf } from "./ending.ts";
import { refOf, seenThere, type Labelling } from "./labelling.ts";
import type { UrgentServices } from "./stock.ts";

/** Takes a label back there, at most once; what the platform refuses is for a person. */
export async function cancelLabel(labelling: Labelling, services: UrgentServices): Promise<void> {
  const { row, shop, message } = labelling;
  const { ports } = services;
  const turn = await ownTurn(labelling.turn, services);
  const look = async (): Promise<Look> => {
    const seen = await seenThere(labelling);
    if (seen === "unread") return "unclear";
    return seen === null || seen.state === "cancelled" ? "there" : "absent";
  };
  const effect: RowEffect<"cancelLabel"> = {
    kind: "cancelLabel",
    input: refOf(labelling),
    key: `${row.effectKey}-x`,
    shop,
    tries: triesOf(turn),
    look,
  };
  const played = await playEffect(turn, effect, ports);
  const done = { set: { state: "cancelled", cancelledAt: ports.clock.now() }, remove: ["trouble"] };
  await endRow(turn, played, { message, platform: shop.row.platform, done, stateIn: "trouble" }, ports);
}

/** A further box whose answer was lost goes with the whole label. */
async function ownTurn(turn: Turn, { ports }: UrgentServices): Promise<Turn> {
  if (turn.sent === null || turn.sent.effect === "cancelLabel") return turn;
  await markRun(turn, ports);
  return { ...turn, sent: null };
}
