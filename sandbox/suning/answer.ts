import type { Params } from "./params.ts";
import { placeholders } from "./placeholders.ts";
import type { Scene, WireAnswer } from "../kit/types.ts";
import type { Shop, World } from "./world.ts";
import { toXml } from "./xml.ts";

/** A refusal in the platform's own words; `message` may stay away on the wire. */
export interface Refusal {
  code: string;
  message: string;
}
export type Fields = Readonly<Record<string, unknown>>;
/** What a call comes to, before envelope and unkindness. */
export type Reply =
  | { kind: "one"; value: Fields | readonly Fields[] }
  | { kind: "page"; rows: readonly Fields[]; pageNo: number; pageTotal: number; totalSize: number }
  | { kind: "refused"; refusal: Refusal };

/** What an action gets: parameters, the shop that asks, the scene. */
export interface Ask {
  params: Params;
  shop: Shop;
  scene: Scene<World>;
}

export function refuse(code: string, message = ""): Reply & { kind: "refused" } {
  return { kind: "refused", refusal: { code, message } };
}

export function one(value: Fields | readonly Fields[]): Reply {
  return { kind: "one", value };
}

/** Nothing found is an error here, never an empty list. */
export const noResult = (): Reply => refuse("biz.handler.data-get:no-result", "没有查询到数据");

/** Puts a reply into the envelope, as JSON or XML; the status is 200 whatever it says. */
export function envelope(reply: Reply, format: { xml: boolean; root: string }, scene: Scene<World>): WireAnswer {
  const content = reply.kind === "refused" ? errorOf(reply.refusal, scene) : successOf(reply, format.root, scene);
  const body = { sn_responseContent: content };
  return {
    status: 200,
    headers: { "content-type": format.xml ? "text/xml;charset=UTF-8" : "application/json;charset=UTF-8" },
    body: format.xml ? toXml(body) : JSON.stringify(body),
  };
}

function errorOf({ code, message }: Refusal, { random, world }: Scene<World>): Fields {
  const gateway = /^(sys|isp)\./.test(code);
  const withMessage = message !== "" && !(gateway && world.switches["shortErrors"] === true);
  const error = { error_code: code, ...(withMessage && { error_msg: message }) };
  return random.next() < 0.5 ? { sn_head: {}, sn_error: error } : { sn_error: error };
}

function successOf(reply: Exclude<Reply, { kind: "refused" }>, root: string, scene: Scene<World>): Fields {
  const returnMessage = placeholders.returnMessage.value;
  if (reply.kind === "one") return { sn_head: { returnMessage }, sn_body: { [root]: unkind(reply.value, scene) } };
  const { pageNo, pageTotal, totalSize } = reply;
  return { sn_head: { pageNo, pageTotal, totalSize, returnMessage }, sn_body: { [root]: unkind(reply.rows, scene) } };
}

/** Keys whose empty text is a documented value: "not required", "no code yet", "no options". */
const MEANT_EMPTY: ReadonlySet<string> = new Set(["isMust", "productCode", "productcode"]);

/** Empty texts go away or become null by chance, and keys come that nobody asked for. */
function unkind(value: unknown, scene: Scene<World>): unknown {
  if (Array.isArray(value)) return value.map((inner) => unkind(inner, scene));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).flatMap(([name, inner]) => {
    if (inner === "" && !MEANT_EMPTY.has(name) && scene.world.switches["emptyVariations"] === true)
      return emptied(name, scene);
    return [[name, unkind(inner, scene)]];
  });
  if (scene.world.switches["extraKeys"] === true && scene.random.int(4) === 0) entries.push(extraKey(scene));
  return Object.fromEntries(entries);
}

function emptied(name: string, { random }: Scene<World>): unknown[][] {
  const chance = random.int(3);
  return chance === 0 ? [] : [[name, chance === 1 ? null : ""]];
}

function extraKey({ random }: Scene<World>): unknown[] {
  return [random.pick(["reserveField1", "extAttr", "snVersionTag"]), random.pick<unknown>(["", "0", null, { k: "v" }])];
}
