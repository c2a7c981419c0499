import * as z from "zod";
import { post, type Api, type Call } from "../call.ts";
import { CARRIERS } from "../carriers.ts";
import { casesOf, holdsOrder } from "../life/after-sales.ts";
import { ORDER } from "../life/orders.ts";
import { PLACEHOLDERS } from "../placeholders.ts";
import { firstRefusal, no, OK, type Reply } from "../reply.ts";
import { when } from "../rules/verdict.ts";
import { textOrNumber, whole } from "../shapes.ts";
import { seconds } from "../time.ts";
import type { Label } from "../world.ts";

/** Carriers whose labels this shop opened; the first digits of their numbers. */
const OPENED: Readonly<Record<string, string>> = { ZTO: "781", YTO: "YT", SF: "SF", JD: "JDX", YUNDA: "43" };
const WITH_SUB_PARCELS = ["SF", "DBKD", "JD", "SXJD", "YUNDA"];
const person = z.looseObject({
  name: z.string(),
  mobile: z.string().optional(),
  province: z.string(),
  city: z.string(),
  county: z.string().optional(),
  address: z.string(),
});
const drawShape = z.object({
  delivery_id: z.string(),
  site_code: z.string().optional(),
  ewaybill_acct_id: z.string(),
  sender: person,
  receiver: person,
  ec_order_list: z.array(
    z.looseObject({
      ec_order_id: textOrNumber.optional(),
      ewaybill_order_code: z.string().optional(),
      ewaybill_order_appid: z.string().optional(),
      goods_list: z.array(z.looseObject({ good_name: z.string(), good_count: whole })),
    }),
  ),
  remark: z.string().optional(),
  shop_id: z.string().optional(),
  ewaybill_order_id: textOrNumber.optional(),
  template_id: z.string().optional(),
});
type Draw = z.infer<typeof drawShape>;

export const accountOf = (call: Call): string => `acct${call.shop.appId.slice(2, 10)}`;
export const siteOf = (call: Call): string => `site${call.shop.appId.slice(2, 8)}`;

const drawRefusal = (input: Draw, call: Call): Reply | null =>
  firstRefusal([
    when(OPENED[input.delivery_id] === undefined, 10025012, input.delivery_id),
    when(input.ewaybill_acct_id !== accountOf(call), 10025014),
    when(input.site_code !== undefined && input.site_code !== siteOf(call), 10025013),
    when(input.ec_order_list.length === 0, 10025017),
    ...input.ec_order_list.map((one) => orderRefusal(one.ec_order_id, call)),
  ]);

/** Orders of the shop that may still leave; what a supplier ships is not ours to label. */
const orderRefusal = (id: string | undefined, call: Call): Reply | null => {
  const order = call.world.orders.get(id ?? "");
  const assigned = [...call.world.dropships.values()].some(({ orderId }) => orderId === id);
  return firstRefusal([
    when(order?.shop !== call.shop.appId, 10025017, "ec_order_id"),
    when(assigned, 10025017, "订单已分配给供货商, 请查看changed_info"),
    when(order?.status !== ORDER.paid && order?.status !== ORDER.partlyShipped, 10025017, "order state"),
    when(order !== undefined && casesOf(call.world, order.id).some(holdsOrder), 10025017, "after-sale"),
  ]);
};

/** Never idempotent: each call gives another number. */
const precreate = (input: Draw, call: Call): Reply => {
  const refusal = drawRefusal(input, call);
  if (refusal) return refusal;
  const label: Label = {
    id: `18${call.random.digits(17)}`,
    shop: call.shop.appId,
    orderIds: input.ec_order_list.map(({ ec_order_id }) => ec_order_id ?? ""),
    deliveryId: input.delivery_id,
    waybillId: "",
    subWaybills: [],
    templateId: input.template_id ?? "",
    status: "asked",
    prints: 0,
    createdMs: call.nowMs,
  };
  call.world.labels.set(label.id, label);
  return { ...OK, ewaybill_order_id: label.id };
};

const create = (input: Draw, call: Call): Reply => {
  const id = input.ewaybill_order_id ?? "";
  if (!/^\d{1,20}$/.test(id)) return no(10025020);
  const label = call.world.labels.get(id);
  const refusal = firstRefusal([
    when(label !== undefined && label.shop !== call.shop.appId, 10025019),
    when(label === undefined || label.status === "cancelled", 10025010),
    drawRefusal(input, call),
    when(input.delivery_id !== label?.deliveryId, 10025012),
    templateRefusal(input.template_id, call),
  ]);
  if (refusal || !label) return refusal ?? no(10025010);
  if (label.status === "drawn") return no(10025019);
  label.status = "drawn";
  label.waybillId = `${OPENED[label.deliveryId] ?? ""}${call.random.digits(11)}`;
  label.templateId = input.template_id ?? "";
  const print = label.templateId === "" ? {} : { print_info: printInfo(label) };
  return { ...OK, ewaybill_order_id: label.id, waybill_id: label.waybillId, delivery_error_msg: "", ...print };
};

