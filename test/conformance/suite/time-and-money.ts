import { expect } from "vitest";
import { sumFen } from "../../../domain/money.ts";
import { HOUR_MS, instantFrom, msBetween, SECOND_MS } from "../../../domain/time.ts";
import type { TrueOrder } from "../../../sandbox/kit/types.ts";
import { always, type Promised } from "./check.ts";
import { paidOrder, readOrder } from "./order-effects.ts";

/** Times are instants, not clock faces; money is fen, not yuan; what is ordered is what is read. */
export const timeAndMoney: Promised = {
  title: "time-and-money",
  why: always,
  checks: () => [
    {
      name: "an order has the true moment, the true quantities and the true price of each line",
      async run(bench) {
        const { orderNo, order } = await paidOrder(bench);
        const all = await bench.control<TrueOrder[]>("GET", "/orders");
        const truth = all.find((one) => one.orderNo === orderNo);
        if (truth === undefined) throw new Error(`no order ${orderNo}`);

        expect(Math.abs(msBetween(order.placedAt, instantFrom(truth.placedAt)))).toBeLessThanOrEqual(SECOND_MS);
        expect(order.paidAt === null || msBetween(order.placedAt, order.paidAt) < HOUR_MS).toBe(true);
        expect(order.pay).toBe("paid");
        const products = new Map((await Promise.all(keysOf(truth).map(priceOf(bench)))).flat());
        expect(order.lines).toHaveLength(truth.lines.length);
        for (const line of truth.lines) {
          const read =
            order.lines.find(({ lineNo }) => lineNo === line.lineNo) ??
            order.lines.find(({ merchantKey }) => merchantKey === line.merchantKey);
          const listFen = (products.get(line.merchantKey ?? "") ?? Number.NaN) * line.quantity;
          expect(read).toMatchObject({
            merchantKey: line.merchantKey,
            quantity: line.quantity,
            shipped: 0,
            money: { listFen },
          });
        }
      },
    },
    {
      name: "list price = discounts + what the buyer paid for the goods, on every line",
      async run(bench) {
        for (let n = 0; n < 4; n++) {
          const { orderNo } = await paidOrder(bench);
          for (const { money } of (await readOrder(bench, orderNo)).lines) {
            const shares = money.sellerDiscountFen + money.platformDiscountFen + money.creatorDiscountFen;
            const nameless = money.funders.filter(({ payer }) => payer === "unknown" || payer === "public");
            const given = shares + sumFen(nameless.map(({ amountFen }) => amountFen));
            const goods = money.buyerPaidFen - money.freightFen;
            expect([money.buyerPaidFen, goods]).toContain(money.listFen - given);
          }
        }
      },
    },
  ],
};

function keysOf({ lines }: TrueOrder): readonly string[] {
  return lines.flatMap(({ merchantKey }) => (merchantKey === null ? [] : [merchantKey]));
}

function priceOf(bench: Parameters<typeof paidOrder>[0]) {
  return async (merchantKey: string): Promise<[string, number][]> => {
    const product = await bench.product(merchantKey.replace(/-[AB]$/, ""));
    const sku = product?.skus.find((one) => one.merchantKey === merchantKey);
    return sku === undefined ? [] : [[merchantKey, sku.priceFen]];
  };
}
