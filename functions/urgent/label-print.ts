import type { Outcome } from "../../adapters/contract.ts";
import { endingOf } from "../shared/endings.ts";
import { keepSheets } from "../shared/orders/label.ts";
import { keys } from "../shared/store/keys.ts";
import { orderOf } from "../shared/store/rows.ts";
import { unanswered, type Played } from "./effect.ts";
import { triesOf } from "./ending.ts";
import { refOf, type Labelling, type OpenLabels } from "./labelling.ts";
import type { UrgentServices } from "./stock.ts";

type Made = Labelling & { labels: OpenLabels };

/** Fetches what the printer needs and lays it ready, sealed, unless it lies ready. Null: it does. Nothing is kept of an erased buyer. */
export async function readySheets(made: Made, services: UrgentServices): Promise<Played | null> {
  const { turn, row, message, shop, labels } = made;
  const { templateId, parcels } = row;
  const boxes = parcels.length + 1;
  if (row.sheets?.templateId === templateId && row.sheets.boxes === boxes) return null;
  const { ports, shops } = services;
  const order = await ports.table.get(keys.order(message.m, message.s, message.orderNo));
  if (order === null || orderOf(order).erased) return null;
  const asked = await shop.door.ask((x) => labels.print({ ...refOf(made), templateId, parcels }, x));
  const ending = unread(asked, made, services);
  if (ending !== null || asked.kind !== "done") return ending;
  await keepSheets(message, asked.value, { ports, sealer: shops.sealer });
  const sheets = { templateId, boxes };
  await ports.table.write({ update: turn.key, set: { sheets }, if: { all: [["turnId", "=", turn.id]] } });
  return null;
}

/** Tells the platform of prints that it has not heard of. Null: it knows, or does not want to. */
export async function tellPrinted(made: Made, services: UrgentServices): Promise<Played | null> {
  const { turn, row, shop, labels } = made;
  const { printed } = labels;
  if (printed === undefined || row.printsTold >= row.prints) return null;
  const asked = await shop.door.ask((x) => printed({ ...refOf(made), again: row.printsTold > 0 }, x));
  const ending = unread(asked, made, services);
  if (ending !== null) return ending;
  const set = { printsTold: row.prints };
  await services.ports.table.write({ update: turn.key, set, if: { all: [["turnId", "=", turn.id]] } });
  return null;
}

function unread(asked: Outcome<unknown>, { turn, shop }: Made, { ports }: UrgentServices): Played | null {
  const now = ports.clock.now();
  const judged = { now, tries: triesOf(turn), settle: "idempotent", readLagMs: shop.adapter.find.readLagMs } as const;
  const ending = endingOf(asked, judged);
  return ending === null ? null : unanswered({ ...turn, sent: null }, ending, { shop, ports });
}
