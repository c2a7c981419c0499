import type { Consignment, Order } from "../../domain/order/order.ts";
import { conflict } from "../shared/problem.ts";
import type { Call } from "./call.ts";
import { labelsOf, storedLabel } from "./label-acts.ts";
import type { OrderAt } from "./orders.ts";
import type { ParcelInput } from "./parcels.ts";

/** The boxes that a consignment's own label says it has; 409 where it has none that may leave. */
export async function parcelsOfLabel(
  { s, orderNo }: OrderAt,
  { order, consignment }: { order: Order; consignment: Consignment },
  call: Call,
): Promise<ParcelInput[]> {
  const { label } = consignment;
  if (label === undefined)
    throw conflict("no_label", { zh: "没有面单，请填写运单号", en: "it has no label: give the number" });
  const { row } = await storedLabel({ s, orderNo, n: label }, call);
  if (row.state !== "made" || row.waybill === null)
    throw conflict("no_number", { zh: "面单还没有取到运单号", en: "the label has no number yet" });
  if (row.receiverVersion !== order.receiverVersion)
    throw conflict("label_void", { zh: "收件人已变，请重新打印面单", en: "the receiver changed: make another label" });
  const { carrier } = row.account;
  return [row.waybill, ...row.parcels].map((waybill) => ({ carrier, waybill }));
}

/** 409 for a number whose label is void: the parcel would go to nobody, or to where the buyer no longer is. */
export async function refuseVoidLabels(at: OrderAt, parcels: readonly ParcelInput[], call: Call): Promise<void> {
  const numbers = new Set(parcels.map(({ waybill }) => waybill));
  const labels = await labelsOf(at, call);
  const dead = labels.find(({ row }) => row.stop !== undefined && numbers.has(row.waybill ?? ""));
  if (dead !== undefined)
    throw conflict("label_void", {
      zh: `面单 ${dead.row.waybill} 已作废，不能用它发货`,
      en: `the label ${dead.row.waybill} is void`,
    });
}
