import type { Finding } from "../../finding.ts";
import { isTravel, type TravelListing } from "../listing.ts";
import { block, hint, pointer, review, type Rule } from "./context.ts";

/** The law's notice when a group does not form (Tourism Law 63, inside China). */
export const DECIDE_DAYS = 7;
/** What may stand in fee lists, itinerary texts and notices together, as the big agencies have it. */
const NOTICE_LIMIT = 1_500;

type Tour = Extract<TravelListing, { itinerary: unknown }>;

/** Tourism Law 35, 58, 59, 62, 63: what a tour must say, its group and its shopping. */
export const tourRules: Rule = (listing) => {
  if (!isTravel(listing)) return [];
  return [
    ...("itinerary" in listing && listing.kind !== "self_guided" ? [...itinerary(listing), ...shopping(listing)] : []),
    ...("itinerary" in listing && listing.durationNights > listing.durationDays ? [nights] : []),
    ...(listing.kind === "package_tour" ? [...group(listing), ...contract(listing)] : []),
    ...(listing.kind === "package_tour" || listing.kind === "day_tour" ? tooCheap(listing) : []),
    ...tooLong(listing),
  ];
};

const nights = block("tour.nights", "/durationNights", [
  "晚数多于天数",
  "more nights than days",
  "改正天数或晚数",
  "mend days or nights",
]);

function itinerary({ itinerary: days, durationDays }: Tour): readonly Finding[] {
  const written = new Set(days.map(({ day }) => day));
  const missing = Array.from({ length: durationDays }, (_, index) => index + 1).filter((day) => !written.has(day));
  const extra = days.filter(({ day }) => day > durationDays);
  if (missing.length === 0 && extra.length === 0) return [];
  return [
    block("tour.itinerary_incomplete", "/itinerary", [
      `行程缺第 ${[...missing, ...extra.map(({ day }) => `${day} (超出)`)].join(", ")} 天`,
      "the itinerary does not hold every day exactly once",
      "逐日写明交通、住宿、用餐、景点和时间",
      "write each day: transport, lodging, meals, sights, times",
    ]),
  ];
}

const GROUP = {
  missing: [
    "缺成团人数或未成团处理办法",
    "the minimum group or what happens below it is missing",
    "填写成团人数和未成团处理办法",
    "write both",
  ],
  decide: [
    "未成团须至少提前 7 天通知",
    "travellers must hear at least 7 days before that a group does not form",
    "改为 7 天或更早",
    "make it 7 days or more",
  ],
  size: ["最多人数小于成团人数", "the largest group is smaller than the smallest", "改正人数", "mend the numbers"],
} as const;

function group(listing: Extract<TravelListing, { kind: "package_tour" }>): readonly Finding[] {
  const { minGroupSize: least, maxGroupSize: most, groupFormation: rule } = listing;
  const found: Finding[] = [];
  if (least === undefined || rule === undefined)
    found.push(block("tour.group_missing", "/minGroupSize", GROUP.missing));
  if (rule !== undefined && rule.decideBeforeDays < DECIDE_DAYS)
    found.push(block("tour.decide_days", "/groupFormation/decideBeforeDays", GROUP.decide));
  if (least !== undefined && most !== undefined && least > most)
    found.push(block("tour.group_size", "/maxGroupSize", GROUP.size));
  return found;
}

function contract(listing: Extract<TravelListing, { kind: "package_tour" }>): readonly Finding[] {
  const { notices, feeIncluded, feeExcluded, departure } = listing;
  const needed: readonly (readonly [at: string, zh: string, there: boolean])[] = [
    ["/feeIncluded", "费用包含", feeIncluded.length > 0],
    ["/feeExcluded", "费用不含", feeExcluded.length > 0],
    ["/notices/booking", "预订须知", notices.booking.length > 0],
    ["/notices/safety", "安全提示", notices.safety.length > 0],
    ["/notices/unsuitableFor", "不宜参加的人群", notices.unsuitableFor.length > 0],
    ["/notices/customs", "当地法规和风俗", notices.customs.length > 0],
    ["/departure", "集合地点和时间", (departure?.gatherPoints.length ?? 0) > 0],
  ];
  return needed
    .filter(([, , there]) => !there)
    .map(([at, zh]) =>
      block("tour.contract_item", at, [
        `包价旅游合同须写明${zh}`,
        "an item that the tour contract must state is missing",
        `补填${zh}`,
        "fill it in",
      ]),
    );
}

/** Tourism Law 35: no unreasonably low price that shopping or paid extras must make good. */
function tooCheap({ options }: TravelListing): readonly Finding[] {
  return options.flatMap(({ price }, index) =>
    price?.costFen !== undefined && price.sellFen < price.costFen
      ? [
          block("tour.below_cost", pointer("options", index, "price", "sellFen"), [
            "团费低于成本, 属不合理低价 (旅游法 35)",
            "the tour costs less than its parts (Tourism Law 35)",
            "提高售价到车费、门票、餐费、住宿等成本之和以上",
            "raise the price above the sum of its costs",
          ]),
        ]
      : [],
  );
}

function shopping({ shoppingStops, itinerary: days }: Tour): readonly Finding[] {
  const stops = days.some(({ items }) => items.some(({ type }) => type === "shopping"));
  if (!stops || shoppingStops.length > 0)
    return shoppingStops.length === 0
      ? []
      : [
          review("tour.shopping", "/shoppingStops", [
            "含购物安排, 须旅客同意且不得强制",
            "shopping stops need the travellers' consent",
            "在合同里列明并取得同意, 或删去",
            "list them in the contract and get consent, or drop them",
          ]),
        ];
  return [
    block("tour.shopping_undeclared", "/shoppingStops", [
      "行程里有购物却未申报",
      "the itinerary has shopping that is not declared",
      "列出购物场所、时间和商品, 或从行程删去",
      "declare each stop, or take it out",
    ]),
  ];
}

function tooLong({ feeIncluded, feeExcluded, notices }: TravelListing): readonly Finding[] {
  const lists = [
    ["/feeIncluded", feeIncluded],
    ["/feeExcluded", feeExcluded],
    ["/notices/booking", notices.booking],
  ] as const;
  return lists
    .filter(([, lines]) => lines.join("").length > NOTICE_LIMIT)
    .map(([at]) =>
      hint("tour.list_long", at, [
        `文字超过 ${NOTICE_LIMIT} 字`,
        `over ${NOTICE_LIMIT} characters`,
        "缩短",
        "shorten it",
      ]),
    );
}
