import { expect } from "vitest";
import type { TrueVoucher } from "../../../sandbox/kit/types.ts";
import { MINUTE_MS } from "../../../domain/time.ts";
import { whyAbsent, type Promised } from "./check.ts";
import { codesOf, readOrder, voucherOrder } from "./order-effects.ts";

/** A code that was redeemed by mistake is good again, or a person is told why not. */
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
        const line = (await readOrder(bench, orderNo)).lines[0];
        if (first === undefined || line === undefined) throw new Error("the order has no code");
        const codes = [{ code: first.code, secret: null, platformSkuId: line.platformSkuId ?? "" }];
        const redeemed = await bench.send(
          "redeem",
          { orderNo, lineNo: line.lineNo, codes, store: null },
          bench.newKey(),
        );
        if (redeemed.kind === "failed") return;
        await bench.advance(MINUTE_MS);

        const undone = await bench.send("undoRedeem", { orderNo, codes }, bench.newKey());

        expect(["done", "accepted"], JSON.stringify(undone)).toContain(undone.kind);
        const all = await bench.control<TrueVoucher[]>("GET", "/vouchers");
        expect(all.find((one) => one.orderNo === orderNo && one.code === first.code)?.state).toBe("active");
      },
    },
  ],
};
