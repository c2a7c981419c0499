import { movableClock, type MovableClock } from "../kit/clock.ts";
import { control } from "../kit/control.ts";
import { host, type Host } from "../kit/host.ts";
import type { WireRequest } from "../kit/types.ts";
import sandbox from "./index.ts";
import { isRecord } from "./json.ts";
import { signature } from "./sign.ts";
import { beijingText } from "./time.ts";
import type { World } from "./world.ts";

export const START_MS = Date.UTC(2026, 10, 22, 2, 30, 0);
export type Json = Record<string, unknown>;

/** The sandbox without a network, with a client that signs as an SDK does. */
export interface TestShop {
  host: Host<World>;
  clock: MovableClock;
  venderId: string;
  token: string;
  /** Sends a method and gives the text that came back. */
  text(method: string, params?: unknown, token?: string): string;
  /** The payload inside the envelope; fails when the gateway refused. */
  ok(method: string, params?: unknown, token?: string): Json;
  /** The code of `error_response`, and its Chinese text. */
  refused(method: string, params?: unknown, token?: string): { code: unknown; zh: string };
  control(method: string, path: string, body?: Json): { status: number; body: Json };
  /** A name path of the seeded tree to its ids, with attributes by name. */
  category(name: string): {
    id: string;
    lev: number;
    attribute(name: string): { id: string; value(name: string): string };
  };
  picture(): string;
  /** Parameters of ware.write.add that pass all rules. */
  ware(changes?: Json, skus?: readonly Json[]): Json;
  /** Adds, lists and passes a ware; gives its number. */
  onSale(outerId: string, stock?: number): { wareId: string; skuId: string };
}

export function wire(target: string, body = "", headers: Record<string, string> = {}): WireRequest {
  const type = body === "" ? {} : { "content-type": "application/x-www-form-urlencoded" };
  return {
    method: "POST",
    target,
    headers: { ...type, ...headers },
    body: new TextEncoder().encode(body),
    remoteAddress: "127.0.0.1",
  };
}

export function openShop(switches: Record<string, boolean | number> = {}, seed = 5): TestShop {
  const clock = movableClock(() => START_MS);
  const quiet = { mixedTypes: false, ...switches };
  const running = host(sandbox, { clock, seed, switches: quiet });
  const { app, shop, token } = sandbox.credentials(running.scene().world);
  const venderId = shop["venderId"] ?? "";

  const text: TestShop["text"] = (method, params = {}, used = token) => {
    const sent = new Map([
      ["method", method],
      ["app_key", app["appKey"] ?? ""],
      ["access_token", used],
      ["timestamp", beijingText(clock.now())],
      ["v", "2.0"],
      ["360buy_param_json", typeof params === "string" ? params : JSON.stringify(params)],
    ]);
    sent.set("sign", signature(sent, app["appSecret"] ?? ""));
    const { answer } = running.exchange(wire("/routerjson", new URLSearchParams([...sent]).toString()));
    return String(answer?.body);
  };
  const parsed: (...call: Parameters<TestShop["text"]>) => Json = (...call) => {
    const safe = text(...call).replaceAll(/([:[,])(\d{16,})/g, '$1"$2"');
    return JSON.parse(safe) as Json;
  };
  const ok: TestShop["ok"] = (method, params, used) => {
    const answer = parsed(method, params, used)[`${method.replaceAll(".", "_")}_responce`];
    if (!isRecord(answer)) throw new Error(`${method} was refused: ${text(method, params, used)}`);
    return { ...answer };
  };
  const refused: TestShop["refused"] = (method, params, used) => {
    const error = parsed(method, params, used)["error_response"];
    if (!isRecord(error)) throw new Error(`${method} was not refused`);
    return { code: error["code"], zh: String(error["zh_desc"]) };
  };
  const shopOf: TestShop = {
    host: running,
    clock,
    venderId,
    token,
    text,
    ok,
    refused,
    control(method, path, body = {}) {
      const reply = control(running, { method, path, query: new URLSearchParams(), body });
      return { status: reply.status, body: reply.body as Json };
    },
    category(name) {
      const list = (ok("jingdong.vender.category.getFullValidCategoryResultByVenderId")["returnType"] as Json)[
        "list"
      ] as Json[];
      const found = list.findLast((one) => one["name"] === name);
      const cid = String(found?.["id"]);
      const fields = "id,name,attributeType,inputType,isRequired,features,attrValueList";
      const method = "jingdong.category.read.findAttrsByCategoryIdUnlimitCate";
      const attributes = ok(method, { cid, field: fields })["findattrsbycategoryidunlimitcate_result"] as Json[];
      return {
        id: cid,
        lev: Number(found?.["lev"]),
        attribute(wanted) {
          const attribute = attributes.find((one) => one["name"] === wanted);
          const values = (attribute?.["attrValueList"] ?? []) as Json[];
          return {
            id: String(attribute?.["id"]),
            value: (value) => String(values.find((one) => one["name"] === value)?.["id"]),
          };
        },
      };
    },
    picture() {
      const png = Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47]), Buffer.alloc(64)]).toString("base64");
      return String(ok("jingdong.imgzone.picture.upload", { image_data: png, picture_name: "a.png" })["picture_url"]);
    },
    ware(changes = {}, skus = [{}]) {
      const leaf = shopOf.category("核桃");
      const sale = leaf.attribute("规格").id;
      const brands = ok("jingdong.pop.vender.cener.venderBrand.query")["brandList"] as Json[];
      const fares = ok("jingdong.SkuFareTemplateService.getTemplates")["query_skuFareTemplate_result"] as Json;
      return {
        ware: {
          title: "漾濞薄皮核桃 500g",
          categoryId: leaf.id,
          multiCategoryId: leaf.id,
          brandId: brands[0]?.["erpBrandId"],
          transportId: (fares["template_list"] as Json[])[0]?.["id"],
          wareStatus: 1,
          outerId: "WALNUT",
          multiCateProps: [
            { attrId: leaf.attribute("产地").id, attrValues: ["云南大理"] },
            { attrId: leaf.attribute("净含量").id, attrValues: ["500"], units: ["g"] },
            { attrId: leaf.attribute("保质期").id, attrValues: ["180"], units: ["天"] },
            { attrId: leaf.attribute("储存条件").id, attrValues: [leaf.attribute("储存条件").value("常温")] },
          ],
          images: [{ colorId: "0000000000", imgIndex: 1, imgUrl: shopOf.picture() }],
          introduction: "<p>核桃</p>",
          mobileDesc: "<p>核桃</p>",
          saleAttrTemplateId: "POP_MODEL",
          ...changes,
        },
        skus: skus.map((sku, index) => ({
          saleAttrs: [{ attrId: sale, attrValueAlias: [`规格${index}`], attrValues: [] }],
          jdPrice: "39.90",
          stockNum: "10",
          outerId: `WALNUT-${index}`,
          ...sku,
        })),
      };
    },
    onSale(outerId, stock = 10) {
      const added = ok("jingdong.ware.write.add", shopOf.ware({ outerId }, [{ outerId, stockNum: String(stock) }]))[
        "ware"
      ] as Json;
      const wareId = String(added["wareId"]);
      ok("jingdong.ware.write.upOrDown", { wareId, opType: 1 });
      shopOf.control("POST", `/audits/${wareId}`, { decision: "pass" });
      clock.advance(5_000);
      return { wareId, skuId: String((added["skus"] as Json[])[0]?.["skuId"]) };
    },
  };
  return shopOf;
}
