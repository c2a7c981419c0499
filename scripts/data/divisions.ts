/** Writes domain/data/divisions.json from the package china-area-data: GB/T 2260 codes of provinces, cities and counties, packed. */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { deflateRawSync } from "node:zlib";
import * as z from "zod";

const Source = z.record(z.string(), z.record(z.string(), z.string()));
const Package = z.object({ version: z.string() });

/**
 * The provinces as domain/data/divisions.json packs them. One text a province: its two digits and name, then per city `;` two digits and name,
 * then per county `,` two digits and name: a tenth of the package's size, since workers carry it.
 */
export function provincesOf(source: unknown): string[] {
  const tree = Source.parse(source);
  const children = (code: string): [string, string][] =>
    Object.entries(tree[code] ?? {})
      .filter(([child]) => child.length === 6)
      .sort(([a], [b]) => (a < b ? -1 : 1));
  const county = ([code, name]: [string, string]): string => `,${code.slice(4, 6)}${name}`;
  const city = ([code, name]: [string, string]): string =>
    `;${code.slice(2, 4)}${name}${children(code).map(county).join("")}`;
  const province = ([code, name]: [string, string]): string => {
    const below = children(code);
    const direct = below.filter(([child]) => !child.endsWith("00")).map(county); // Hong Kong and Macau have no cities between
    const cities = below.filter(([child]) => child.endsWith("00")).map(city);
    return [code.slice(0, 2), name, ...(direct.length > 0 ? [";00", ...direct] : []), ...cities].join("");
  };
  return children("86").map(province);
}

/** What the installed package gives: its name with version, and the provinces. */
export function divisionsOfPackage(): { version: string; provinces: string[] } {
  const require = createRequire(import.meta.url);
  const path = require.resolve("china-area-data");
  const { version } = Package.parse(JSON.parse(readFileSync(require.resolve("china-area-data/package.json"), "utf8")));
  return { version: `china-area-data ${version}`, provinces: provincesOf(require(path)) };
}

/** Deflated, which halves them once more: functions carry it and seldom open it. */
function divisionsText(): string {
  const { version, provinces } = divisionsOfPackage();
  const packed = deflateRawSync(Buffer.from(JSON.stringify(provinces)), { level: 9 }).toString("base64");
  return `${JSON.stringify({ version, packed }, null, 2)}\n`;
}

if (import.meta.main) writeFileSync(new URL("../../domain/data/divisions.json", import.meta.url), divisionsText());
