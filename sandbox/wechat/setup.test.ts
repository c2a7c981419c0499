import { expect, test } from "vitest";
import { bench, type Bench } from "./testing/bench.ts";

const template = (over: Record<string, unknown> = {}): Record<string, unknown> => ({
  name: "省内包邮",
  valuation_type: "PIECE",
  send_time: "SendTime_FOUTYEIGHT_HOUR",
  address_info: { province_name: "甘肃省", city_name: "陇南市" },
  delivery_type: "EXPRESS",
  shipping_method: "NO_FREE",
  all_freight_calc_method: {
    freight_calc_method_list: [
      { is_default: true, first_val_amount: 1, first_price: 800 },
      { address_infos: [{ province_name: "新疆维吾尔自治区" }], first_price: 2_000 },
    ],
  },
  ...over,
});
const calc = (...list: Record<string, unknown>[]) => ({ all_freight_calc_method: { freight_calc_method_list: list } });
const provinces = (at: Bench): string[] =>
  at.call("basics/addresscode/get", { addr_code: 0 })["next_level_addrs"].map(({ name }: { name: string }) => name);

test("a freight template is written, read back as written, and changed", () => {
  const at = bench();
  const { template_id } = at.call("merchant/addfreighttemplate", { freight_template: template() });

  expect(at.call("merchant/getfreighttemplatedetail", { template_id })["freight_template"]).toMatchObject({
    template_id,
    name: "省内包邮",
    shipping_method: "NO_FREE",
  });
  const changed = template({ template_id, name: "改了" });
  expect(at.call("merchant/updatefreighttemplate", { freight_template: changed })["errcode"]).toBe(0);
  expect(at.call("merchant/getfreighttemplatedetail", { template_id })["freight_template"]["name"]).toBe("改了");
});

test.each<[string, number, (at: Bench) => Record<string, unknown>]>([
  ["a send time that is none", 10021082, () => ({ send_time: "SendTime_FORTYEIGHT_HOUR" })],
  ["no ship-from", 10021081, () => ({ address_info: undefined })],
  [
    "a default rule with addresses",
    10021053,
    () => calc({ is_default: true, address_infos: [{ province_name: "甘肃省" }], first_price: 1 }),
  ],
  ["a region that is none", 10021054, () => calc({ address_infos: [{ province_name: "陇省" }], first_price: 1 })],
  ["too many rules", 10025502, () => calc(...Array.from({ length: 51 }, () => ({ first_price: 1 })))],
  [
    "a region twice",
    22192018,
    () =>
      calc(
        { address_infos: [{ province_name: "甘肃省" }], first_price: 1 },
        { address_infos: [{ province_name: "甘肃省" }], first_price: 2 },
      ),
  ],
  [
    "a region priced and excluded",
    22192019,
    () => ({
      ...calc({ address_infos: [{ province_name: "甘肃省" }], first_price: 1 }),
      not_send_area: { address_infos: [{ province_name: "甘肃省" }] },
    }),
  ],
  [
    "the whole country excluded",
    10025501,
    (at) => ({
      shipping_method: "FREE",
      all_freight_calc_method: {},
      not_send_area: { address_infos: provinces(at).map((province_name) => ({ province_name })) },
    }),
  ],
  ["no rules", 22192020, () => ({ all_freight_calc_method: {} })],
])("a freight template with %s is refused with %i", (_, code, over) => {
  const at = bench();

  expect(at.call("merchant/addfreighttemplate", { freight_template: template(over(at)) })["errcode"]).toBe(code);
});

test("a template to change needs its number, and one of the shop's", () => {
  const at = bench();
  const change = (over: object) =>
    at.call("merchant/updatefreighttemplate", { freight_template: template({ ...over }) });

  expect(change({})["errcode"]).toBe(10020007);
  expect(change({ template_id: "123" })["errcode"]).toBe(10020019);
});

