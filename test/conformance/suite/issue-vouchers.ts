import { expect } from "vitest";
import type { TrueVoucher } from "../../../sandbox/kit/types.ts";
import { MINUTE_MS } from "../../../domain/time.ts";
import type { Bench } from "../bench.ts";
import { whyAbsent, type Promised } from "./check.ts";
import { codesOf, readOrder, voucherOrder } from "./order-effects.ts";

/** Codes of the merchant's own go out for the units that were bought, and only once. */
export const issueVouchers: Promised = {
  title: "issueVouchers",
  why(adapter) {
    const { vouchers, effects } = adapter;
    if ("absent" in vouchers) return `no vouchers: ${vouchers.absent.en}`;
    const blind = !("absent" in effects.issueVouchers) && effects.issueVouchers.settle === "blind";
    return blind ? "nothing reads own codes back" : whyAbsent(adapter, "issueVouchers");
  },
  checks: () => [
    {
      name: "own codes are taken, read as active, and no second set beside them",
      async run(bench) {
        const orderNo = await voucherOrder(bench, "voucher_own_codes");
        const line = (await readOrder(bench, orderNo)).lines[0];
        const codes = Array.from({ length: line?.quantity ?? 0 }, (_, n) =>
          codeOf(bench, n, line?.platformSkuId ?? ""),
        );
        const input = { orderNo, lineNo: line?.lineNo ?? "", codes };
        expect((await codesOf(bench, orderNo)).filter(({ state }) => state === "active")).toEqual([]);

        const outcome = await bench.send("issueVouchers", input, bench.newKey());
        expect(["done", "accepted"], JSON.stringify(outcome)).toContain(outcome.kind);

        await bench.advance(MINUTE_MS);
        const given = codes.map(({ code }) => code).sort();
        const seen = await codesOf(bench, orderNo);
        expect(seen.map(({ code, state }) => `${code} ${state}`).sort()).toEqual(given.map((code) => `${code} active`));
        expect((await bench.send("issueVouchers", input, bench.newKey())).kind).not.toBe("unknown");
        const there = await bench.control<TrueVoucher[]>("GET", "/vouchers");
        expect(
          there
            .filter((one) => one.orderNo === orderNo)
            .map(({ code }) => code)
            .sort(),
        ).toEqual(given);
      },
    },
  ],
};

function codeOf({ newKey }: Bench, n: number, platformSkuId: string) {
  return { code: `88${n}${newKey()}`, secret: `49302${n}`, platformSkuId };
}
