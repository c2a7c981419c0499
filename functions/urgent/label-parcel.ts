import { playEffect, type Look, type Played, type RowEffect } from "./effect.ts";
import { triesOf } from "./ending.ts";
import { refOf, seenThere, type Labelling } from "./labelling.ts";
import type { UrgentServices } from "./stock.ts";

/** Draws the number of one further box, at most once. */
export function addParcel(labelling: Labelling, { ports }: UrgentServices): Promise<Played> {
  const { turn, row, shop } = labelling;
  let found: readonly string[] = row.parcels;
  const look = async (): Promise<Look> => {
    const seen = await seenThere(labelling);
    if (seen === "unread") return "unclear";
    found = seen?.parcels ?? [];
    return found.length > row.parcels.length ? "there" : "absent";
  };
  const effect: RowEffect<"addLabelParcel"> = {
    kind: "addLabelParcel",
    input: refOf(labelling),
    key: `${row.effectKey}-${row.parcels.length + 1}`,
    shop,
    tries: triesOf(turn),
    look,
    keep: (value) => ({ parcels: value === null ? found : [...row.parcels, value.waybill] }),
  };
  return playEffect({ ...turn, still: [["stop", "absent"]] }, effect, ports);
}
