import { BUSINESS_FAMILY, codes, ORDER_ABSENT, SYSTEM_EXCEPTIONS, VAGUE, WORDS } from "./table.ts";

interface Refusal {
  code: string;
  message: string;
  requestId?: string;
}
type Bag = Readonly<Record<string, unknown>>;

/** JD answers 200 with the refusal in one of six shapes; null: no refusal. */
export function read(reply: unknown): Refusal | null {
  if (!isBag(reply)) return null;
  if (isBag(reply["error_response"])) return gatewayRefusal(reply["error_response"]);
  if (typeof reply["msg"] === "string" && isNo(reply["code"])) return signInRefusal(reply);
  const envelope = envelopeOf(reply);
  if (envelope === null) return null;
  const { name, content } = envelope;
  if (isNo(content["code"])) return gatewayRefusal(content);
  if (isNo(content["return_code"], "1")) {
    return { code: `picture ${textOf(content["return_code"])}`, message: textOf(content["desc"]) };
  }
  const refused = resultsIn(content).find(saysNo);
  if (refused === undefined) return null;
  const refusal = businessRefusal(refused);
  return isAbsence(name, refusal) ? null : refusal;
}

/** The first member that looks like JD's envelope, whatever its name: it is misspelt `_responce`. */
export function envelopeOf(reply: unknown): { name: string; content: Bag } | null {
  if (!isBag(reply)) return null;
  const entry = Object.entries(reply).find(([name, value]) => /_respon[cs]e$/.test(name) && isBag(value));
  return entry !== undefined && isBag(entry[1]) ? { name: entry[0], content: entry[1] } : null;
}

function gatewayRefusal(error: Bag): Refusal {
  const message = [error["zh_desc"], error["en_desc"]].map(textOf).filter(Boolean).join(" / ");
  const requestId = textOf(error["request_id"]);
  return { code: named(textOf(error["code"]), message), message, ...(requestId && { requestId }) };
}

function signInRefusal(body: Bag): Refusal {
  const requestId = textOf(body["requestId"]);
  return { code: `sign_in ${textOf(body["code"])}`, message: textOf(body["msg"]), ...(requestId && { requestId }) };
}

/** Reads for which "not there" is an answer: one order, and the stock of one sku. */
function isAbsence(envelope: string, { code, message }: Refusal): boolean {
  if (envelope.includes("_order_get_")) return ORDER_ABSENT.has(code);
  return envelope.includes("_stock_sku_query_") && message.includes("不存在");
}

/** The refusal of one sku in a stock write: it has a sentence but no code. What sounds passing is tried again. */
export function stockRefusal(message: string): Refusal {
  return { code: /异常|超时|稍后|限流|繁忙/.test(message) ? "stock_busy" : "stock", message };
}

const CODE_NAMES = ["numberCode", "errorCode", "error_code", "resultCode", "result_code", "errCode", "code"];
const MESSAGE_NAMES = [
  "chineseErrCode",
  "ChineseErrCode",
  "chinese_err_code",
  "errorMsg",
  "error_msg",
  "errorMessage",
  "resultMessage",
  "result_message",
  "rsudoesult_message", // their spelling
  "errMsg",
  "message",
  "englishErrCode",
  "english_err_code",
];

/** Results number their refusals on their own, from 1 on: only the order family means the same everywhere. */
function businessRefusal(result: Bag): Refusal {
  const code = first(result, CODE_NAMES);
  const message = first(result, MESSAGE_NAMES);
  const listed = code.startsWith(BUSINESS_FAMILY) || SYSTEM_EXCEPTIONS.includes(code);
  return { code: listed ? code : `${wordOf(message) ?? "refused"} ${code}`.trim(), message };
}

/** A gateway code of the table as it is; any other is led by a word, so that "1" never answers for "1001". */
function named(code: string, message: string): string {
  const listed = Object.hasOwn(codes, code);
  const word = listed && !VAGUE.has(code) ? undefined : wordOf(message);
  if (word !== undefined) return `${word} ${code}`.trim();
  return listed ? code : `unlisted ${code}`.trim();
}

function wordOf(message: string): string | undefined {
  return WORDS.find(([pattern]) => pattern.test(message))?.[1];
}

/** The result itself, its members, and what lies in a member as `apiResult`. */
function resultsIn(content: Bag): readonly Bag[] {
  const members = Object.values(content).filter(isBag);
  return [content, ...members, ...members.map((member) => member["apiResult"]).filter(isBag)];
}

const VERDICTS = ["success", "is_success", "isSuccess", "result"];

/** False as boolean or text, in one of the verdicts. A stock write that lists its skus is no refusal: each of them says for itself. */
function saysNo(result: Bag): boolean {
  const listed = isBag(result["obj"]) && Array.isArray(result["obj"]["updateStockResult"]);
  return !listed && VERDICTS.some((name) => textOf(result[name]).toLowerCase() === "false");
}

function isNo(code: unknown, yes = "0"): boolean {
  return (typeof code === "string" || typeof code === "number") && textOf(code) !== yes;
}

function first(bag: Bag, names: readonly string[]): string {
  return names.map((name) => textOf(bag[name])).find((value) => value !== "" && value !== "0") ?? "";
}

function textOf(value: unknown): string {
  return ["string", "number", "boolean"].includes(typeof value) ? String(value).trim() : "";
}

function isBag(value: unknown): value is Bag {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
