import { fen, shareOut, sumFen } from "../../../domain/money.ts";
import type { Fen, OrderLine } from "../../contract.ts";
import { sharesOf, UNTOLD_MONEY } from "../../runtime/whole-order.ts";
import { COUPON_PAYERS } from "../codes/index.ts";
import type { WireOrder } from "../wire/index.ts";

type Money = OrderLine["money"];
type Payer = Money["funders"][number]["payer"];
interface Reduction {
  code: string;
  payer: Payer;
  parts: readonly number[];
}

/** Money of one line of an order, by its place. What JD states for the order wins over what its lines would give, and is spread over them. */
export function moneyOf(wire: WireOrder): (line: number) => Money {
  const lists = wire.itemInfoList.map(({ jdPrice, itemTotal }) => fen((jdPrice ?? 0) * itemTotal));
  const reductions = reductionsOf(wire, lists);
  const freightOf = sharesOf({ freightFen: wire.freightPrice ?? fen(0) }, lists);
  const lines = lists.map((listFen, line) => ({ listFen, ...freightOf(line), ...discountsOf(reductions, line) }));
  const earned = lines.map(({ listFen, sellerDiscountFen }) => listFen - sellerDiscountFen);
  const owed = lines.map((one, line) => (earned[line] ?? 0) - one.platformDiscountFen + one.freightFen);
  const paid = spread(wire.shouldPay ?? wire.actualPay, owed) ?? owed;
  const received = spread(wire.totalSellerReceivable ?? wire.orderSellerPrice, earned);
  return (line) => ({
    ...UNTOLD_MONEY,
    listFen: fen(0),
    ...lines[line],
    buyerPaidFen: fen(paid[line] ?? 0),
    receivableFen: received === null ? null : fen(received[line] ?? 0),
  });
}

/** A stated total over the lines; null where JD states none. */
function spread(total: Fen | null, weights: readonly number[]): readonly number[] | null {
  if (total === null) return null;
  return shareOut(
    total,
    weights.map((weight) => Math.max(0, weight)),
  );
}

function discountsOf(reductions: readonly Reduction[], line: number) {
  const all = reductions.map(({ code, payer, parts }) => ({ code, payer, amountFen: fen(parts[line] ?? 0) }));
  const funders = all.filter(({ amountFen }) => amountFen !== 0);
  const by = (wanted: Payer) => sumFen(funders.flatMap(({ payer, amountFen }) => (payer === wanted ? amountFen : [])));
  return { funders, sellerDiscountFen: by("seller"), platformDiscountFen: by("platform") };
}

/** Rows with a sku reduce its lines, the others all lines; what the seller gave beyond all rows is a row of its own. */
function reductionsOf(wire: WireOrder, lists: readonly Fen[]): readonly Reduction[] {
  const rows = wire.couponDetailList.map(({ skuId, couponType: code, couponPrice }): Reduction => {
    const own = wire.itemInfoList.map((item, line) => (item.skuId === skuId ? (lists[line] ?? 0) : 0));
    const parts = shareOut(couponPrice ?? 0, own.some((list) => list > 0) ? own : lists);
    return { code, payer: COUPON_PAYERS[code] ?? "unknown", parts };
  });
  const told = rows.filter(({ payer }) => payer === "seller").flatMap(({ parts }) => parts.map(fen));
  const rest = (wire.totalSellerDiscount ?? wire.sellerDiscount ?? 0) - sumFen(told);
  return rest > 0 ? [...rows, { code: "sellerDiscount", payer: "seller", parts: shareOut(rest, lists) }] : rows;
}
