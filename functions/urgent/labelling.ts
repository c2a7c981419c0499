import type { Adapter, Absent, LabelRef, LabelSeen } from "../../adapters/contract.ts";
import { isAbsent } from "../../domain/plan/effect.ts";
import type { UrgentMessage } from "../shared/messages.ts";
import type { LabelRow } from "../shared/orders/label.ts";
import type { OpenShop } from "../shared/shops.ts";
import type { Turn } from "../shared/turn.ts";

/** One waybill of the platform's own under its turn. */
export interface Labelling {
  turn: Turn;
  row: LabelRow;
  message: Extract<UrgentMessage, { kind: "label" }>;
  shop: OpenShop;
}
/** The labels of a platform that has them. */
export type OpenLabels = Exclude<Adapter["labels"], Absent>;

/** A label as adapters want it named. */
export function refOf({ row, message }: Pick<Labelling, "row" | "message">): LabelRef {
  const { ticket, account, waybill } = row;
  return { orderNo: message.orderNo, ticket, carrier: account.carrier, waybill: waybill ?? "" };
}

/** How a label shows there, null: not at all; `unread` when it could not be asked. */
export async function seenThere(labelling: Labelling): Promise<LabelSeen | null | "unread"> {
  const { door, adapter } = labelling.shop;
  const { labels } = adapter;
  if (isAbsent(labels)) return "unread";
  const seen = await door.ask((x) => labels.read(refOf(labelling), x));
  return seen.kind === "done" ? seen.value : "unread";
}
