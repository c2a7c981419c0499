import { fen, shareOut } from "../../../domain/money.ts";
import type { OrderLine } from "../../contract.ts";
import { COUPON_PAYERS } from "../codes/index.ts";
import type { WireOrder } from "../wire/index.ts";
import { fenOf, firstFen } from "../wire/index.ts";

type Money = OrderLine["money"];
type Funder = Money["funders"][number];
interface Reduction {
  code: string;
  payer: Funder["payer"];
  parts: readonly number[];
}

/** Money of each line, in the order of the items. What JD states for the order wins over what the lines would give; it is spread by largest remainder. */
export function moneyOf(wire: WireOrder): Money[] {
  const lists = wire.itemInfoList.map((item) => (fenOf(item.jdPrice) ?? 0) * item.itemTotal);
  const reductions = reductionsOf(wire, lists);
  const seller = paidBy("seller", reductions, lists);
  const platform = paidBy("platform", reductions, lists);
  const freight = shareOut(fenOf(wire.freightPrice) ?? 0, lists);
  const owed = lists.map((list, line) => list - at(seller, line) - at(platform, line) + at(freight, line));
  const paid = spread(firstFen(wire.shouldPay, wire.actualPay), owed) ?? owed;
  const received = spread(firstFen(wire.totalSellerReceivable, wire.orderSellerPrice), subtract(lists, seller));
  return lists.map((list, line) => ({
    listFen: fen(list),
    sellerDiscountFen: fen(at(seller, line)),
    platformDiscountFen: fen(at(platform, line)),
    creatorDiscountFen: fen(0),
    buyerPaidFen: fen(at(paid, line)),
    freightFen: fen(at(freight, line)),
    receivableFen: received === null ? null : fen(at(received, line)),
    commissionFen: null,
    funders: reductions.flatMap(({ code, payer, parts }) =>
      at(parts, line) === 0 ? [] : [{ code, payer, amountFen: fen(at(parts, line)) }],
    ),
  }));
}

/** A stated total over the lines; null where JD states none. */
function spread(total: number | null, weights: readonly number[]): number[] | null {
  if (total === null) return null;
  return shareOut(
    total,
    weights.map((weight) => Math.max(0, weight)),
  );
}

function paidBy(payer: Funder["payer"], reductions: readonly Reduction[], lists: readonly number[]): number[] {
  const own = reductions.filter((reduction) => reduction.payer === payer);
  return lists.map((_, line) => sum(own.map(({ parts }) => at(parts, line))));
}

/** Rows with a sku reduce its lines, the others all lines; what the seller gave beyond all rows is a row of its own. */
function reductionsOf(wire: WireOrder, lists: readonly number[]): Reduction[] {
  const rows = wire.couponDetailList.map((row): Reduction => {
    const code = /^\d*/.exec(row.couponType)?.[0] ?? "";
    const own = lists.map((list, line) => (wire.itemInfoList[line]?.skuId === row.skuId ? list : 0));
    const weights = sum(own) > 0 ? own : lists;
    return { code, payer: COUPON_PAYERS[code] ?? "unknown", parts: shareOut(fenOf(row.couponPrice) ?? 0, weights) };
  });
  const stated = firstFen(wire.totalSellerDiscount, wire.sellerDiscount) ?? 0;
  const rest = stated - sum(rows.filter((row) => row.payer === "seller").flatMap((row) => [...row.parts]));
  if (rest <= 0) return rows;
  return [...rows, { code: "sellerDiscount", payer: "seller", parts: shareOut(rest, lists) }];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

function subtract(from: readonly number[], what: readonly number[]): number[] {
  return from.map((number, index) => number - at(what, index));
}

function at(numbers: readonly number[], index: number): number {
  return numbers[index] ?? 0;
}
