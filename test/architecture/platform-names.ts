import { adapters } from "../../adapters/registry.ts";
import type { Source } from "./files.ts";

/** Other words for a platform than those of its adapter. */
const ALIASES = ["jos", "jingdong", "weixin", "苏宁", "微信"];
const HAN = /\p{Script=Han}/u;

/** Words that mean one platform and nothing else, as parts of identifiers or of text for people. */
const NAMES = Object.values(adapters).flatMap(({ id, name }) => [id, name.zh, name.en.split(" ")[0] ?? id]);
const WORDS = new Set([...ALIASES, ...NAMES].map((word) => word.toLowerCase()));
const HAN_WORDS = [...WORDS].filter((word) => HAN.test(word));
const PARTS = new RegExp(`[A-Z]+(?![a-z])|[A-Z]?[a-z]+|${HAN_WORDS.join("|")}`, "g");

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
