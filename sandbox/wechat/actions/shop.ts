import * as z from "zod";
import { post, raw, type Api } from "../call.ts";
import { no, OK, type Reply } from "../reply.ts";
import { whole } from "../shapes.ts";
import type { Address, Shop, Template } from "../world.ts";
import { CARRIERS } from "../carriers.ts";
import { givenFields } from "./setup-writes.ts";

const listShape = z.object({ offset: whole.optional(), limit: whole.optional() });

const info = ({ appId, name, userName }: Shop): Reply => ({
  ...OK,
  info: {
    nickname: name,
    headimg_url: `https://wx.qlogo.cn/mmhead/${appId}/0`,
    subject_type: "企业",
    status: "opening",
    username: userName,
  },
});

const template = (one: Template, shop: Shop): Reply => ({ ...seededTemplate(one, shop), ...givenFields(one) });

const seededTemplate = ({ id, name, valuation, sendTime, freightFen }: Template, shop: Shop): Reply => ({
  template_id: id,
  name,
  valuation_type: valuation,
  send_time: sendTime,
  address_info: addressInfo(shop.addresses[0]?.at),
  delivery_type: "EXPRESS",
  shipping_method: freightFen === 0 ? "FREE" : "NO_FREE",
  all_condition_free_detail: { condition_free_detail_list: [] },
  all_freight_calc_method: {
    freight_calc_method_list: [
      {
        address_infos: [],
        is_default: true,
        delivery_id: "",
        first_val_amount: 1,
        first_price: freightFen,
        second_val_amount: 1,
        second_price: 0,
      },
    ],
  },
  not_send_area: { address_infos: [{ province_name: "西藏自治区" }, { province_name: "新疆维吾尔自治区" }] },
  is_default: false,
});

/** An address in the platform's field names. */
export const addressInfo = (address: Address | undefined): Reply => ({
  user_name: address?.userName ?? "",
  postal_code: "",
  province_name: address?.province ?? "",
  city_name: address?.city ?? "",
  county_name: address?.county ?? "",
  detail_info: address?.detail ?? "",
  house_number: "",
  tel_number: address?.phone ?? "",
});

const address = (shop: Shop, id: string): Reply => {
  const found = shop.addresses.find((known) => known.id === id);
  if (!found) return no(40097, "address_id");
  const { name, at, send, receive, isDefault } = found;
  return {
    ...OK,
    address_detail: {
      address_id: id,
      name,
      address_info: addressInfo(at),
      landline: "",
      send_addr: Number(send),
      recv_addr: Number(receive),
      default_send: Number(isDefault && send),
      default_recv: Number(isDefault && receive),
      address_type: { same_city: 0, pickup: 0 },
    },
  };
};

const carriers = (): Reply => ({
  ...OK,
  company_list: Object.entries(CARRIERS).map(([delivery_id, delivery_name]) => ({ delivery_id, delivery_name })),
});

export const SHOP_CALLS: Readonly<Record<string, Api>> = {
  "basics/info/get": raw("GET", ({ shop }) => info(shop), { set: 85 }),
  "merchant/getfreighttemplatelist": post(
    listShape,
    ({ offset = 0, limit = 20 }, { shop }) => ({
      ...OK,
      template_id_list: shop.templates.slice(offset, offset + limit).map(({ id }) => id),
    }),
    { set: 130 },
  ),
  "merchant/getfreighttemplatedetail": post(
    z.object({ template_id: z.string() }),
    ({ template_id }, { shop }) => {
      const found = shop.templates.find(({ id }) => id === template_id);
      return found ? { ...OK, freight_template: template(found, shop) } : no(template_id === "" ? 10020007 : 10020019);
    },
    { set: 130 },
  ),
  "merchant/address/list": post(
    listShape,
    ({ offset = 0, limit = 20 }, { shop }) => ({
      ...OK,
      address_id_list: shop.addresses.slice(offset, offset + limit).map(({ id }) => id),
    }),
    { set: 130 },
  ),
  "merchant/address/get": post(
    z.object({ address_id: z.string() }),
    (input, { shop }) => address(shop, input.address_id),
    { set: 130 },
  ),
  "order/deliverycompanylist/new/get": post(z.object({ ewaybill_only: z.boolean().optional() }), carriers, {
    set: 131,
  }),
  "order/deliverycompanylist/get": post(z.object({}), carriers, { set: 131 }),
};
