/** A client of the sandbox for its own tests: signs, sends, and reads the answer. Written from the rule, not from the gateway. */
import { createHash } from "node:crypto";
import { movableClock, type MovableClock } from "../kit/clock.ts";
import { host, type Host } from "../kit/host.ts";
import sandbox from "./index.ts";
import type { World } from "./world.ts";

type Json = Record<string, unknown>;
export interface Refused {
  error_code: number;
  sub_code: string;
  sub_msg: string;
}
export interface Client {
  host: Host<World>;
  clock: MovableClock;
  shop: string;
  token: string;
  /** The answer without its root; throws the refusal. */
  call<T = Json>(type: string, body?: Json): T;
  /** The refusal; throws when there is none. */
  refused(type: string, body?: Json): Refused;
  /** Parameters as they go out, signed; `changes` are made afterwards. */
  raw(type: string, body: Json, changes?: Record<string, string>): Json;
}

const START = Date.parse("2026-11-22T02:15:30Z");

export function bench(): Client {
  let real = START;
  const clock = movableClock(() => real++);
  const running = host(sandbox, { clock, seed: 1, switches: { hugeIds: false } });
  const { world } = running.scene();
  const [token] = [...world.tokens.values()];
  const [shop = ""] = world.shops.keys();
  const raw: Client["raw"] = (type, body, changes = {}) => {
    const texts = Object.entries(body).map(([key, value]) => [
      key,
      typeof value === "string" ? value : JSON.stringify(value),
    ]);
    const now = running.scene().world;
    const system = {
      type,
      client_id: now.app.id,
      access_token: token?.value ?? "",
      timestamp: String(Math.floor(clock.now() / 1_000)),
    };
    const parameters: Record<string, string> = { ...Object.fromEntries(texts), ...system };
    const text = Object.keys(parameters)
      .sort()
      .map((key) => `${key}${parameters[key]}`)
      .join("");
    const sign = createHash("md5")
      .update(now.app.secret + text + now.app.secret)
      .digest("hex")
      .toUpperCase();
    const sent = Buffer.from(JSON.stringify({ ...parameters, sign, ...changes }));
    const headers = { "content-type": "application/json" };
    const { answer } = running.exchange({
      method: "POST",
      target: "/api/router",
      headers,
      body: sent,
      remoteAddress: "",
    });
    return JSON.parse(String(answer?.body ?? "null"));
  };
  return {
    host: running,
    clock: { ...clock, set: (ms) => ((real = ms), clock.set(ms)) },
    shop,
    token: token?.value ?? "",
    raw,
    call(type, body = {}) {
      const reply = raw(type, body);
      if ("error_response" in reply) throw new Error(JSON.stringify(reply["error_response"]));
      const [, value] = Object.entries(reply).find(([key]) => key.endsWith("_response")) ?? ["", reply];
      return value as never;
    },
    refused(type, body = {}) {
      const reply = raw(type, body);
      if (!("error_response" in reply)) throw new Error(`not refused: ${JSON.stringify(reply)}`);
      return reply["error_response"] as Refused;
    },
  };
}

/** A whole valid draft of the walnut category, its picture and spec values made for it. */
export function draftOf(client: Client, changes: Json = {}): Json {
  const { world } = client.host.scene();
  const leaf = [...world.categories.values()].find(({ name }) => name === "核桃");
  const shop = world.shops.get(client.shop);
  if (leaf === undefined || shop === undefined) throw new Error("the seed has no walnuts");
  const image = Buffer.from([0xff, 0xd8, 0xff, 1]).toString("base64");
  const { image_url } = client.call<{ image_url: string }>("pdd.goods.image.upload", { image });
  const sku = (outer: string, name: string) => {
    const parent_spec_id = leaf.specNames[0]?.id ?? "";
    const { spec_id } = client.call<{ spec_id: number }>("pdd.goods.spec.id.get", { parent_spec_id, spec_name: name });
    return { out_sku_sn: outer, spec_id_list: `[${spec_id}]`, ...SKU, thumb_url: image_url };
  };
  const property = (name: string): Json => {
    const rule = leaf.properties.find((one) => one.name === name);
    const choice = rule?.values[0];
    return { ref_pid: rule?.refPid, ...(choice ? { vid: choice.vid } : { value: "500", value_unit: rule?.units[0] }) };
  };
  return {
    goods_name: "成县核桃 500g",
    out_goods_id: "CX-1",
    cat_id: leaf.id,
    cost_template_id: shop.templates[0]?.id ?? "",
    ...SERVICE,
    market_price: 6_000,
    carousel_gallery: [image_url],
    detail_gallery: [image_url],
    goods_properties: ["品牌", "净含量", "保质期"].map(property),
    sku_list: [sku("CX-1-A", "500g袋装"), sku("CX-1-B", "1000g礼盒")],
    ...changes,
  };
}

const SKU = {
  multi_price: 4_990,
  price: 5_090,
  quantity: 20,
  is_onsale: 1,
  limit_quantity: 999,
  weight: 500,
  sku_properties: [],
};
const SERVICE = {
  goods_type: 1,
  country_id: 0,
  is_folt: false,
  is_pre_sale: false,
  is_refundable: true,
  second_hand: false,
  shipment_limit_second: 172_800,
};

/** A product on the shelf, and its numbers. */
export function liveGoods(client: Client, changes: Json = {}): { goodsId: string; skuIds: readonly string[] } {
  const { goods_id } = client.call<{ goods_id: number }>("pdd.goods.add", draftOf(client, changes));
  client.host.sandbox.acts.decideAudit(String(goods_id), { decision: "pass" }, client.host.scene());
  const { sku_list } = client.call<{ sku_list: { sku_id: number }[] }>("pdd.goods.detail.get", { goods_id });
  client.clock.advance(10_000);
  return { goodsId: String(goods_id), skuIds: sku_list.map(({ sku_id }) => String(sku_id)) };
}

/** A buyer's order of one unit; throws the refusal. */
export function orderOf(client: Client, merchantKey: string, more: { pay?: boolean; quantity?: number } = {}): string {
  const { pay = true, quantity = 1 } = more;
  const wanted = { shop: client.shop, lines: [{ merchantKey, quantity }], pay };
  const placed = client.host.sandbox.acts.placeOrder(wanted, client.host.scene());
  if (!placed.ok) throw new Error(placed.refusal.message);
  return (placed.value as { orderNo: string }).orderNo;
}
