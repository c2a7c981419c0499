import * as z from "zod";
import { LabelRow } from "../../shared/orders/label.ts";
import { shopOf } from "../call.ts";
import { addLabelBox, cancelLabel, labelsOf, printLabel, settleLabel } from "../label-acts.ts";
import { labelAccounts, LabelAccountView, planLabel } from "../labels.ts";
import { storedOrder } from "../orders.ts";
import { route } from "../route.ts";
import { Accepted, AnyId, Finding, OfShop, Text } from "../schemas.ts";
import { tellLane } from "../tell.ts";
import { ConsignmentId } from "./consignments.ts";
import { Carrier, Waybill } from "./order-actions.ts";
import { OfOrder } from "./orders.ts";
import { PACKERS, READERS, WRITERS } from "./roles.ts";

const accounts = route({
  method: "GET",
  path: "/shops/{id}/label-accounts",
  summary: "Accounts with carriers from which the platform's own waybills may be drawn, as last read there",
  roles: READERS,
  params: OfShop,
  reply: z.object({ accounts: z.array(LabelAccountView), readAt: z.string().nullable() }),
  run: async ({ params: { id } }, call) => {
    await shopOf(id, call);
    return labelAccounts(id, call);
  },
});

const readAccounts = route({
  method: "POST",
  path: "/shops/{id}/label-accounts/read",
  summary: "Reads the accounts of a shop for labels anew",
  roles: WRITERS,
  status: 202,
  params: OfShop,
  reply: Accepted,
  run: async ({ params: { id } }, call) => {
    const shop = await shopOf(id, call);
    await tellLane({ kind: "pull", shop }, { labelAccounts: true }, call);
    return { accepted: true } as const;
  },
});

export const LabelId = z.object({ id: z.string(), state: z.string(), waybill: z.string().nullable() });
/** What is asked of a label: whose account, and how it looks. */
export const LabelBody = z.strictObject({
  carrier: Carrier,
  account: z.string().min(1).max(64),
  template: z.string().min(1).max(64).nullable().default(null),
  note: z.string().trim().max(100).default(""),
});

const plan = route({
  method: "POST",
  path: "/shops/{id}/orders/{no}/consignments/{consignment}/label",
  summary: "Draws one waybill of the platform's own for a consignment; none while the order is on hold",
  roles: WRITERS,
  status: 202,
  params: OfOrder.extend({ consignment: ConsignmentId }),
  body: LabelBody,
  reply: LabelId,
  run: ({ params: { id: s, no, consignment }, body }, call) =>
    planLabel({ s, orderNo: no, consignmentId: consignment, ...body }, call),
});

const LabelView = LabelRow.omit({ sender: true, effectKey: true, sheets: true, receiverVersion: true }).extend({
  id: z.string(),
  findings: z.array(Finding).default([]),
});

const list = route({
  method: "GET",
  path: "/shops/{id}/orders/{no}/labels",
  summary: "Every waybill that was drawn for an order, or is to be",
  roles: READERS,
  params: OfOrder,
  reply: z.object({ items: z.array(LabelView) }),
  run: async ({ params: { id: s, no } }, call) => {
    await storedOrder({ s, orderNo: no }, call);
    const items = await labelsOf({ s, orderNo: no }, call);
    return { items: items.map(({ n, item }) => LabelView.parse({ ...item, id: n })) };
  },
});

const OfLabel = OfOrder.extend({ n: AnyId });

/** What goes to a printer. */
export const PrintView = z.object({
  state: z.enum(["ready", "fetching"]),
  waybill: z.string().optional(),
  sheets: z.array(z.string()).optional(),
  how: Text.optional(),
});

const print = route({
  method: "POST",
  path: "/shops/{id}/orders/{no}/labels/{n}/print",
  summary: "What the printer needs, again as often as wanted; printed is not handed over",
  roles: PACKERS,
  keepsAnswer: false,
  params: OfLabel,
  body: z.strictObject({ template: z.string().min(1).max(64).nullable().default(null) }),
  reply: PrintView,
  run: async ({ params: { id: s, no, n }, body }, call) =>
    PrintView.parse(await printLabel({ s, orderNo: no, n, ...body }, call)),
});

const box = route({
  method: "POST",
  path: "/shops/{id}/orders/{no}/labels/{n}/boxes",
  summary: "One box more under the same waybill, where the carrier has such",
  roles: WRITERS,
  status: 202,
  params: OfLabel,
  reply: z.object({ boxes: z.int() }),
  run: ({ params: { id: s, no, n } }, call) => addLabelBox({ s, orderNo: no, n }, call),
});

const cancel = route({
  method: "POST",
  path: "/shops/{id}/orders/{no}/labels/{n}/cancel",
  summary: "Voids a waybill that has not left, there too; another may be drawn",
  roles: WRITERS,
  status: 202,
  params: OfLabel,
  body: z.strictObject({ reason: z.string().trim().min(1).max(60) }),
  reply: z.object({ state: z.literal("cancelling") }),
  run: ({ params: { id: s, no, n }, body }, call) => cancelLabel({ s, orderNo: no, n, ...body }, call),
});

const settle = route({
  method: "POST",
  path: "/shops/{id}/orders/{no}/labels/{n}/settle",
  summary: "A person says whether a waybill whose answer was lost was drawn, and with which number",
  roles: WRITERS,
  params: OfLabel,
  body: z.strictObject({ waybill: Waybill.nullable() }),
  reply: z.object({ state: z.enum(["made", "cancelled"]) }),
  run: ({ params: { id: s, no, n }, body }, call) => settleLabel({ s, orderNo: no, n, ...body }, call),
});

export const labelRoutes = [accounts, readAccounts, plan, list, print, box, cancel, settle];
