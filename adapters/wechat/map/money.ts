import type * as z from "zod";
import type { OrderLine } from "../../contract.ts";
import { fen, shareOut, sumFen } from "../../../domain/money.ts";
import { LINE_DISCOUNTS, type WireLine, type WireOrder } from "../wire/index.ts";

type Line = z.infer<typeof WireLine>;
type Money = OrderLine["money"];
type Payer = Money["funders"][number]["payer"];

/** Who pays a discount. For group buying ("一起买") no source says it. */
const PAYERS: Record<(typeof LINE_DISCOUNTS)[number], Payer> = {
  merchant_discounted_price: "seller",
  finder_discounted_price: "creator",
  vip_discounted_price: "seller",
  limited_discount_discounted_price: "seller",
  bulkbuy_discounted_price: "unknown",
  national_subsidy_discounted_price: "public",
  cash_coupon_discounted_price: "platform",
};

/** Freight of an order in fen: the changed one where the seller changed it. */
export function freightOf({ order_detail: { price_info: price } }: z.infer<typeof WireOrder>): number {
  return (price?.is_change_freight ? price.change_freight : null) ?? price?.freight ?? 0;
}

/**
 * Money of each line in fen, by funder. What the platform gives per order is spread by largest remainder: freight over list prices,
 * the rest over what was paid. Deducted points stand on the order alone, so what the lines lack to the order's price is theirs.
 */
export function moneyOf(order: z.infer<typeof WireOrder>): Money[] {
  const { product_infos: lines, price_info: price, settle_info: settle } = order.order_detail;
  const real = lines.map(paidFor);
  const freight = shareOut(freightOf(order), lines.map(listPrice));
  const lacking = Math.max(0, sum(real) + sum(freight) - (price?.order_price ?? sum(real) + sum(freight)));
  const lackingCode = price?.deduction_price === lacking ? "deduction_price" : "order_price_difference";
  const deduction = shareOut(lacking, real);
  const receivable = spread(price?.merchant_receieve_price, real);
  const commission = spread(settle?.commission_fee || settle?.predict_commission_fee, real);
  return lines.map((line, n) => {
    const funders = [...fundersOf(line), ...funder(lackingCode, "unknown", deduction[n] ?? 0)];
    return {
      listFen: fen(listPrice(line)),
      sellerDiscountFen: paidBy(funders, ["seller"]),
      platformDiscountFen: paidBy(funders, ["platform", "public", "unknown"]),
      creatorDiscountFen: paidBy(funders, ["creator"]),
      buyerPaidFen: fen((real[n] ?? 0) + (freight[n] ?? 0) - (deduction[n] ?? 0)),
      freightFen: fen(freight[n] ?? 0),
      receivableFen: receivable[n] === undefined ? null : fen(receivable[n]),
      commissionFen: commission[n] === undefined ? null : fen(commission[n]),
      funders,
    };
  });
}

const paidBy = (funders: Money["funders"], payers: readonly Payer[]) =>
  sumFen(funders.filter(({ payer }) => payers.includes(payer)).map(({ amountFen }) => amountFen));
const sum = (amounts: readonly number[]) => amounts.reduce((total, amount) => total + amount, 0);
const listPrice = (line: Line) => line.sale_price * line.sku_cnt;
const paidFor = (line: Line) =>
  line.real_price ?? (line.is_change_price ? line.change_price : null) ?? line.estimate_price ?? listPrice(line);
const spread = (total: number | null | undefined, weights: readonly number[]) =>
  total === null || total === undefined ? [] : shareOut(total, weights);
const funder = (code: string, payer: Payer, amount: number): Money["funders"][number][] =>
  amount === 0 ? [] : [{ code, payer, amountFen: fen(amount) }];

/** The named discounts, and what the seller took off by changing the line's price. */
function fundersOf(line: Line): Money["funders"][number][] {
  const named = LINE_DISCOUNTS.flatMap((key) => funder(key, PAYERS[key], line[key] ?? 0));
  const changed =
    line.is_change_price && line.estimate_price !== null ? Math.max(0, line.estimate_price - paidFor(line)) : 0;
  return [...named, ...funder("change_price", "seller", changed)];
}
