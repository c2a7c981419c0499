import type { Finding } from "../../finding.ts";
import type { Band } from "../band.ts";
import { daysOf } from "../band-stock.ts";
import type { Holidays } from "../holidays.ts";
import type { TravelListing } from "../listing.ts";
import { classedBy } from "../voucher.ts";
import { block, hint, pointer, type LintContext, type Rule } from "./context.ts";
import { repeated } from "./keys.ts";

type Banded = Extract<TravelListing, { bands: unknown }>;

/** Bands of vouchers: spans, supplements, codes, nothing half-crossing, and holidays that nobody has announced yet. */
export const bandRules: Rule = (listing, context) => ("bands" in listing ? checkBands(listing, context) : []);

function checkBands(listing: Banded, { holidays, today }: LintContext): readonly Finding[] {
  const { bands } = listing;
  const found = bands.flatMap((band, index) => [
    ...checkBand(band, pointer("bands", index), today),
    ...unknownHolidays(band, holidays, pointer("bands", index)),
  ]);
  const twice = repeated(bands.map(({ code }) => code)).map((code) =>
    block("band.repeated", "/bands", [
      `价格带 ${code} 重复`,
      `band ${code} is there twice`,
      "每个价格带只写一次",
      "write each band once",
    ]),
  );
  const rates = listing.options.flatMap(({ rates: list }, index) =>
    list
      .filter(({ band }) => band !== undefined && !bands.some(({ code }) => code === band))
      .map(({ band }) =>
        block("band.unknown", pointer("options", index, "rates"), [
          `价格带 ${band} 不存在`,
          `there is no band ${band}`,
          "改正价格带代码",
          "mend the band's code",
        ]),
      ),
  );
  return [...found, ...twice, ...rates, ...overlap(listing, holidays)];
}

function checkBand(band: Band, at: string, today: string): readonly Finding[] {
  const { useFrom, useUntil, supplements, holiday } = band;
  const label = `价格带「${band.name ?? band.code}」`;
  const found: Finding[] = [];
  if (useFrom > useUntil)
    found.push(block("band.span", at, [`${label}结束早于开始`, "the band ends before it begins", ...MEND_DAYS]));
  if (useUntil < today)
    found.push(
      block("band.over", at, [`${label}已过期`, "the band is over", "换成新的有效期", "write a new validity"]),
    );
  if (holiday === "supplement" && supplements.length === 0)
    found.push(block("band.supplement_missing", at, [`${label}节假日加价却没写金额`, ...AMOUNT_MISSING]));
  if (supplements.some(({ from, to }) => from > to))
    found.push(block("band.supplement_span", at, ["加价日期颠倒", "a supplement ends before it begins", ...MEND_DAYS]));
  return found;
}

const MEND_DAYS = ["改正日期", "mend the days"] as const;
const AMOUNT_MISSING = [
  "holidays cost more, but no amount is written",
  "写明日期和金额",
  "write days and amounts",
] as const;

function unknownHolidays({ useUntil }: Band, holidays: Holidays, at: string): readonly Finding[] {
  if (useUntil <= holidays.until) return [];
  return [
    hint("band.unknown_holidays", at, [
      `${holidays.until} 之后的节假日安排尚未公布, 先按不可用处理`,
      `holidays after ${holidays.until} are not announced yet and count as excluded`,
      "公布后会再次检查; 也可把有效期缩到年底",
      "it is checked again when they are; or end the validity with the year",
    ]),
  ];
}

/** Bands must lie inside each other or apart: vouchers of half-crossing bands could not be counted against each other. */
function overlap(listing: Banded, holidays: Holidays): readonly Finding[] {
  const days = listing.bands.map((band) => new Set(daysOf(band, { use: classedBy(listing), holidays }).days));
  const crossing = days.some((a, first) =>
    days.slice(first + 1).some((b) => {
      const common = [...a].filter((day) => b.has(day)).length;
      return common > 0 && common < a.size && common < b.size;
    }),
  );
  return crossing
    ? [
        block("band.crossing", "/bands", [
          "价格带部分重叠",
          "bands overlap in part",
          "让一个价格带完全包含另一个, 或互不重叠",
          "let one hold the other, or keep them apart",
        ]),
      ]
    : [];
}
