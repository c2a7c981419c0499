import { isAbsent } from "../../domain/plan/effect.ts";
import { isUnsettled, LabelRow } from "../shared/orders/label.ts";
import { keys, work } from "../shared/store/keys.ts";
import { endingWrite, endTurn, takeTurn, type Turn } from "../shared/turn.ts";
import type { Played } from "./effect.ts";
import { endRow, FORGOTTEN } from "./ending.ts";
import { cancelLabel } from "./label-cancel.ts";
import { drawLabel } from "./label-draw.ts";
import { addParcel } from "./label-parcel.ts";
import { readySheets, tellPrinted } from "./label-print.ts";
import type { Labelling } from "./labelling.ts";
import type { UrgentServices } from "./stock.ts";

const ROUNDS = 4;
const DUE = ["WPK", "WSK"];

/** Brings one label to where people want it: drawn once, ready to print, with further boxes, or taken back. Nothing is drawn over a hold or for another receiver; after a lost answer it looks first. */
export async function label(message: Labelling["message"], services: UrgentServices): Promise<void> {
  const { ports, shops } = services;
  const taken = await takeTurn(keys.label(message.m, message.s, message.orderNo, message.n), ports);
  if (taken === null) return;
  const shop = await shops.open(message.m, message.s, "ship");
  let turn: Turn | null = taken;
  for (let round = 0; turn !== null && round < ROUNDS; round++)
    turn = await oneStep({ turn, row: LabelRow.parse(turn.row), message, shop }, services);
}

/** Gives back the turn with the row as it is then, where more may be to do; null: it has ended. */
async function oneStep(labelling: Labelling, services: UrgentServices): Promise<Turn | null> {
  const { turn, row } = labelling;
  switch (row.state) {
    case "planned": {
      const drawn = await drawLabel(labelling, services);
      if (drawn.state === "needless") return leaveUndrawn(turn, drawn.why, services);
      return drawn.state === "done" ? again(turn, services) : end(labelling, drawn, services);
    }
    case "made":
      if (row.stop === undefined) return goOnMade(labelling, services);
      await cancelLabel(labelling, services);
      return null;
    case "cancelled":
      await endTurn(turn, { set: {}, remove: DUE }, services.ports);
      return null;
    case "blocked":
      return leaveBlocked(labelling, services);
    default:
      return row.state satisfies never;
  }
}

/** Nobody waits any more for a refused label of an order that is held; one whose end nobody knows goes on waiting. */
async function leaveBlocked({ turn, row, message }: Labelling, { ports }: UrgentServices): Promise<null> {
  const now = ports.clock.now();
  if (row.stop === undefined) await endTurn(turn, { set: {} }, ports);
  else if (isUnsettled(turn.row)) await endTurn(turn, { set: work.todo(message.m, now) }, ports);
  else await endTurn(turn, { set: { state: "cancelled", cancelledAt: now }, remove: DUE }, ports);
  return null;
}

async function leaveUndrawn(turn: Turn, why: readonly string[], { ports }: UrgentServices): Promise<null> {
  const { stop = why } = LabelRow.parse((await ports.table.get(turn.key)) ?? turn.row);
  const set = { state: "cancelled", stop, cancelledAt: ports.clock.now() };
  await endTurn(turn, { set, remove: DUE }, ports);
  return null;
}

async function again(turn: Turn, { ports }: UrgentServices): Promise<Turn | null> {
  const row = await ports.table.get(turn.key);
  return row?.["turnId"] === turn.id ? { ...turn, row, sent: null } : null;
}

/** What goes wrong with a label that has its number leaves it drawn. */
async function end({ turn, row, message, shop }: Labelling, played: Played, { ports }: UrgentServices): Promise<null> {
  const { platform } = shop.row;
  const stateIn = row.state === "made" ? "trouble" : "state";
  await endRow(turn, played, { message, platform, done: { set: {} }, stateIn }, ports);
  return null;
}

async function goOnMade(labelling: Labelling, services: UrgentServices): Promise<Turn | null> {
  const { row, shop, turn } = labelling;
  const { labels } = shop.adapter;
  if (isAbsent(labels)) return end(labelling, { state: "done" }, services);
  if (row.parcels.length < row.wantParcels) {
    const played = await addParcel(labelling, services);
    return played.state === "done" ? again(turn, services) : end(labelling, played, services);
  }
  const made = { ...labelling, labels };
  const unread = (await readySheets(made, services)) ?? (await tellPrinted(made, services));
  if (unread !== null) return end(labelling, unread, services);
  return (await endUnlessWanted(labelling, services)) ? null : again(turn, services);
}

/** Ends the turn where nobody has asked for anything since the row was read. */
async function endUnlessWanted({ turn, row }: Labelling, { ports }: UrgentServices): Promise<boolean> {
  const ended = endingWrite(turn, { set: {}, remove: [...FORGOTTEN, "trouble"] });
  const same = [
    ["turnId", "=", turn.id],
    ["stop", "absent"],
    ["prints", "=", row.prints],
    ["wantParcels", "=", row.wantParcels],
  ] as const;
  const done = await ports.table.write({ ...ended, if: { all: same } });
  return done.ok;
}
