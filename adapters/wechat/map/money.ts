/** Money of an order's lines, by funder. */
import { fen, sumFen } from "../../../domain/money.ts";
import type { Fen, OrderLine } from "../../contract.ts";
import { sharesOf } from "../../runtime/whole-order.ts";
import { DISCOUNTS } from "../codes/index.ts";
import type { WireLine, WireOrder } from "../wire/index.ts";

type Money = OrderLine["money"];
type Funder = Money["funders"][number];
const ZERO = fen(0);

/** The changed freight where the seller changed it. */
export const freightOf = ({ price_info: { is_change_freight, change_freight, freight } }: WireOrder): Fen =>
  (is_change_freight ? change_freight : null) ?? freight ?? ZERO;

/**
 * What the platform gives per order is spread by largest remainder: freight over list prices, the rest over what was paid.
 * Deducted points stand on the order alone, so what the lines lack to the order's price is theirs.
 */
export function moneyOf(order: WireOrder): (line: WireLine, index: number) => Money {
  const { product_infos: lines, price_info: price, settle_info: settle } = order;
  const [lists, paid] = [lines.map(listOf), lines.map(paidOf)];
  const whole = sumFen([...paid, freightOf(order)]);
  const lackingFen = fen(Math.max(0, whole - (price.order_price ?? whole)));
  const lackingCode = price.deduction_price === lackingFen ? "deduction_price" : "order_price_difference";
  const receivable = price.merchant_receieve_price;
  const commission = settle.commission_fee || settle.predict_commission_fee;
  const freight = sharesOf({ freightFen: freightOf(order) }, lists);
  const rest = sharesOf({ lackingFen, receivableFen: receivable ?? ZERO, commissionFen: commission ?? ZERO }, paid);
  return (line, index) => {
    const [{ freightFen }, share] = [freight(index), rest(index)];
    const funders = [...fundersOf(line), { code: lackingCode, payer: "unknown" as const, amountFen: share.lackingFen }];
    const told = funders.filter(({ amountFen }) => amountFen !== 0);
    return {
      listFen: listOf(line),
      sellerDiscountFen: paidBy(told, ["seller"]),
      platformDiscountFen: paidBy(told, ["platform", "public", "unknown"]),
      creatorDiscountFen: paidBy(told, ["creator"]),
      buyerPaidFen: fen(paidOf(line) + freightFen - share.lackingFen),
      freightFen,
      receivableFen: receivable === null ? null : share.receivableFen,
      commissionFen: commission === null ? null : share.commissionFen,
      funders: told,
    };
  };
}

const listOf = (line: WireLine): Fen => fen(line.sale_price * line.sku_cnt);
const paidOf = (line: WireLine): Fen =>
  line.real_price ?? (line.is_change_price ? line.change_price : null) ?? line.estimate_price ?? listOf(line);
const paidBy = (funders: readonly Funder[], payers: readonly Funder["payer"][]): Fen =>
  sumFen(funders.filter(({ payer }) => payers.includes(payer)).map(({ amountFen }) => amountFen));

/** The named discounts, and what the seller took off by changing the line's price. */
function fundersOf(line: WireLine): readonly Funder[] {
  const named = DISCOUNTS.map(([code, payer]) => ({ code, payer, amountFen: line[code] ?? ZERO }));
  const changed = line.is_change_price && line.estimate_price !== null ? line.estimate_price - paidOf(line) : 0;
  return [...named, { code: "change_price", payer: "seller", amountFen: fen(Math.max(0, changed)) }];
}
