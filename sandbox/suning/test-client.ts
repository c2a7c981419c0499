import sandbox from "./index.ts";
import { signInfo } from "./gateway.ts";
import { ROOTS } from "./codes.ts";
import { toBeijing } from "./time.ts";
import { type Host, host } from "../kit/host.ts";
import { movableClock, type MovableClock } from "../kit/clock.ts";
import type { WireAnswer } from "../kit/types.ts";
import type { World } from "./world.ts";

export const START_MS = Date.UTC(2026, 10, 22, 2, 15, 30);
type Json = Record<string, unknown>;

/** A sandbox without a network, its clock standing still, and a client that signs as the platform asks. */
export interface Bench {
  host: Host<World>;
  clock: MovableClock;
  shop: string;
  otherShop: string;
  token: string;
  /** Sends raw bytes; headers that are given replace the right ones. */
  send(
    method: string,
    body: string | Uint8Array,
    sent?: { headers?: Readonly<Record<string, string>>; path?: string },
  ): WireAnswer;
  /** The body under the root node; throws the error code. */
  call(method: string, params: Json, token?: string): Json;
  rows(method: string, params: Json): readonly Json[];
  /** The platform's error code, or "" where it took the call. */
  code(method: string, params: Json, token?: string): string;
  picture(side?: number): string;
}

/** Rate and coupons are switched off, so that a test decides what happens. */
export function bench(switches: Readonly<Record<string, boolean | number>> = {}, seed = 7): Bench {
  const clock = movableClock(() => START_MS);
  const defaults = { callsPerSecond: 10_000, callBurst: 10_000, couponShare: 0 };
  const running = host(sandbox, { clock, seed, switches: { ...defaults, ...switches } });
  const { world } = running.scene();
  const [shop = "", otherShop = ""] = world.shops.keys();
  const { token } = sandbox.credentials(world);
  const send = sender(running, token);
  const ask: Asker = (method, params, as = token) => {
    const body = JSON.stringify({ sn_request: { sn_body: { [ROOTS[method] ?? "x"]: params } } });
    const { status, body: text } = send(method, body, { headers: { access_token: as } });
    if (status !== 200) throw new Error(`status ${status}`);
    return record(record(JSON.parse(String(text)))["sn_responseContent"]);
  };
  return { host: running, clock, shop, otherShop, token, send, ...readers(ask) };
}

type Asker = (method: string, params: Json, token?: string) => Json;

function sender(running: Host<World>, token: string): Bench["send"] {
  const { key: appKey, secret } = running.scene().world.app;
  return (method, body, { headers = {}, path = "/api/http/sopRequest" } = {}) => {
    const bytes = Buffer.from(body);
    const time = headers["apprequesttime"] ?? toBeijing(running.clock.now());
    const own = {
      appmethod: method,
      apprequesttime: time,
      format: "json",
      appkey: appKey,
      versionno: "v1.2",
      signinfo: signInfo(secret, { method, time, appKey, version: "v1.2", body: bytes }),
      access_token: token,
    };
    const request = { method: "POST", target: path, headers: { ...own, ...headers }, body: bytes, remoteAddress: "" };
    const { answer } = running.exchange(request);
    if (answer === null) throw new Error("no answer");
    return answer;
  };
}

function readers(ask: Asker): Pick<Bench, "code" | "call" | "rows" | "picture"> {
  const under = (method: string, params: Json, as?: string): unknown => {
    const content = ask(method, params, as);
    if (errorIn(content) !== "") throw new Error(errorIn(content));
    return record(content["sn_body"])[ROOTS[method] ?? ""];
  };
  return {
    code: (method, params, as) => errorIn(ask(method, params, as)),
    call: (method, params, as) => record(under(method, params, as)),
    rows: (method, params) => list(under(method, params)),
    picture: (side = 800) =>
      String(record(under("suning.custom.npic.add", { picContent: bmp(side).toString("base64") }))["picUrl"]),
  };
}

export function record(value: unknown): Json {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw new TypeError("no record");
  return Object.fromEntries(Object.entries(value));
}

