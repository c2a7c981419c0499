import type { Adapter } from "../../adapters/contract.ts";
import type { Consignment, Parcel } from "../../domain/order/order.ts";
import { DAY_MS, epochMs } from "../../domain/time.ts";
import { conflict, wrongField } from "../shared/problem.ts";
import { keys } from "../shared/store/keys.ts";
import type { Call } from "./call.ts";
import type { OrderAt } from "./orders.ts";

/** A parcel as people give it; without lines it holds the whole consignment. */
export interface ParcelInput {
  carrier: string;
  waybill: string;
  lines?: readonly { lineNo: string; quantity: number }[] | undefined;
}
interface Fits {
  consignment: Consignment;
  adapter: Pick<Adapter, "carriers">;
}

/** Parcels whose carriers the platform knows and that hold all of a consignment; 422 by pointer else. */
export function checkedParcels(given: readonly ParcelInput[], { consignment, adapter }: Fits): Parcel[] {
  const parcels = given.map(({ carrier, waybill, lines }) => ({ carrier, waybill, lines: lines ?? consignment.lines }));
  for (const [n, parcel] of parcels.entries()) {
    refuseUnknownCarrier(parcel.carrier, { at: `/parcels/${n}/carrier`, adapter });
    if (parcels.findIndex(({ waybill }) => waybill === parcel.waybill) !== n)
      throw wrongField(`/parcels/${n}/waybill`, { zh: "同一个运单号写了两次", en: "the number stands there twice" });
    const strange = parcel.lines.find(({ lineNo }) => !consignment.lines.some((line) => line.lineNo === lineNo));
    if (strange !== undefined)
      throw wrongField(`/parcels/${n}/lines`, { zh: `发货单没有 ${strange.lineNo} 这一行`, en: "no such line in it" });
  }
  const packed = (lineNo: string) =>
    parcels
      .flatMap(({ lines }) => lines.filter((line) => line.lineNo === lineNo))
      .reduce((sum, l) => sum + l.quantity, 0);
  const short = consignment.lines.find(({ lineNo, quantity }) => packed(lineNo) < quantity);
  if (short !== undefined)
    throw wrongField("/parcels", { zh: `${short.lineNo} 没有装完`, en: `line ${short.lineNo} is not wholly in them` });
  return parcels;
}

/** 422 for a carrier that the platform does not take, naming those it does. */
export function refuseUnknownCarrier(carrier: string, { at, adapter }: { at: string; adapter: Fits["adapter"] }): void {
  const known = Object.keys(adapter.carriers);
  if (known.includes(carrier)) return;
  const list = known.join(", ");
  throw wrongField(at, { zh: `平台不支持这家快递，可用：${list}`, en: `unknown carrier there; known: ${list}` });
}

const KEPT_DAYS = 180;

/** Keeps each number for its order where a platform takes a number once only; 409 when another order has it. */
export async function claimWaybills(
  parcels: readonly Pick<Parcel, "waybill">[],
  { at: { s, orderNo }, merge }: { at: OrderAt; merge: boolean },
  { ports, m }: Call,
): Promise<void> {
  if (merge) return;
  const ttl = Math.floor((epochMs(ports.clock.now()) + KEPT_DAYS * DAY_MS) / 1_000);
  const of = `${s} ${orderNo}`;
  for (const { waybill } of parcels) {
    const put = { ...keys.waybill(m, waybill), of, ttl };
    const done = await ports.table.write({ put, if: { any: [[["PK", "absent"]], [["of", "=", of]]] } });
    if (!done.ok) throw takenBy(waybill, String(done.old?.["of"]).split(" ")[1] ?? "");
  }
}

function takenBy(waybill: string, orderNo: string) {
  return conflict("waybill_taken", {
    zh: `运单号 ${waybill} 已用于订单 ${orderNo}，这个平台一个运单号只能发一单`,
    en: `the number ${waybill} belongs to order ${orderNo}; this platform takes a number once`,
  });
}
