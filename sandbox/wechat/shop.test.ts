import { expect, test } from "vitest";
import { bench, sandbox, type Answer, type Bench } from "./testing/bench.ts";

const get = (at: Bench, name: string): Answer =>
  at.send({ method: "GET", target: `/shop/ec/${name}?access_token=${at.world.firstToken}` });
const upload = (at: Bench, query: string, body: string | Uint8Array, type = "application/json"): Answer =>
  at.send({
    target: `/shop/ec/basics/img/upload?access_token=${at.world.firstToken}&${query}`,
    body,
    headers: { "content-type": type },
  });
const form = (name: string, bytes: string, type = "image/jpeg"): string =>
  `--cut\r\nContent-Disposition: form-data; name="${name}"; filename="a.jpg"\r\nContent-Type: ${type}\r\n\r\n${bytes}\r\n--cut--\r\n`;
const FORM = "multipart/form-data; boundary=cut";

test("both trees come leaf first, with the same leaves and other numbers above", () => {
  const at = bench();
  const answer = get(at, "category/all");
  const paths = (tree: string): Answer[][] =>
    (answer[tree] as Answer[]).map((path) => path["cat_and_qua"].map((step: Answer) => step["cat"]));
  const names = paths("cats_v2").map((path) =>
    path
      .map((cat) => cat["name"])
      .reverse()
      .join("/"),
  );

  expect(names).toContain("食品生鲜/粮油干货/核桃");
  expect(names).toContain("食品生鲜/新鲜水果/热带水果/榴莲");
  expect(paths("cats").every((path) => path.length === 3)).toBe(true);
  expect(paths("cats").map(([leaf]) => leaf?.["cat_id"])).toEqual(paths("cats_v2").map(([leaf]) => leaf?.["cat_id"]));
  expect(paths("cats")[0]?.[2]?.["cat_id"]).not.toBe(paths("cats_v2")[0]?.[2]?.["cat_id"]);
  expect(paths("cats_v2")[0]?.[0]).toMatchObject({ leaf: true });
});

test("numbers of categories follow from the seed", () => {
  expect(bench({}, 1).leaf("核桃").id).not.toBe(bench({}, 2).leaf("核桃").id);
  expect(bench({}, 1).leaf("核桃").id).toBe(bench({}, 1).leaf("核桃").id);
});

test("a category's detail names its attributes with type, unit and need", () => {
  const at = bench();

  const { attr } = at.call("category/detail", { cat_id: at.leaf("核桃油").id });

  expect(attr["product_attr_list"]).toContainEqual(
    expect.objectContaining({ name: "净含量", type_v2: "decimal4_unit", value: "g;kg", is_required: true }),
  );
  expect(attr["product_attr_list"]).toContainEqual(
    expect.objectContaining({ name: "生产许可证编号", is_required: true }),
  );
  expect(attr["sale_attr_list"]).toMatchObject([{ name: "规格" }]);
  expect(at.call("category/detail", { cat_id: "1" })["errcode"]).toBe(10020063);
  expect(at.call("category/detail", { cat_id: "x" })["errcode"]).toBe(9401020);
});

test("what the shop may sell in", () => {
  const at = bench();
  const check = (leaf: string): Answer => at.call("product/categoryprecheck", { cat_id: Number(at.leaf(leaf).id) });

  expect(check("核桃")).toMatchObject({ all_pass: true, fail_reasons: [] });
  expect(check("榴莲")["all_pass"]).toBe(false);
  const rows = at.call("category/get_category_relation_list", { is_filter_status: true, status: 1 })[
    "list"
  ] as Answer[];
  expect(rows.map(({ id }) => id)).toContain(at.leaf("核桃").id);
  expect(rows.map(({ id }) => id)).not.toContain(at.leaf("白酒").id);
});

test("brands, freight templates, addresses and carriers", () => {
  const at = bench();
  const brands = at.call("brand/valid/list/get", { page_size: 1 });
  const more = at.call("brand/valid/list/get", { page_size: 1, next_key: brands["next_key"] });
  expect([...brands["brands"], ...more["brands"]].map(({ ch_name }) => ch_name)).toEqual(["瑶都优选", "成县核桃"]);
  expect(more["next_key"]).toBe("");

  const templates = at.call("merchant/getfreighttemplatelist", { offset: 0, limit: 20 })[
    "template_id_list"
  ] as string[];
  const first = at.call("merchant/getfreighttemplatedetail", { template_id: templates[0] })["freight_template"];
  expect(first).toMatchObject({
    name: "全国包邮(除偏远)",
    send_time: "SendTime_FOUTYEIGHT_HOUR",
    valuation_type: "PIECE",
  });
  expect(at.call("merchant/getfreighttemplatedetail", { template_id: at.other.templates[0]?.id })["errcode"]).toBe(
    10020019,
  );

  const addresses = at.call("merchant/address/list", { offset: 0, limit: 100 })["address_id_list"] as string[];
  expect(at.call("merchant/address/get", { address_id: addresses[0] })["address_detail"]).toMatchObject({
    name: "江华发货仓",
    default_recv: 1,
  });
  const carriers = at.call("order/deliverycompanylist/new/get", { ewaybill_only: false })["company_list"] as Answer[];
  expect(carriers.map(({ delivery_id }) => delivery_id)).toContain("YUNDA");
});

