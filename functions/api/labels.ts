import * as z from "zod";
import { isAbsent } from "../../domain/plan/effect.ts";
import { divisionPath } from "../../domain/listing/divisions.ts";
import { Location } from "../../domain/listing/location.ts";
import type { Consignment, Order } from "../../domain/order/order.ts";
import { plus } from "../../domain/time.ts";
import { unpack } from "../shared/pack.ts";
import { conflict, wrongField } from "../shared/problem.ts";
import { keys, work } from "../shared/store/keys.ts";
import { adapterFor, shopOf, type Call } from "./call.ts";
import type { ConsignmentAt } from "./consignment-answers.ts";
import { storedLabel, tellLabel } from "./label-acts.ts";
import { pick, refuseHeld, refuseUnlessToSend } from "./leaving.ts";
import { storeOrder } from "./order-store.ts";
import { storedOrder, type OrderAt } from "./orders.ts";
import { NET_MS } from "./publications.ts";

/** An account with a carrier, as last read there. */
export const LabelAccountView = z.object({
  id: z.string(),
  carrier: z.string(),
  name: z.string(),
  site: z.string().nullable(),
  owner: z.string().nullable(),
  left: z.number().nullable(),
  templates: z.array(z.object({ id: z.string(), name: z.string() })),
});
const AccountsRow = z.object({ accounts: z.array(LabelAccountView), readAt: z.string() });

/** Accounts from which labels may be drawn, as last read; none where nobody has read them yet. */
export async function labelAccounts(s: string, { ports, m }: Call) {
  const row = await ports.table.get(keys.labelAccounts(m, s));
  return AccountsRow.safeParse(row).data ?? { accounts: [], readAt: null };
}

export interface LabelWish extends ConsignmentAt {
  carrier: string;
  account: string;
  template: string | null;
  note: string;
}
export interface LabelAsked {
  id: string;
  state: string;
  waybill: string | null;
}

/** Plans one waybill of the platform's own for a consignment. Asked again while it has one that may be used, it answers with that one; none over a hold, none for what has left. */
export async function planLabel(wish: LabelWish, call: Call): Promise<LabelAsked> {
  const shop = await shopOf(wish.s, call);
  const facts = adapterFor(shop.platform, call).effects.createLabel;
  if (isAbsent(facts)) throw conflict("not_possible", facts.absent);
  const { order, ver } = await storedOrder(wish, call);
  const consignment = pick(order, wish.consignmentId);
  refuseHeld(order);
  refuseUnlessToSend(order, consignment);
  const there = await usableLabel(wish, consignment, call);
  if (there !== null) return there;
  const n = call.ports.ids.id();
  const row = await rowOf(wish, { consignment, order }, call);
  const put = { ...keys.label(call.m, wish.s, wish.orderNo, n), ...row };
  const consignments = order.consignments.map((one) => (one === consignment ? { ...one, label: n } : one));
  const next = { ...order, consignments };
  await storeOrder({ shop, before: order, next, ver }, [{ put, if: { all: [["PK", "absent"]] } }], call);
  await tellLabel(shop, { orderNo: order.orderNo, n }, call);
  return { id: n, state: "planned", waybill: null };
}

/** The label that a consignment has. One that nobody knows the end of stands in the way of another until a person has looked. */
async function usableLabel({ s, orderNo }: OrderAt, { label }: Consignment, call: Call): Promise<LabelAsked | null> {
  if (label === undefined) return null;
  const { row, unsettled } = await storedLabel({ s, orderNo, n: label }, call);
  if (unsettled)
    throw conflict("unsettled", {
      zh: "上一张面单不知道有没有取到号：请先在平台后台核对，再确认结果",
      en: "nobody knows whether the last label got a number: look there, then say so",
    });
  if (row.state === "blocked" || row.state === "cancelled" || row.stop !== undefined) return null;
  return { id: label, state: row.state, waybill: row.waybill };
}

async function rowOf(wish: LabelWish, { consignment, order }: { consignment: Consignment; order: Order }, call: Call) {
  const { ports } = call;
  const { accounts } = await labelAccounts(wish.s, call);
  const account = accounts.find(({ id, carrier }) => id === wish.account && carrier === wish.carrier);
  if (account === undefined)
    throw wrongField("/account", {
      zh: "没有这个电子面单账号，请先读取账号列表",
      en: "no such account for labels; read the list of accounts first",
    });
  const template = wish.template ?? account.templates[0]?.id ?? null;
  if (wish.template !== null && !account.templates.some(({ id }) => id === wish.template))
    throw wrongField("/template", { zh: "这个账号没有这个模板", en: "the account has no such template" });
  const { id, carrier, site, owner } = account;
  const now = ports.clock.now();
  return {
    state: "planned",
    consignment: consignment.id,
    account: { id, carrier, site, owner },
    templateId: template,
    sender: await senderAt(consignment.locationId, call),
    note: wish.note,
    lines: consignment.lines,
    receiverVersion: order.receiverVersion,
    effectKey: ports.ids.id(),
    wantParcels: 0,
    prints: 0,
    plannedAt: now,
    ...work.due(order.orderNo, plus(now, NET_MS)),
  };
}

/** Who sends, from the place that the goods leave. */
async function senderAt(locationId: string, { ports, m }: Call) {
  const row = await ports.table.get(keys.location(m, locationId));
  const place = row === null ? undefined : Location.safeParse(unpack(row["body"])).data;
  const [province = "", city = "", ...rest] = place === undefined ? [] : (divisionPath(place.divisionCode) ?? []);
  if (place === undefined || province === "")
    throw conflict("no_location", {
      zh: `发货点 ${locationId} 没有填写地址，无法打印面单`,
      en: `location ${locationId} has no address to send from`,
    });
  const county = rest.join("");
  return {
    name: place.contactName,
    phone: place.phone,
    province,
    city: city || province,
    county,
    address: place.address,
  };
}
