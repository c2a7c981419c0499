import * as z from "zod";
import { id, listOf } from "../../runtime/scalars.ts";
import { flag, maybeAmount, maybeFlag, maybeWhole, part, text } from "./scalar.ts";

/** One path of the tree, from the root to a leaf. */
const WirePath = z
  .object({ cat_and_qua: listOf(z.object({ cat: z.object({ cat_id: id, name: z.string(), level: maybeWhole }) })) })
  .transform(({ cat_and_qua }) => cat_and_qua.map(({ cat }) => cat).sort((a, b) => (a.level ?? 0) - (b.level ?? 0)));
export const WirePaths = z.object({ cats_v2: listOf(WirePath) }).transform((one) => one.cats_v2);
/** What the shop was allowed: by leaf, whether it holds and why not. */
export const WireRelations = z
  .object({ list: listOf(z.object({ id, status: maybeWhole, uneffective_reason: text })) })
  .nullable()
  .transform((one) => new Map((one?.list ?? []).map((relation) => [relation.id, relation])));

const WireAttribute = z.object({
  name: z.string(),
  is_required: flag,
  append_allowed: flag,
  type_v2: text,
  type: text,
  value: text,
});
export type WireAttribute = z.infer<typeof WireAttribute>;
const WireQua = z.object({ qua_id: id, name: text, mandatory: flag });
export const WireCategory = z.object({
  attr: z.object({
    product_attr_list: listOf(WireAttribute),
    sale_attr_list: listOf(WireAttribute),
    product_qua_list: listOf(WireQua),
    is_limit_brand: flag,
    seven_day_return: flag,
    pre_sale: maybeFlag,
    floor_price: maybeAmount,
  }),
  product_qua_list: listOf(WireQua),
});
export type WireCategory = z.infer<typeof WireCategory>;

const WireBrand = z
  .object({ brand_id: id, ch_name: text, en_name: text })
  .transform(({ brand_id, ch_name, en_name }) => ({ id: brand_id, name: ch_name ?? en_name ?? brand_id }));
export const WireBrands = z
  .object({ brands: listOf(WireBrand), next_key: text, continue_flag: flag })
  .nullable()
  .transform((one) => ({ rows: one?.brands ?? [], next: one?.continue_flag ? one.next_key : null }));
/** A page of ids from `key` on; a full one has another behind it. */
const idsFrom = (key: string, limit: number) =>
  listOf(id).transform((rows) => ({ rows, next: rows.length < limit ? null : String(Number(key) + limit) }));
export const WireTemplateIds = (key: string, limit: number) =>
  part({ template_id_list: idsFrom(key, limit) }).transform((one) => one.template_id_list);
export const WireTemplate = (template_id: string) =>
  z
    .object({ freight_template: z.object({ name: text }) })
    .transform(({ freight_template: { name } }) => ({ id: template_id, name: name ?? template_id }));
export const WireAddressIds = (key: string, limit: number) =>
  part({ address_id_list: idsFrom(key, limit) }).transform((one) => one.address_id_list);
export const WireAddressDetail = (address_id: string) =>
  z
    .object({ address_detail: z.object({ name: text }) })
    .transform(({ address_detail: { name } }) => ({ id: address_id, name: name ?? address_id }));
const WireCompany = z
  .object({ delivery_id: z.string(), delivery_name: z.string() })
  .transform((one) => ({ id: one.delivery_id, name: one.delivery_name }));
export const WireCompanies = z.object({ company_list: listOf(WireCompany) }).transform((one) => one.company_list);
