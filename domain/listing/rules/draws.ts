import type { Finding } from "../../finding.ts";
import { netContentOf } from "../attributes.ts";
import type { Listing } from "../listing.ts";
import { optionName, type Draw } from "../option.ts";
import { repeated } from "./keys.ts";
import { block, pointer, review, type LintContext, type Rule } from "./context.ts";

/** Each option draws from pools that exist, once from each, in the pool's unit. */
export const drawRules: Rule = (listing, context) => [
  ...listing.options.flatMap((option, index) => {
    const at = pointer("options", index, "draws");
    if (option.draws.length === 0) return dated(listing) ? [] : [none(optionName(option), at)];
    return [
      ...repeated(option.draws.map(({ poolId }) => poolId)).map((pool) =>
        block("draw.repeated", at, [
          `库存池 ${pool} 写了两次`,
          `pool ${pool} is drawn twice`,
          "合并成一行",
          "make it one draw",
        ]),
      ),
      ...option.draws.flatMap((draw, place) => known(draw, `${at}/${place}`, context)),
      ...grams(listing, index, context),
    ];
  }),
  ...("departures" in listing
    ? listing.departures.flatMap(({ poolId }, index) =>
        known({ poolId, qty: 1 }, pointer("departures", index, "poolId"), context),
      )
    : []),
];

const dated = (listing: Listing): boolean => "departures" in listing && listing.departures.length > 0;

function none(name: string, at: string): Finding {
  return block("draw.none", at, [
    `规格「${name}」没有库存池`,
    `option "${name}" draws from no pool`,
    "写明从哪个库存池扣多少",
    "write which pool it takes how much from",
  ]);
}

function known({ poolId }: Draw, at: string, { pools }: LintContext): readonly Finding[] {
  if (pools === undefined || pools.has(poolId)) return [];
  return [
    block("draw.pool_unknown", at, [
      `没有库存池 ${poolId}`,
      `there is no pool ${poolId}`,
      "先建库存池, 或改正编号",
      "make the pool first, or mend its id",
    ]),
  ];
}

/** A single heap in grams gives what the label says: another number is 斤 taken for grams, or a pack that weighs too little. */
function grams(listing: Listing, index: number, { pools }: LintContext): readonly Finding[] {
  const option = listing.options[index];
  if (listing.kind !== "goods" || option === undefined || pools === undefined) return [];
  const net = netContentOf(listing, option);
  const heaps = option.draws.filter(({ poolId }) => pools.get(poolId)?.unit === "g");
  const [heap] = heaps;
  if (
    heap === undefined ||
    heaps.length > 1 ||
    net?.unit !== "g" ||
    option.draws.some(({ poolId }) => pools.get(poolId)?.unit === "bottle")
  )
    return [];
  if (heap.qty >= net.value || heap.qty * 2 > net.value) return [];
  return [
    review("draw.weight", pointer("options", index, "draws"), [
      `净含量 ${net.value} 克, 却只扣 ${heap.qty} 克`,
      `the label says ${net.value} g, the draw ${heap.qty} g`,
      "库存池以克计: 1 斤 = 500",
      "the pool counts grams: 1 jin = 500",
    ]),
  ];
}
