import type { Finding } from "../../finding.ts";
import { daysBetween } from "../../time.ts";
import type { GoodsListing } from "../goods.ts";
import { block, hint, pointer, review, type LintContext, type Rule } from "./context.ts";

/** A pre-sale that lies further off than this is refused by every platform that we know; each platform has its own, smaller limit. */
const LONGEST_PRESALE_DAYS = 60;

/** Status, season and pre-sale fit the day. */
export const seasonRules: Rule = (listing, context) => [
  ...(listing.status === "active"
    ? []
    : [
        block("status.not_active", "/status", [
          "草稿或已归档的商品不能上架",
          "a draft or an archived listing can't be published",
          "改为在用 (active)",
          "set it active",
        ]),
      ]),
  ...offSeason(listing.season, context.today),
  ...(listing.kind === "goods" ? presale(listing, context) : []),
];

function offSeason(season: { from: string; to: string; state: string } | undefined, today: string): readonly Finding[] {
  if (season === undefined || season.state === "dormant") return [];
  const now = today.slice(5);
  const inside =
    season.from <= season.to ? now >= season.from && now <= season.to : now >= season.from || now <= season.to;
  return inside
    ? []
    : [
        review("season.over", "/season", [
          `今天不在产季 ${season.from} 至 ${season.to} 内`,
          "today lies outside the season",
          "设为休眠, 或调整产季, 或改预售",
          "make it dormant, change the season, or sell it before the harvest",
        ]),
      ];
}

const PRESALE = {
  when: [
    "预售要写明发货日期或天数, 二选一",
    "a pre-sale names a day or a number of days, one of them",
    "只填一个",
    "fill in one",
  ],
  past: ["预售发货日已过", "the pre-sale's day is over", "改日期, 或改为现货", "change the day, or sell it from stock"],
  too_far: [
    `发货日超过 ${LONGEST_PRESALE_DAYS} 天, 没有平台支持`,
    `no platform takes a pre-sale of over ${LONGEST_PRESALE_DAYS} days`,
    "到平台允许的第一天再上架, 或在平台后台手工建预售后绑定",
    "open it on the first legal day, or make it in the platform's console and bind it",
  ],
  undeclared: [
    "还不能发货的规格按现货上架, 会被判延迟发货",
    "an option that can't leave yet would be sold as stock and be late",
    "填写预售, 或等可发货时再上架",
    "declare a pre-sale, or wait",
  ],
  pool: [
    "预售建议用产量池控制上限",
    "a pre-sale wants a harvest pool with a ceiling",
    "建一个 harvest 库存池",
    "make a pool of kind harvest",
  ],
} as const;

function presale({ ship, options }: GoodsListing, { today }: LintContext): readonly Finding[] {
  const { presale: plan } = ship;
  if (plan === undefined) return options.flatMap(({ shipFrom }, index) => undeclared(shipFrom, index, today));
  const { shipAfterDate: on, shipWithinDays } = plan;
  const at = "/ship/presale/shipAfterDate";
  const found: Finding[] = [];
  if ((on === undefined) === (shipWithinDays === undefined))
    found.push(block("presale.when", "/ship/presale", PRESALE.when));
  if (on !== undefined && on < today) found.push(block("presale.past", at, PRESALE.past));
  if (on !== undefined && daysBetween(today, on) > LONGEST_PRESALE_DAYS)
    found.push(block("presale.too_far", at, PRESALE.too_far));
  if (options.every(({ draws }) => draws.length === 0)) found.push(hint("presale.pool", "/options", PRESALE.pool));
  return found;
}

function undeclared(shipFrom: string | undefined, index: number, today: string): readonly Finding[] {
  if (shipFrom === undefined || shipFrom <= today) return [];
  return [block("presale.undeclared", pointer("options", index, "shipFrom"), PRESALE.undeclared)];
}
