import * as z from "zod";
import { isRecord, post, type Api, type Call } from "../call.ts";
import { PLACEHOLDERS } from "../placeholders.ts";
import { PROVINCES } from "../regions.ts";
import { firstRefusal, no, OK, type Reply } from "../reply.ts";
import { when } from "../rules/verdict.ts";
import { textOrNumber, whole } from "../shapes.ts";
import type { Address, ShopAddress, Template } from "../world.ts";

const region = z.object({ province_name: z.string().optional() });
const regions = z.array(region).optional();
const templateShape = z.looseObject({
  template_id: z.string().optional(),
  name: z.string(),
  valuation_type: z.enum(["PIECE", "WEIGHT"]),
  send_time: z.string(),
  address_info: z.looseObject({ province_name: z.string() }).optional(),
  shipping_method: z.enum(["FREE", "CONDITION_FREE", "NO_FREE"]),
  all_freight_calc_method: z
    .object({
      freight_calc_method_list: z
        .array(
          z.looseObject({ address_infos: regions, is_default: z.boolean().optional(), first_price: whole.optional() }),
        )
        .optional(),
    })
    .optional(),
  not_send_area: z.object({ address_infos: regions }).optional(),
});
type TemplateFields = z.infer<typeof templateShape>;

/** Spelt as on the wire, the one misspelling included. */
const SEND_HOURS: Readonly<Record<string, number>> = {
  SendTime_FOUR_HOUR: 4,
  SendTime_TWENTYFOUR_HOUR: 24,
  SendTime_FOUTYEIGHT_HOUR: 48,
  SendTime_THREE_DAY: 72,
};

const templateRefusal = (fields: TemplateFields): Reply | null => {
  const rules = fields.all_freight_calc_method?.freight_calc_method_list ?? [];
  const named = rules.flatMap(({ address_infos = [] }) => address_infos.map(({ province_name = "" }) => province_name));
  const excluded = (fields.not_send_area?.address_infos ?? []).map(({ province_name = "" }) => province_name);
  const strange = [...named, ...excluded].find((name) => !PROVINCES.has(name));
  return firstRefusal([
    when(fields.name === "", 40097, "name"),
    when(SEND_HOURS[fields.send_time] === undefined, 10021082, fields.send_time),
    when(fields.address_info === undefined, 10021081),
    when(
      rules.some(({ is_default, address_infos = [] }) => is_default === true && address_infos.length > 0),
      10021053,
    ),
    when(strange !== undefined, 10021054, strange),
    when(rules.length > PLACEHOLDERS.freightRules.value, 10025502),
    when(new Set(named).size < named.length, 22192018),
    when(
      named.some((name) => excluded.includes(name)),
      22192019,
    ),
    when(new Set(excluded).size >= PROVINCES.size, 10025501),
    when(fields.shipping_method === "NO_FREE" && rules.length === 0, 22192020),
  ]);
};

const templateOf = (id: string, fields: TemplateFields): Template => ({
  id,
  name: fields.name,
  valuation: fields.valuation_type,
  sendTime: fields.send_time,
  sendHours: SEND_HOURS[fields.send_time] ?? 48,
  freightFen: fields.all_freight_calc_method?.freight_calc_method_list?.[0]?.first_price ?? 0,
  given: fields,
});

const addTemplate = (fields: TemplateFields, { shop, random }: Call): Reply => {
  const refusal = templateRefusal(fields);
  if (refusal) return refusal;
  const id = random.digits(11);
  shop.templates.push(templateOf(id, fields));
  return { ...OK, template_id: id };
};

const updateTemplate = (fields: TemplateFields, { shop }: Call): Reply => {
  const index = shop.templates.findIndex(({ id }) => id === fields.template_id);
  const refusal = firstRefusal([
    when(!fields.template_id, 10020007),
    when(index < 0, 10020019),
    templateRefusal(fields),
  ]);
  if (refusal) return refusal;
  const id = fields.template_id ?? "";
  shop.templates[index] = templateOf(id, fields);
  return { ...OK, template_id: id };
};

const flag = z.union([z.boolean(), whole]).optional();
const addressShape = z.object({
  address_id: textOrNumber.optional(),
  name: z.string(),
  address_info: z.looseObject({
    user_name: z.string(),
    province_name: z.string(),
    city_name: z.string(),
    county_name: z.string().optional(),
    detail_info: z.string(),
    tel_number: z.string().optional(),
  }),
  landline: z.string().optional(),
  send_addr: flag,
  recv_addr: flag,
  default_send: flag,
  default_recv: flag,
});
type AddressFields = z.infer<typeof addressShape>;

const place = (fields: AddressFields): Address => ({
  userName: fields.address_info.user_name,
  province: fields.address_info.province_name,
  city: fields.address_info.city_name,
  county: fields.address_info.county_name ?? "",
  detail: fields.address_info.detail_info,
  phone: fields.address_info.tel_number ?? fields.landline ?? "",
});

const addressOf = (id: string, fields: AddressFields): ShopAddress => ({
  id,
  name: fields.name,
  at: place(fields),
  send: Boolean(fields.send_addr ?? true),
  receive: Boolean(fields.recv_addr ?? true),
  isDefault: Boolean(fields.default_send) || Boolean(fields.default_recv),
});

/** Exactly one default: a new one takes the place of the old. */
const keepAddress = (made: ShopAddress, { shop }: Call): void => {
  const others = shop.addresses.filter(({ id }) => id !== made.id);
  shop.addresses = [...others.map((one) => ({ ...one, isDefault: one.isDefault && !made.isDefault })), made];
};

const writeAddress = (fields: AddressFields, call: Call, id: string): Reply => {
  if (!PROVINCES.has(fields.address_info.province_name)) return no(40097, "province_name");
  keepAddress(addressOf(id, fields), call);
  return OK;
};

const knows = ({ shop }: Call, id: string | undefined): boolean => shop.addresses.some((one) => one.id === id);

export const SETUP_WRITE_CALLS: Readonly<Record<string, Api>> = {
  "merchant/addfreighttemplate": post(
    z.object({ freight_template: templateShape }),
    ({ freight_template }, call) => addTemplate(freight_template, call),
    { set: 130 },
  ),
  "merchant/updatefreighttemplate": post(
    z.object({ freight_template: templateShape }),
    ({ freight_template }, call) => updateTemplate(freight_template, call),
    { set: 130 },
  ),
  "merchant/address/add": post(
    z.object({ address_detail: addressShape }),
    ({ address_detail }, call) => {
      const id = call.random.digits(6);
      const written = writeAddress(address_detail, call, id);
      return written === OK ? { ...OK, address_id: id } : written;
    },
    { set: 130 },
  ),
  "merchant/address/update": post(
    z.object({ address_detail: addressShape }),
    ({ address_detail }, call) =>
      knows(call, address_detail.address_id)
        ? writeAddress(address_detail, call, address_detail.address_id ?? "")
        : no(40097, "address_id"),
    { set: 130 },
  ),
  "merchant/address/delete": post(
    z.object({ address_id: textOrNumber }),
    ({ address_id }, call) => {
      if (!knows(call, address_id)) return no(40097, "address_id");
      call.shop.addresses = call.shop.addresses.filter(({ id }) => id !== address_id);
      return OK;
    },
    { set: 130 },
  ),
};

/** A template as it was written by a call: what it holds beyond our own fields. */
export const givenFields = ({ given }: Template): Reply => (isRecord(given) ? given : {});
