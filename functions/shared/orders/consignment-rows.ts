import { hashOfJson } from "../../../domain/hash.ts";
import type { Consignment, Order } from "../../../domain/order/order.ts";
import { packNoOf } from "../../../domain/order/pack-no.ts";
import { isLive } from "../../../domain/order/consignment.ts";
import { DAY_MS, plus } from "../../../domain/time.ts";
import { tellPerson } from "../notices.ts";
import type { Item, Key, Ports } from "../ports.ts";
import { keys, work } from "../store/keys.ts";
import { nameOfKey } from "./merging.ts";

const OWN = "self";

/** What a supplier sees of its part of an order: no receiver, no price, nothing of another supplier. */
export function supplierView(shop: string, order: Order, one: Consignment) {
  return {
    shop,
    orderNo: order.orderNo,
    id: one.id,
    packNo: packNoOf(shop, order.orderNo, one.id),
    locationId: one.locationId,
    state: one.state,
    shipBy: one.shipBy?.at ?? null,
    held: order.holds.length > 0,
    lines: one.lines.map(({ lineNo, quantity }) => {
      const line = order.lines.find((own) => own.lineNo === lineNo);
      return { lineNo, name: line?.name ?? "", merchantKey: line?.binding?.merchantKey ?? "", quantity };
    }),
    parcels: one.parcels.map(({ carrier, waybill }) => ({ carrier, waybill })),
    ...(one.label !== undefined && { label: one.label }),
  };
}

interface Wanted {
  m: string;
  key: Key;
  order: Order;
  one: Consignment;
  view: ReturnType<typeof supplierView>;
  ver: number;
}

/** An order as it lies in its row now. */
export interface Lying {
  m: string;
  s: string;
  order: Order;
  ver: number;
}

/** Writes the rows of other suppliers' consignments after their orders; one that is missing or tells something old is written again, whoever lost it. A supplier is told of a new one once. */
export async function writeConsignments(orders: readonly Lying[], ports: Ports): Promise<void> {
  const wanted = orders.flatMap(wantedOf);
  if (wanted.length === 0) return;
  const rows = await ports.table.batchGet(wanted.map(({ key }) => key));
  const stored = new Map(rows.map((row) => [nameOfKey(row), row]));
  for (const one of wanted) await writeOne(one, stored.get(nameOfKey(one.key)), ports);
}

function wantedOf({ m, s, order, ver }: Lying): Wanted[] {
  const foreign = order.consignments.filter(({ supplierId }) => supplierId !== OWN);
  return foreign.map((one) => {
    const key = keys.consignment(m, one.supplierId, { s, orderNo: order.orderNo, id: one.id });
    return { m, key, order, one, view: supplierView(s, order, one), ver };
  });
}

async function writeOne({ m, key, order, one, view, ver }: Wanted, row: Item | undefined, ports: Ports): Promise<void> {
  const print = hashOfJson(view);
  if (row?.["print"] === print) return;
  const open = isLive(one) && one.state !== "handed_over" && one.state !== "confirmed";
  const due = work.supplierDue(m, one.supplierId, view.shipBy ?? plus(order.placedAt, DAY_MS));
  const written = await ports.table.write({
    update: key,
    set: { ...view, print, orderVer: ver, ...(open && due) },
    ...(!open && { remove: ["WPK", "WSK"] }),
    if: { any: [[["orderVer", "absent"]], [["orderVer", "<=", ver]]] },
  });
  if (written.ok) await tellSupplier({ m, one, view }, row, ports);
}

async function tellSupplier({ m, one, view }: Pick<Wanted, "m" | "one" | "view">, row: Item | undefined, ports: Ports) {
  const about = { shop: view.shop, orderNo: view.orderNo, consignment: one.id };
  const base = { to: one.supplierId, about, once: `${view.shop}|${view.orderNo}|${one.id}` };
  const { packNo } = view;
  const started = one.state === "sent" || one.state === "waiting";
  if (row === undefined && started && !view.held) {
    const say = { zh: `新发货单 ${packNo}，请备货`, en: `new consignment ${packNo}: please pack` };
    await tellPerson(m, { ...base, kind: "consignment_new", say }, ports);
  }
  if (row !== undefined && (one.state === "cancelled" || one.state === "reassigned")) {
    const say = { zh: `发货单 ${packNo} 不用发了`, en: `consignment ${packNo} is not to be sent any more` };
    await tellPerson(m, { ...base, kind: "consignment_gone", say }, ports);
  }
}
