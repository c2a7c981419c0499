import type { Value } from "./literal.ts";

interface Node {
  name: string;
  children: [string, Value][];
  text: string;
}

const ENTITIES: Readonly<Record<string, string>> = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };
const TOKEN =
  /<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<\/([\w.:-]+)\s*>|<([\w.:-]+)\s*(\/?)>|([^<]+)/y;

/** Parses the XML dialect of the PHP SDK: elements, CDATA, entities; no attributes and no DTD. Siblings of one name become a list. Null where it isn't well formed. */
export function parseXml(text: string): { value: Value } | null {
  const root: Node = { name: "", children: [], text: "" };
  const open: Node[] = [root];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const token = TOKEN.exec(text);
    if (token === null || !take(token, open)) return null;
  }
  return open.length === 1 && root.children.length === 1 ? { value: valueOf(root) } : null;
}

function take([, cdata, closing, opening, empty, words]: RegExpExecArray, open: Node[]): boolean {
  const node = open.at(-1);
  if (node === undefined) return false;
  if (cdata !== undefined) node.text += cdata;
  else if (words !== undefined) node.text += decode(words);
  else if (opening !== undefined) {
    if (empty === "/") node.children.push([opening, ""]);
    else open.push({ name: opening, children: [], text: "" });
  } else if (closing !== undefined) return close(closing, open);
  return true;
}

function close(name: string, open: Node[]): boolean {
  const node = open.pop();
  const parent = open.at(-1);
  if (node === undefined || parent === undefined || node.name !== name) return false;
  parent.children.push([name, valueOf(node)]);
  return true;
}

function valueOf(node: Node): Value {
  if (node.children.length === 0) return node.text.trim() === "" ? "" : node.text;
  const record: { [key: string]: Value } = {};
  for (const [name, value] of node.children) {
    const there = record[name];
    if (there === undefined) record[name] = value;
    else if (Array.isArray(there)) there.push(value);
    else record[name] = [there, value];
  }
  return record;
}

function decode(text: string): string {
  return text.replace(/&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|\w+);/g, (whole, name: string) => {
    if (!name.startsWith("#")) return ENTITIES[name] ?? whole;
    const point = name.startsWith("#x") ? parseInt(name.slice(2), 16) : Number(name.slice(1));
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}

/** An answer as XML; a list is repeated under its own name, null and "" are empty elements. */
export function toXml(value: unknown): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${elements(value)}`;
}

function elements(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value !== "object") return encode(String(value));
  return Object.entries(value)
    .map(([name, inner]) => (Array.isArray(inner) ? inner : [inner]).map((one) => element(name, one)).join(""))
    .join("");
}

function element(name: string, value: unknown): string {
  return `<${name}>${elements(value)}</${name}>`;
}

function encode(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
