import type { Finding } from "../../finding.ts";
import { skusOf } from "../sku.ts";
import { block, pointer, type Rule } from "./context.ts";

/** Every option has an id of its own, every sku a code of its own within the merchant, and something is for sale at all. */
export const keyRules: Rule = (listing, context) => {
  const { options, merchantKey, status } = listing;
  const keys = skusOf(listing, context).map((sku) => sku.merchantKey);
  const twice = (id: string): string =>
    pointer(
      "options",
      options.findLastIndex((option) => option.id === id),
      "id",
    );
  return [
    ...repeated(options.map(({ id }) => id)).map((id) => repeatedId(id, twice(id))),
    ...repeated(keys).map(repeatedKey),
    ...[...new Set([merchantKey, ...keys])].flatMap((key) => taken(key, listing.id, context.takenKeys)),
    ...(keys.length === 0 && status === "active" ? [nothingToSell] : []),
  ];
};

function repeatedId(id: string, at: string): Finding {
  const remedy = ["给每个规格不同的标识", "give each option its own id"] as const;
  return block("key.option_repeated", at, [`规格标识 ${id} 重复`, `option id ${id} is there twice`, ...remedy]);
}

function repeatedKey(key: string): Finding {
  const say = [`商家编码 ${key} 在本商品里重复`, `merchant key ${key} is there twice in this listing`] as const;
  return block("key.repeated", "/options", [
    ...say,
    "给每个规格不同的商家编码",
    "give each option its own merchant key",
  ]);
}

const nothingToSell = block("sku.none", "/options", [
  "没有可售规格: 缺价格, 缺团期, 或这种销售方式没有平台支持",
  "nothing to sell: no price, no departure, or no platform carries this way of selling",
  "填写价格; 住宿请用先囤后约, 跟团游请填团期",
  "write prices; sell lodging as voucher_then_book, tours with departures",
]);

function taken(key: string, listingId: string, keys: ReadonlyMap<string, string> | undefined): readonly Finding[] {
  const other = keys?.get(key);
  if (other === undefined || other === listingId) return [];
  return [
    block("key.taken", "/merchantKey", [
      `商家编码 ${key} 已被商品 ${other} 使用`,
      `merchant key ${key} belongs to listing ${other}`,
      "换一个编码, 或把规格并入那个商品",
      "take another code, or add the option to that listing",
    ]),
  ];
}

/** Values that occur more than once, each once. */
export function repeated(values: readonly string[]): readonly string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
