import type { Finding } from "../../finding.ts";
import { netContentOf } from "../attributes.ts";
import type { GoodsListing } from "../goods.ts";
import type { NetContent } from "../option.ts";
import { block, pointer, review, type Pair, type Rule } from "./context.ts";

const GRAMS: Readonly<Record<string, number>> = { kg: 1_000, 千克: 1_000, 公斤: 1_000, 斤: 500, 两: 50, g: 1, 克: 1 };
const MILLILITRES: Readonly<Record<string, number>> = { l: 1_000, 升: 1_000, ml: 1, 毫升: 1 };
const AMOUNT = /(\d+(?:\.\d+)?)\s*(kg|千克|公斤|斤|两|毫升|ml|升|g|克|l)(?![a-z])(?:\s*[x×*]\s*(\d+))?/gi;
const FOOD = new Set(["edible_agri", "prepacked", "bulk", "small_workshop", "health_food", "alcohol"]);

/** Net content is written, agrees with the option's name (斤 for grams is the usual slip), and weighs less than the parcel. */
export const unitRules: Rule = (listing) => {
  if (listing.kind !== "goods") return [];
  return listing.options.flatMap((option, index) => {
    const net = netContentOf(listing, option);
    const at = option.netContent ? pointer("options", index, "netContent") : "/netContent";
    if (net === undefined) return FOOD.has(listing.legalClass) ? [missing(at)] : [];
    const said = amountIn(option.name ?? "");
    return [...disagrees(said, net, at), ...weight(listing, { net, gross: option.grossWeightG, index })];
  });
};

/** The first amount in a text in grams or millilitres, `2.5kg`, `5斤`, `500克×2`; null when there is none. */
export function amountIn(text: string): { value: number; unit: "g" | "ml" } | null {
  const [match] = text.normalize("NFKC").matchAll(AMOUNT);
  const [, number = "", unit = "", times = "1"] = match ?? [];
  const key = unit.toLowerCase();
  const grams = GRAMS[key];
  const factor = grams ?? MILLILITRES[key];
  if (match === undefined || factor === undefined) return null;
  return { value: Math.round(Number(number) * factor * Number(times)), unit: grams === undefined ? "ml" : "g" };
}

function disagrees(said: ReturnType<typeof amountIn>, net: NetContent, at: string): readonly Finding[] {
  const same = said === null || said.unit !== net.unit || said.value === net.value;
  if (same) return [];
  const say: Pair = [
    `规格名写的是 ${said.value}${said.unit}, 净含量却是 ${net.value}${net.unit}`,
    `the name says ${said.value} ${said.unit}, the net content ${net.value} ${net.unit}`,
  ];
  return [
    block("unit.disagrees", at, [
      ...say,
      "净含量按克或毫升填写: 1 斤 = 500 克",
      "write net content in grams or millilitres: 1 jin = 500 g",
    ]),
  ];
}

function weight(
  listing: GoodsListing,
  of: { net: NetContent; gross: number | undefined; index: number },
): readonly Finding[] {
  const gross = of.gross ?? listing.grossWeightG;
  if (gross === undefined || of.net.unit !== "g" || gross >= of.net.value) return [];
  const at = of.gross === undefined ? "/grossWeightG" : pointer("options", of.index, "grossWeightG");
  return [
    review("unit.gross_below_net", at, [
      "毛重小于净含量",
      "the gross weight is below the net content",
      "毛重含包装, 请改正",
      "gross weight includes the packing: mend it",
    ]),
  ];
}

function missing(at: string): Finding {
  return block("unit.net_content_missing", at, [
    "缺净含量",
    "the net content is missing",
    "按克、毫升或件填写净含量",
    "write the net content in grams, millilitres or pieces",
  ]);
}
