import { expect } from "vitest";
import type { TrueVoucher } from "../../../sandbox/kit/types.ts";
import { MINUTE_MS } from "../../../domain/time.ts";
import { whyAbsent, type Promised } from "./check.ts";
import { atTheDoor, codesOf, voucherOrder } from "./order-effects.ts";

/** A code that was redeemed by mistake is good again. */
export const undoRedeem: Promised = {
  title: "undoRedeem",
  why(adapter) {
    if ("absent" in adapter.vouchers) return `no vouchers: ${adapter.vouchers.absent.en}`;
    return whyAbsent(adapter, "redeem") ?? whyAbsent(adapter, "undoRedeem");
  },
  checks: () => [
    {
      name: "a redeemed code is active again, there too",
      async run(bench) {
        const orderNo = await voucherOrder(bench);
        const [first] = await codesOf(bench, orderNo);
        if (first === undefined) throw new Error("the order has no code");
        const input = await atTheDoor(bench, { orderNo, code: first.code, lineNo: first.lineNo });
        const redeemed = await bench.send("redeem", input, bench.newKey());
        expect(["done", "accepted"], JSON.stringify(redeemed)).toContain(redeemed.kind);
        await bench.advance(MINUTE_MS);

        const undone = await bench.send("undoRedeem", { orderNo, codes: input.codes }, bench.newKey());

        expect(["done", "accepted"], JSON.stringify(undone)).toContain(undone.kind);
        const all = await bench.control<TrueVoucher[]>("GET", "/vouchers");
        expect(all.find((one) => one.orderNo === orderNo && one.code === first.code)?.state).toBe("active");
      },
    },
  ],
};
