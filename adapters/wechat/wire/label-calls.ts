/** Calls for e-waybills and later ship dates. An id of theirs goes out as text, but where they want a number. */
import type { LabelRef } from "../../contract.ts";
import { act, ask } from "./calls.ts";
import * as label from "./label.ts";
import { Done } from "./scalar.ts";

const BIZ = "logistics/ewaybill/biz";
type Ticket = LabelRef["ticket"];
const own = (ticket: Ticket) => ({ ewaybill_order_id: ticket });

export const openedCarriers = () => ask(`${BIZ}/delivery/get`, {}, label.WireOpened);
export const labelAccounts = (delivery_id: string) =>
  ask(`${BIZ}/account/get`, { need_balance: true, delivery_id }, label.WireAccounts);
export const labelTemplates = () => ask(`${BIZ}/template/get`, {}, label.WireTemplates);

/** Each call gives another id, which does no harm until a number is drawn for it. */
export const reserveLabel = (body: object) => ask(`${BIZ}/order/precreate`, body, label.WireReserved);
export const drawLabel = (ticket: Ticket, body: object) =>
  act(`${BIZ}/order/create`, { ...body, ...own(ticket) }, label.WireDrawn);
/** A JSON number here, unlike everywhere else: a text is refused with 47001. */
export const addBox = (ticket: Ticket) =>
  act(`${BIZ}/order/addsuborder`, { ewaybill_order_id: BigInt(ticket ?? 0) }, label.WireAdded);
export const voidLabel = (ticket: Ticket, delivery_id: string, waybill_id: string) =>
  act(`${BIZ}/order/cancel`, { ...own(ticket), delivery_id, waybill_id }, Done);
export const labelThere = (ticket: Ticket) => ask(`${BIZ}/order/get`, own(ticket), label.WireLabelThere);
export const sheet = (ticket: Ticket, template_id: string, box: object) =>
  ask(`${BIZ}/print/get`, { ...own(ticket), template_id, ...box }, label.WirePrint);
/** Only counts prints there: it may go out again. */
export const printed = (ticket: Ticket, body: object) => ask(`${BIZ}/order/print`, { ...own(ticket), ...body }, Done);

export const askLater = (body: object) => act("order/deliverynegotiation/submit", body, Done);
export const laterAnswers = (order_id: string) =>
  ask("order/deliverynegotiation/result/get", { order_id_list: [order_id] }, label.WireLater);