export function list(value: unknown): readonly Json[] {
  if (!Array.isArray(value)) throw new TypeError("no list");
  return value.map(record);
}

function errorIn(content: Json): string {
  return content["sn_error"] === undefined ? "" : String(record(content["sn_error"])["error_code"]);
}

/** The head of a bitmap: enough for whoever only measures it. */
export function bmp(side: number): Buffer {
  const bytes = Buffer.alloc(54);
  bytes.write("BM", "latin1");
  bytes.writeInt32LE(side, 18);
  bytes.writeInt32LE(side, 22);
  return bytes;
}

/** Parameters that a category demands, filled with what fits. */
export function parsFor(b: Bench, categoryCode: string): readonly Json[] {
  return b
    .rows("suning.custom.itemparameters.query", { categoryCode, pageNo: "1", pageSize: "50" })
    .filter((par) => par["isMust"] === "X" && par["paraTemplateCode"] === "basic")
    .map((par) => ({ parCode: par["parCode"], parValue: valueFor(par) }));
}

function valueFor(par: Json): unknown {
  const [option] = list(par["parOption"] ?? []);
  return option === undefined ? (par["dataType"] === "NUM" ? "500" : "甘肃成县") : option["parOptionCode"];
}

export function categoryCode(b: Bench, name: string): string {
  const rows = b.rows("suning.custom.category.query", { categoryName: name, pageNo: "1", pageSize: "50" });
  return String(rows.find((row) => row["categoryName"] === name && row["isBottom"] === "X")?.["categoryCode"]);
}

export function brandCode(b: Bench, category: string, brandName: string): string {
  const [brand] = b.rows("suning.custom.newbrand.query", {
    categoryCode: category,
    brandName,
    pageNo: "1",
    pageSize: "10",
  });
  return String(brand?.["brandCode"]);
}

export function saleParCode(b: Bench, category: string): string {
  const rows = b.rows("suning.custom.itemparameters.query", { categoryCode: category, pageNo: "1", pageSize: "50" });
  return String(rows.find((row) => row["paraTemplateCode"] === "common")?.["parCode"]);
}

export const html = (text: string): string => Buffer.from(text, "utf8").toString("base64");

/** Walnuts in two sizes, in order in every respect. */
export function walnuts(b: Bench, changes: Json = {}): Json {
  const category = categoryCode(b, "核桃");
  const sale = saleParCode(b, category);
  const child = (itemCode: string, price: string, size: string) => ({
    itemCode,
    price,
    invQty: "30",
    alertQty: "3",
    pars: [{ parCode: sale, parValue: size }],
  });
  return {
    categoryCode: category,
    brandCode: brandCode(b, category, "成县核桃"),
    productName: "成县薄皮核桃 新果 礼盒",
    cmTitle: "成县薄皮核桃 当季新果",
    sellPoint: "海拔千米 薄皮易剥",
    afterSaleServiceDec: "坏果包赔",
    introduction: html("<p>成县核桃, 当年新果</p>"),
    supplierImg1Url: b.picture(),
    saleSet: "2",
    pars: parsFor(b, category),
    itemCode: "WN",
    childItem: [child("WN-500", "29.90", "500克"), child("WN-1000", "55.00", "1千克")],
    ...changes,
  };
}

/** An item that has been worked through: its code and the codes of its children. */
export function published(b: Bench, changes: Json = {}): { productCode: string; children: readonly string[] } {
  const { applyCode } = b.call("suning.custom.item.add", walnuts(b, changes));
  b.clock.advance(120_000);
  const { resultData } = b.call("suning.custom.getproductcode.query", { applycode: String(applyCode) });
  const codes = list(resultData).map((row) => String(row["productcode"]));
  return { productCode: codes[0] ?? "", children: codes.slice(1) };
}

/** A paid order of the first shop. */
export function ordered(b: Bench, lines: readonly { merchantKey: string; quantity: number }[], pay = true): string {
  const answer = sandbox.acts.placeOrder({ shop: b.shop, lines, pay }, b.host.scene());
  if (!answer.ok) throw new Error(answer.refusal.code);
  return String(record(answer.value)["orderNo"]);
}
