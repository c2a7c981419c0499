/** Writes domain/data/holidays.json from the package chinese-days: the State Council's days off and made-up working days. */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import * as z from "zod";

const FIRST = "2025-01-01";
const Source = z.object({
  holidays: z.record(z.string(), z.string()),
  workdays: z.record(z.string(), z.string()),
});
const Package = z.object({ version: z.string() });

/** The text of domain/data/holidays.json for a source file and its package version. Names are Chinese; days are sorted. */
export function holidaysText(source: unknown, version: string): string {
  const { holidays, workdays } = Source.parse(source);
  const named = (days: Record<string, string>): [string, string][] =>
    Object.entries(days)
      .filter(([day]) => day >= FIRST)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([day, name]) => [day, name.split(",")[1] ?? name]);
  const off = named(holidays);
  const until = `${(off.at(-1)?.[0] ?? FIRST).slice(0, 4)}-12-31`;
  const data = {
    version: `chinese-days ${version}, ${FIRST.slice(0, 4)}–${until.slice(0, 4)}`,
    from: FIRST,
    until,
    off: Object.fromEntries(off),
    working: Object.fromEntries(named(workdays)),
  };
  return `${JSON.stringify(data, null, 2)}\n`;
}

/** The text that the installed package gives. */
export function holidaysOfPackage(): string {
  const require = createRequire(import.meta.url);
  const path = require.resolve("chinese-days/dist/chinese-days.json");
  const { version } = Package.parse(JSON.parse(readFileSync(require.resolve("chinese-days/package.json"), "utf8")));
  return holidaysText(JSON.parse(readFileSync(path, "utf8")), version);
}

if (import.meta.main) writeFileSync(new URL("../../domain/data/holidays.json", import.meta.url), holidaysOfPackage());
