import type { Finding } from "../../finding.ts";
import type { Listing } from "../listing.ts";
import type { SupplyTerms } from "../option.ts";
import type { Supplier } from "../supplier.ts";
import { block, pointer, review, type Rule } from "./context.ts";

/** Goods of somebody else: the supplier exists, still supplies, and it is written what he gets. */
export const supplyRules: Rule = (listing, { suppliers }) => {
  if (suppliers === undefined || listing.supplierId === "self") return [];
  const supplier = suppliers.get(listing.supplierId);
  const at = "/supplierId";
  if (supplier === undefined)
    return [
      block("supply.supplier", at, [
        `没有供货方 ${listing.supplierId}`,
        `there is no supplier ${listing.supplierId}`,
        "先建供货方, 或改正编号",
        "make the supplier first, or mend its id",
      ]),
    ];
  if (supplier.state !== "active")
    return [
      block("supply.leaving", at, [
        `供货方「${supplier.name}」正在退出或已退出`,
        `supplier ${supplier.name} is leaving`,
        "下架, 或换供货方",
        "take it down, or change the supplier",
      ]),
    ];
  return terms(listing, supplier);
};

function terms(listing: Listing, supplier: Supplier): readonly Finding[] {
  return listing.options.flatMap((option, index) => {
    const deal = option.supplyTerms ?? listing.supplyTerms ?? supplier.supplyTerms;
    if (deal === undefined)
      return [
        review("supply.terms", pointer("options", index, "supplyTerms"), [
          "没有写供货结算办法, 以后无法给供货方对账",
          "no supply terms: nobody could settle with the supplier later",
          "写明供货价或分成比例",
          "write a supply price or a part of the net",
        ]),
      ];
    return tooDear(deal, option.price?.sellFen)
      ? [
          review("supply.above_price", pointer("options", index, "price"), [
            "供货价高于售价",
            "the supply price is above the price",
            "核对售价和供货价",
            "check both",
          ]),
        ]
      : [];
  });
}

function tooDear(deal: SupplyTerms, sellFen: number | undefined): boolean {
  return deal.mode === "supply_price" && sellFen !== undefined && deal.valueFen > sellFen;
}