const templateRefusal = (id: string | undefined, { world, shop }: Call): Reply | null =>
  when(id !== undefined && id !== "" && id !== "single" && world.labelTemplates.get(id)?.shop !== shop.appId, 10025106);

/** What the print component takes; its inside is nobody else's business. */
const printInfo = (label: Label): string =>
  Buffer.from(JSON.stringify({ w: label.waybillId, t: label.templateId, d: label.deliveryId })).toString("base64");

/** The label of this shop, or the refusal. */
const find = (call: Call, id: string): { ok: true; label: Label } | { ok: false; refusal: Reply } => {
  const label = call.world.labels.get(id);
  return label?.shop === call.shop.appId ? { ok: true, label } : { ok: false, refusal: no(10025010) };
};

const withLabel =
  <T extends { ewaybill_order_id: string }>(run: (label: Label, input: T, call: Call) => Reply) =>
  (input: T, call: Call): Reply => {
    const found = find(call, input.ewaybill_order_id);
    return found.ok ? run(found.label, input, call) : found.refusal;
  };

const view = (label: Label): Reply => ({
  ewaybill_order_id: label.id,
  delivery_id: label.deliveryId,
  delivery_name: CARRIERS[label.deliveryId] ?? "",
  waybill_id: label.waybillId,
  sub_waybill_id_list: label.subWaybills,
  status: PLACEHOLDERS.labelStates.value[label.status],
  print_count: label.prints,
  create_time: seconds(label.createdMs),
  ec_order_list: label.orderIds.map((ec_order_id) => ({ ec_order_id })),
});

const labelId = z.object({ ewaybill_order_id: textOrNumber });
const printShape = z.object({
  ewaybill_order_id: textOrNumber,
  template_id: z.string().optional(),
  sub_waybill_id: z.string().optional(),
});
const printedShape = z.object({
  ewaybill_order_id: textOrNumber,
  delivery_id: z.string(),
  waybill_id: z.string(),
  re_print: whole.optional(),
});

const printed = (label: Label, input: z.infer<typeof printedShape>): Reply => {
  if (label.status !== "drawn" || label.waybillId !== input.waybill_id) return no(10025010);
  label.prints += 1;
  return OK;
};

/** The number of the label as JSON number: as text it is 47001. */
const subShape = z.object({
  ewaybill_order_id: z.union([z.number(), z.bigint()]).transform(String),
  sub_waybill_count: whole.optional(),
});

const sub = (label: Label, _: unknown, call: Call): Reply => {
  if (label.status !== "drawn") return no(10025010);
  if (!WITH_SUB_PARCELS.includes(label.deliveryId)) return no(10025012, label.deliveryId);
  const added = `${label.waybillId}-${label.subWaybills.length + 1}`;
  label.subWaybills = [...label.subWaybills, added];
  return { ...OK, waybill_id: label.waybillId, sub_waybill_id: added, nonce: call.random.hex(8) };
};

const path = (name: string): string => `logistics/ewaybill/biz/order/${name}`;

export const LABEL_CALLS: Readonly<Record<string, Api>> = {
  [path("precreate")]: post(drawShape, precreate, { set: 192 }),
  [path("create")]: post(drawShape, create, { set: 192 }),
  [path("addsuborder")]: post(subShape, withLabel(sub), { set: 192 }),
  [path("cancel")]: post(
    labelId,
    withLabel((label) => {
      if (label.status === "cancelled") return no(10025010);
      label.status = "cancelled";
      return OK;
    }),
    { set: 192 },
  ),
  [path("get")]: post(
    labelId,
    withLabel((label) => ({ ...OK, order: view(label) })),
    { set: 192 },
  ),
  [path("print")]: post(printedShape, withLabel(printed), { set: 192 }),
  [path("batchprint")]: post(
    z.object({ print_list: z.array(printedShape) }),
    ({ print_list }, call) => {
      const found = print_list.map((one) => find(call, one.ewaybill_order_id));
      const missing = found.find((one) => !one.ok);
      if (missing && !missing.ok) return missing.refusal;
      for (const one of found) if (one.ok) one.label.prints += 1;
      return OK;
    },
    { set: 192 },
  ),
  "logistics/ewaybill/biz/print/get": post(
    printShape,
    withLabel((label, { template_id }, call) => {
      const refusal = templateRefusal(template_id, call);
      if (refusal) return refusal;
      return label.status === "drawn" ? { ...OK, print_info: printInfo(label) } : no(10025010);
    }),
    { set: 192 },
  ),
  "logistics/ewaybill/biz/delivery/get": post(
    z.object({ status: whole.optional() }),
    () => ({
      ...OK,
      list: Object.keys(OPENED).map((delivery_id) => ({ delivery_id, delivery_name: CARRIERS[delivery_id] ?? "" })),
    }),
    { set: 192 },
  ),
};
