/** E-waybills and later ship dates. */
import * as z from "zod";
import { id, listOf } from "../../runtime/scalars.ts";
import { Done, flag, maybeWhole, moment, text, whole } from "./scalar.ts";

/** Carriers whose labels the shop opened. */
export const WireOpened = Done.extend({ list: listOf(z.object({ delivery_id: id })) }).transform(({ list }) =>
  list.map(({ delivery_id }) => delivery_id),
);
const WireAccount = z.object({
  delivery_id: id,
  acct_id: id,
  shop_id: text,
  available: maybeWhole,
  site_info: z.object({ site_code: text, site_name: text }).nullish(),
});
export type WireAccount = z.infer<typeof WireAccount>;
/** Accounts with a carrier. */
export const WireAccounts = Done.extend({ account_list: listOf(WireAccount) }).transform((one) => one.account_list);
const WireTemplate = z.object({ template_id: id, template_name: text, is_default: flag });
/** Print templates by carrier. */
export const WireTemplates = Done.extend({
  total_template: listOf(z.object({ delivery_id: id, template_list: listOf(WireTemplate) })),
}).transform((one) => one.total_template);
export type WireTemplates = z.infer<typeof WireTemplates>;

export const WireReserved = Done.extend({ ewaybill_order_id: id }).transform((one) => one.ewaybill_order_id);
export const WireDrawn = Done.extend({ waybill_id: z.string().min(1) }).transform((one) => one.waybill_id);
export const WireAdded = Done.extend({ sub_waybill_id: z.string().min(1) }).transform((one) => one.sub_waybill_id);
const WireLabel = z.object({ waybill_id: text, status: maybeWhole, sub_waybill_id_list: listOf(z.string()) });
export type WireLabel = z.infer<typeof WireLabel>;
/** A label by their id; nothing where they know none. */
export const WireLabelThere = z
  .object({ order: WireLabel })
  .nullable()
  .transform((one) => one?.order ?? null);
export const WirePrint = Done.extend({ print_info: z.string().min(1) }).transform((one) => one.print_info);

/** Later ship dates that buyers were asked for. */
export const WireLater = z
  .object({ negotiation_list: listOf(z.object({ predict_delivery_time: moment, state: whole })) })
  .nullable()
  .transform((one) => one?.negotiation_list ?? []);
