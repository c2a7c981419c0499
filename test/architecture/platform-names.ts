import type { Source } from "./files.ts";

/** Words that mean one platform and nothing else, as parts of identifiers or of text for people. */
const WORDS = new Set(["jd", "jos", "jingdong", "suning", "wechat", "weixin", "京东", "苏宁", "微信"]);
const PARTS = /[A-Z]+(?![a-z])|[A-Z]?[a-z]+|京东|苏宁|微信/g;

/** Where naming a platform is the point: its own folders, its conformance test, generated files, samples, hand tools. */
const MAY_NAME = [
  /^(adapters|sandbox)\/(?!kit\/|runtime\/)[^/]+\//,
  /^adapters\/(registry|facts)\.ts$/,
  /^functions\/[^/]+\/platforms\//,
  /^test\/conformance\/[^/]+\.test\.ts$/,
  /^test\/(outside|architecture)[/.]/,
  /^scripts\/samples\//,
  /^cli\//,
];

/** The same word for another thing. */
const OTHER_MEANINGS: readonly { path: RegExp; line: RegExp; why: string }[] = [
  { path: /^domain\/import\/names\.ts$/, line: /京东: "jd"/, why: "the carrier (Kuaidi100's code), not the platform" },
  {
    path: /^domain\/listing\/rules\/titles\.ts$/,
    line: /加微/,
    why: "contact words that no title may hold, on any platform",
  },
];

/** A platform's name in a file that must work for every platform: `path:line word`. */
export function platformNames({ path, text }: Source): readonly string[] {
  if (MAY_NAME.some((pattern) => pattern.test(path))) return [];
  return text.split("\n").flatMap((line, index) => {
    if (OTHER_MEANINGS.some((other) => other.path.test(path) && other.line.test(line))) return [];
    const parts = line.replaceAll("WeChat", "Wechat").match(PARTS) ?? [];
    return parts.filter((part) => WORDS.has(part.toLowerCase())).map((part) => `${path}:${index + 1} ${part}`);
  });
}
