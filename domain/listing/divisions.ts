import { inflateRawSync } from "node:zlib";
import * as z from "zod";
import data from "../data/divisions.json" with { type: "json" };

/** Names that stand only for "no city between" and are not part of an address. */
const PLACEHOLDERS = new Set(["市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划", "省直辖县级行政单位"]);
let names: ReadonlyMap<string, string> | undefined;

/** Unpacks lazily: most calls of a worker never ask for a division. */
function divisionNames(): ReadonlyMap<string, string> {
  if (names !== undefined) return names;
  const all = new Map<string, string>();
  const provinces: unknown = JSON.parse(inflateRawSync(Buffer.from(data.packed, "base64")).toString("utf8"));
  for (const packed of z.array(z.string()).parse(provinces)) {
    const [province = "", ...cities] = packed.split(";");
    all.set(province.slice(0, 2), province.slice(2));
    for (const group of cities) {
      const [city = "", ...counties] = group.split(",");
      const prefix = province.slice(0, 2) + city.slice(0, 2);
      if (city.length > 2) all.set(prefix, city.slice(2));
      for (const county of counties) all.set(prefix + county.slice(0, 2), county.slice(2));
    }
  }
  return (names = all);
}

/** True when a province (2 digits or `430000`), city (4 digits or `431100`) or county (6 digits, or longer village codes) exists. */
export function divisionExists(code: string): boolean {
  return divisionNames().has(shortest(code));
}

/** Names from the province down, `["湖南省", "永州市", "江华瑶族自治县"]`; null when the code is unknown. Townships are not in the list. */
export function divisionPath(code: string): readonly string[] | null {
  const known = shortest(code);
  if (!divisionExists(known)) return null;
  return [2, 4, 6]
    .filter((length) => length <= known.length)
    .map((length) => divisionNames().get(known.slice(0, length)) ?? "")
    .filter((name) => name !== "" && !PLACEHOLDERS.has(name));
}

/** One text, `湖南省永州市江华瑶族自治县`; empty when the code is unknown. */
export function divisionName(code: string): string {
  return divisionPath(code)?.join("") ?? "";
}

function shortest(code: string): string {
  const county = code.slice(0, 6);
  if (county.endsWith("0000")) return county.slice(0, 2);
  return county.length === 6 && county.endsWith("00") ? county.slice(0, 4) : county;
}