test("an address is added as the default, changed and deleted; the old default is none any more", () => {
  const at = bench();
  const info = { user_name: "仓", province_name: "云南省", city_name: "大理", detail_info: "一号", tel_number: "1" };
  const detail = { name: "大理仓", address_info: info, send_addr: true, recv_addr: true, default_send: true };

  const { address_id } = at.call("merchant/address/add", { address_detail: detail });

  const isDefault = (id: string): number =>
    at.call("merchant/address/get", { address_id: id })["address_detail"]["default_send"];
  expect([isDefault(address_id), isDefault(at.shop.addresses[0]?.id ?? "")]).toEqual([1, 0]);
  const renamed = { ...detail, address_id, name: "大理二号仓" };
  expect(at.call("merchant/address/update", { address_detail: renamed })["errcode"]).toBe(0);
  expect(at.call("merchant/address/get", { address_id })["address_detail"]["name"]).toBe("大理二号仓");
  expect(at.call("merchant/address/delete", { address_id })["errcode"]).toBe(0);
  expect(at.call("merchant/address/delete", { address_id })["errcode"]).toBe(40097);
  const elsewhere = { ...detail, address_info: { ...info, province_name: "滇省" } };
  expect(at.call("merchant/address/add", { address_detail: elsewhere })["errcode"]).toBe(40097);
});

test("address codes lead from the country to a county", () => {
  const at = bench();
  const below = (code: number) => at.call("basics/addresscode/get", { addr_code: code })["next_level_addrs"];

  expect(below(0)).toContainEqual({ name: "贵州省", code: 520000000, level: 2 });
  expect(below(621200000)).toEqual([{ name: "成县", code: 621221000, level: 4 }]);
  expect(at.call("basics/addresscode/get", { addr_code: 7 })["errcode"]).toBe(40097);
});

test("a category that was applied for is open a little later, an invitation-only one is refused", () => {
  const at = bench();
  const closed = [...at.world.leaves.values()].filter(({ id }) => !at.shop.leaves.has(id));
  const usual = closed.find(({ inviteOnly }) => !inviteOnly);
  const invited = closed.find(({ inviteOnly }) => inviteOnly);
  const apply = (id: string | undefined) => at.call("category/add", { category_info: { cats_v2: [{ cat_id: id }] } });
  const audit = (id: string) => at.call("category/audit/get", { audit_id: id })["data"]["status"];

  const [one, two] = [apply(usual?.id), apply(invited?.id)];
  expect(audit(one["audit_id"])).toBe(0);
  at.advance(60_000);

  expect([audit(one["audit_id"]), audit(two["audit_id"])]).toEqual([1, 9]);
  expect(at.call("product/categoryprecheck", { cat_id: usual?.id })["all_pass"]).toBe(true);
  expect(at.world.events.filter(({ body }) => body["Event"] === "product_category_audit")).toHaveLength(2);
  expect(apply(usual?.id)["errcode"]).toBe(9401020);
  expect(apply("999")["errcode"]).toBe(10020063);
  expect(at.call("category/getbizcatflowlist", {})["list"]).toHaveLength(2);
  expect(at.call("category/getbizcatflowdetail", { audit_id: one["audit_id"] })["status"]).toBe(1);
  const again = apply(invited?.id)["audit_id"];
  expect(at.call("category/audit/cancel", { audit_id: again })["errcode"]).toBe(0);
  expect(audit(again)).toBe(12);
  expect(at.call("category/audit/cancel", { audit_id: again })["errcode"]).toBe(9401020);
});

test("a brand that was applied for becomes the shop's", () => {
  const at = bench();
  const { audit_id } = at.call("brand/add", { brand: { brand_id: "10008888", ch_name: "瑶都" } });
  const valid = () => at.call("brand/valid/list/get", { page_size: 50 })["brands"].length;
  const before = valid();

  expect(at.call("brand/get", { brand_id: "10008888" })["brand"]).toMatchObject({ status: 1, ch_name: "瑶都" });
  at.advance(60_000);

  expect(valid()).toBe(before + 1);
  expect(at.call("brand/list/get", { page_size: 20, status: 4 })["total_num"]).toBe(1);
  expect(at.call("brand/audit/cancel", { brand_id: "10008888", audit_id })["errcode"]).toBe(9401020);
  expect(at.call("brand/delete", { brand_id: "10008888" })["errcode"]).toBe(0);
  expect(valid()).toBe(before);
  expect(at.call("brand/get", { brand_id: "10008888" })["errcode"]).toBe(40097);
  expect(at.call("brand/update", { brand: { brand_id: "x" } })["errcode"]).toBe(40097);
});
