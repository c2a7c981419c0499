import { notFound } from "../shared/problem.ts";
import type { Call } from "./call.ts";
import type { ConsignmentAt } from "./consignment-answers.ts";
import { storedLabel, type LabelPath } from "./label-acts.ts";
import { storedOrder } from "./orders.ts";

/** The place that a packer's token is for. */
export function placeOf({ caller }: Call): string {
  if (caller.location === undefined) throw new Error("a packer without a place");
  return caller.location;
}

/** The part of an order that leaves from the packer's place, with its supplier; 404 for every other. */
export async function ownPart(at: ConsignmentAt, call: Call): Promise<{ supplierId: string }> {
  const { order } = await storedOrder(at, call);
  const own = order.consignments.find(({ id, locationId }) => id === at.consignmentId && locationId === placeOf(call));
  if (own === undefined) throw notFound({ zh: "这个发货单", en: "consignment" });
  return own;
}

/** 404 for a label of a part that leaves from elsewhere. */
export async function refuseOthersLabel(at: LabelPath, call: Call): Promise<void> {
  const { row } = await storedLabel(at, call);
  await ownPart({ ...at, consignmentId: row.consignment }, call);
}