test("a picture is uploaded by bytes or by address, and keeps its place", () => {
  const at = bench();
  const query = "upload_type=0&resp_type=1&height=800&width=800";
  const first = upload(at, query, form("media", "bytes"), FORM);

  expect(first["pic_file"]["img_url"]).toMatch(new RegExp(`^https://mmecimage.cn/p/${at.shop.appId}/H`));
  expect(upload(at, query, form("media", "bytes"), FORM)).toEqual(first);
  expect(upload(at, query, form("media", "other"), FORM)).not.toEqual(first);
  expect(upload(at, "upload_type=1&resp_type=1&img_url=https%3A%2F%2Fexample.com%2Fa.jpg", "")["errcode"]).toBe(0);
  expect(upload(at, "upload_type=1&resp_type=0", '{"img_url":"https://example.com/a.jpg"}')["pic_file"]).toHaveProperty(
    "media_id",
  );
});

test.each([
  ["no resp_type", 10020055, "upload_type=0&height=1&width=1", form("media", "x"), FORM],
  ["no size", 10020055, "upload_type=0&resp_type=1", form("media", "x"), FORM],
  ["another field", 10020055, "upload_type=0&resp_type=1&height=1&width=1", form("file", "x"), FORM],
  ["a gif", 10020056, "upload_type=0&resp_type=1&height=1&width=1", form("media", "x", "image/gif"), FORM],
  ["nothing", 10020059, "upload_type=0&resp_type=1&height=1&width=1", form("media", ""), FORM],
  [
    "2 MB and a byte as media",
    10020060,
    "upload_type=0&resp_type=0&height=1&width=1",
    form("media", "x".repeat(2 * 1024 * 1024 + 1)),
    FORM,
  ],
  [
    "an address of the platform",
    10020061,
    "upload_type=1&resp_type=1",
    '{"img_url":"https://mmecimage.cn/p/a/b"}',
    "application/json",
  ],
  [
    "a double slash",
    10020254,
    "upload_type=1&resp_type=1",
    '{"img_url":"https://example.com/a//b.jpg"}',
    "application/json",
  ],
])("an upload of %s is refused with %i", (_, code, query, body, type) => {
  expect(upload(bench(), query, body, type)["errcode"]).toBe(code);
});

test("two hand-made goods wait for adoption in the first shop", () => {
  const at = bench();
  const wares = sandbox.truth.products(at.world);

  expect(wares).toMatchObject([
    {
      title: "成县核桃油 500ml",
      merchantKey: "HAND-OIL-500",
      shelf: "on",
      skus: [{ merchantKey: "HAND-OIL-500", stock: 40 }],
    },
    { title: "瑶乡腊肉 500g", merchantKey: null, shelf: "on", skus: [{ merchantKey: null, stock: 25 }] },
  ]);
  expect(wares.every(({ shop }) => shop === at.shop.appId)).toBe(true);
});

test("a call is recognised by its path and the shop of its token, dead or alive", () => {
  const at = bench();
  const request = (target: string, body = "") => ({
    method: "POST",
    target,
    headers: {},
    body: new TextEncoder().encode(body),
    remoteAddress: "",
  });
  const token = at.world.firstToken;

  expect(sandbox.recognise(request(`/shop/ec/category/all?access_token=${token}`), at.world)).toEqual({
    api: "/shop/ec/category/all",
    shop: at.shop.appId,
  });
  expect(sandbox.recognise(request("/cgi-bin/stable_token", `{"appid":"${at.other.appId}"}`), at.world)).toEqual({
    api: "/cgi-bin/stable_token",
    shop: at.other.appId,
  });
  expect(sandbox.recognise(request("/channels/ec/nothing"), at.world)).toEqual({ api: null, shop: null });
});

test("answers have keys that no document names, where the switch is on", () => {
  const at = bench({ unknownKeys: true });
  const texts = Array.from({ length: 60 }, () => JSON.stringify(at.call("product/getauditquota", {})));

  expect(texts.some((text) => text.includes("ext_trace"))).toBe(true);
  expect(texts.some((text) => text.includes("ext_flag"))).toBe(true);
  expect(texts.some((text) => !text.includes('"errmsg"'))).toBe(true);
});
