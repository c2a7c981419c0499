import * as z from "zod";
import { post, type Api, type Call } from "../call.ts";
import { CARRIERS } from "../carriers.ts";
import { no, OK, type Reply } from "../reply.ts";
import { textOrNumber, whole } from "../shapes.ts";
import { seconds } from "../time.ts";
import type { LabelTemplate } from "../world.ts";
import { accountOf, siteOf } from "./labels.ts";

const NUMBERS_LEFT = 10_000;
const template = z.looseObject({
  template_id: textOrNumber.optional(),
  template_name: z.string().optional(),
  is_default: z.boolean().optional(),
});
const writeShape = z.object({ delivery_id: z.string(), info: template });

const view = ({ id, name, isDefault, createdMs }: LabelTemplate): Reply => ({
  template_id: id,
  template_name: name,
  template_type: "single",
  is_default: isDefault,
  create_time: seconds(createdMs),
  options: [],
});

const ofShop = ({ world, shop }: Call): readonly LabelTemplate[] =>
  [...world.labelTemplates.values()].filter((one) => one.shop === shop.appId);

const mine = (call: Call, id: string | undefined): LabelTemplate | null =>
  ofShop(call).find((one) => one.id === id) ?? null;

const add = ({ delivery_id, info }: z.infer<typeof writeShape>, call: Call): Reply => {
  if (CARRIERS[delivery_id] === undefined) return no(10025012, delivery_id);
  const made: LabelTemplate = {
    id: call.random.digits(9),
    shop: call.shop.appId,
    deliveryId: delivery_id,
    name: info.template_name ?? "",
    isDefault: info.is_default === true,
    createdMs: call.nowMs,
  };
  call.world.labelTemplates.set(made.id, made);
  return { ...OK, template_id: made.id };
};

const accounts = (call: Call, deliveryId: string | undefined): Reply => ({
  ...OK,
  total_num: 1,
  account_list: [
    {
      delivery_id: deliveryId ?? "ZTO",
      acct_id: accountOf(call),
      acct_type: 1,
      shop_id: `shop${call.shop.appId.slice(2, 10)}`,
      status: 3,
      available: NUMBERS_LEFT,
      allocated: [...call.world.labels.values()].filter(
        ({ shop, waybillId }) => shop === call.shop.appId && waybillId !== "",
      ).length,
      site_info: { site_code: siteOf(call), site_name: "县城网点" },
    },
  ],
});

const path = (name: string): string => `logistics/ewaybill/biz/template/${name}`;

export const LABEL_SETUP_CALLS: Readonly<Record<string, Api>> = {
  [path("config")]: post(
    z.object({}),
    () => ({
      ...OK,
      config: Object.entries(CARRIERS).map(([delivery_id, delivery_name]) => ({
        delivery_id,
        delivery_name,
        type: [{ type: "single", desc: "一联单" }],
      })),
    }),
    { set: 192 },
  ),
  [path("create")]: post(writeShape, add, { set: 192 }),
  [path("update")]: post(
    writeShape,
    ({ info }, call) => {
      const found = mine(call, info.template_id);
      if (!found) return no(10025106);
      found.name = info.template_name ?? found.name;
      found.isDefault = info.is_default ?? found.isDefault;
      return OK;
    },
    { set: 192 },
  ),
  [path("delete")]: post(
    z.object({ delivery_id: z.string(), template_id: textOrNumber }),
    ({ template_id }, call) => {
      if (!mine(call, template_id)) return no(10025106);
      call.world.labelTemplates.delete(template_id);
      return OK;
    },
    { set: 192 },
  ),
  [path("get")]: post(
    z.object({}),
    (_, call) => ({
      ...OK,
      total_template: [...Map.groupBy(ofShop(call), ({ deliveryId }) => deliveryId)].map(([delivery_id, list]) => ({
        delivery_id,
        default_template_id: list.find(({ isDefault }) => isDefault)?.id ?? "",
        template_list: list.map(view),
      })),
    }),
    { set: 192 },
  ),
  [path("getbyid")]: post(
    z.object({ delivery_id: z.string().optional(), template_id: textOrNumber }),
    ({ template_id }, call) => {
      const found = mine(call, template_id);
      return found ? { ...OK, template_info: view(found) } : no(10025106);
    },
    { set: 192 },
  ),
  "logistics/ewaybill/biz/account/get": post(
    z.object({ need_balance: z.boolean().optional(), delivery_id: z.string().optional(), status: whole.optional() }),
    ({ delivery_id }, call) => accounts(call, delivery_id),
    { set: 192 },
  ),
};
