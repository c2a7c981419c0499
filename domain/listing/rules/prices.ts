import type { Finding } from "../../finding.ts";
import { yuanFromFen } from "../../money.ts";
import { netContentOf } from "../attributes.ts";
import type { Fen } from "../../units.ts";
import { isTravel, type Listing } from "../listing.ts";
import { skusOf, type CanonicalSku } from "../sku.ts";
import { block, pointer, review, type LintContext, type Rule } from "./context.ts";

/** A price this many times above or below its neighbours per gram, or its list price, is a slip of the keyboard (4.90 for 49.0). */
const SLIP = 5;
/** Against what sells now: a fall over 30 % or a rise over 40 % wants a second look. */
const FALL = 0.7;
const RISE = 1.4;

/** No price of zero, none below floor or cost, none that looks like a slipped decimal point; overrides of shops included. */
export const priceRules: Rule = (listing, context) => {
  const own = skusOf(listing, context).flatMap((sku) => [...checkSku(listing, sku), ...jump(sku, context)]);
  const shops = Object.keys(listing.shopOverrides).flatMap((shopId) => {
    const changed = listing.shopOverrides[shopId]?.prices ?? {};
    return skusOf(listing, { ...context, shopId })
      .filter(({ merchantKey }) => merchantKey in changed)
      .flatMap((sku) => checkSku(listing, sku, pointer("shopOverrides", shopId, "prices", sku.merchantKey)));
  });
  return [...own, ...shops, ...slips(listing)];
};

const WRITE = ["核对并改正售价", "check the price and mend it"] as const;
const LIST_PRICE = [
  "划线价须不低于售价, 且为真实成交价; 没有就留空",
  "a list price is at least the price and truly charged before; else leave it empty",
] as const;

function checkSku(listing: Listing, sku: CanonicalSku, at = priceAt(listing, sku)): readonly Finding[] {
  const { priceFen, floorFen, costFen, listFen, name } = sku;
  const found: Finding[] = [];
  if (priceFen === 0) found.push(block("price.zero", at, [`「${name}」售价为 0`, `"${name}" costs nothing`, ...WRITE]));
  if (floorFen !== null && priceFen < floorFen) found.push(belowFloor(sku, floorFen, at));
  if (costFen !== null && priceFen > 0 && priceFen < costFen)
    found.push(review("price.below_cost", at, [`「${name}」售价低于成本`, `"${name}" sells below its cost`, ...WRITE]));
  if (listFen !== null && listFen < priceFen) {
    const say = [`「${name}」划线价低于售价`, `the list price of "${name}" is below its price`] as const;
    found.push(block("price.list_below_sell", at, [...say, ...LIST_PRICE]));
  }
  if (listFen !== null && priceFen > 0 && listFen >= priceFen * SLIP)
    found.push(slip(at, `「${name}」售价不到划线价的五分之一`, `"${name}" costs less than a fifth of its list price`));
  return found;
}

function belowFloor({ name, priceFen }: CanonicalSku, floorFen: Fen, at: string): Finding {
  const zh = `「${name}」售价 ${yuanFromFen(priceFen)} 低于底价 ${yuanFromFen(floorFen)}`;
  const remedy = ["提高售价, 或调整底价", "raise the price, or lower the floor"] as const;
  return block("price.below_floor", at, [zh, `"${name}" sells below its floor price`, ...remedy]);
}

function jump(sku: CanonicalSku, { lastPrices }: LintContext): readonly Finding[] {
  const last = lastPrices?.[sku.merchantKey];
  if (last === undefined || last === 0) return [];
  const ratio = sku.priceFen / last;
  if (ratio >= FALL && ratio <= RISE) return [];
  const now = `${yuanFromFen(last)} → ${yuanFromFen(sku.priceFen)}`;
  return [
    review("price.jump", "/options", [
      `「${sku.name}」价格变动过大: ${now}`,
      `the price of "${sku.name}" jumps: ${now}`,
      "确认无误后由第二人批准",
      "have a second person confirm it",
    ]),
  ];
}

/** Options of one product cost about the same per gram; five times off is a slipped point. */
function slips(listing: Listing): readonly Finding[] {
  if (isTravel(listing)) return [];
  const each = listing.options.flatMap((option, index) => {
    const net = netContentOf(listing, option);
    return option.netContent && net
      ? [{ index, name: option.name ?? option.id, perUnit: option.price.sellFen / net.value }]
      : [];
  });
  if (each.length < 2) return [];
  return each.flatMap(({ index, name, perUnit }) => {
    const others = each.filter((other) => other.index !== index).map((other) => other.perUnit);
    const middle = others.sort((a, b) => a - b)[Math.floor((others.length - 1) / 2)] ?? perUnit;
    const off = perUnit > 0 && (middle >= perUnit * SLIP || (others.length > 1 && perUnit >= middle * SLIP));
    return off
      ? [
          slip(
            pointer("options", index, "price", "sellFen"),
            `「${name}」单价与其他规格差五倍以上`,
            `"${name}" is five times off the other options per gram`,
          ),
        ]
      : [];
  });
}

function slip(at: string, zh: string, en: string): Finding {
  return review("price.slip", at, [`${zh}, 小数点可能写错`, `${en}: a slipped decimal point?`, ...WRITE]);
}

function priceAt(listing: Listing, sku: CanonicalSku): string {
  const index = listing.options.findIndex(({ id }) => id === sku.optionId);
  return pointer("options", index, "price", "sellFen");
}
