import { expect } from "vitest";
import type { Adapter } from "../../../adapters/contract.ts";
import type { TrueVoucher } from "../../../sandbox/kit/types.ts";
import { MINUTE_MS } from "../../../domain/time.ts";
import type { Bench } from "../bench.ts";
import { whyAbsent, type Check, type Promised } from "./check.ts";
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
  checks: ({ effects }: Adapter) => ("absent" in effects.redeem ? [taken] : [taken, redeemedAlone]),
};

const taken: Check = {
  name: "own codes are taken, read as active, and no second set beside them",
  async run(bench) {
    const orderNo = await voucherOrder(bench, "voucher_own_codes");
    const input = await issueOf(bench, orderNo, (n) => `49302${n}`);
    expect((await codesOf(bench, orderNo)).filter(({ state }) => state === "active")).toEqual([]);

    const outcome = await bench.send("issueVouchers", input, bench.newKey());
    expect(["done", "accepted"], JSON.stringify(outcome)).toContain(outcome.kind);

    await bench.advance(MINUTE_MS);
    const given = input.codes.map(({ code }) => code).sort();
    const seen = await codesOf(bench, orderNo);
    expect(seen.map(({ code, state }) => `${code} ${state}`).sort()).toEqual(given.map((code) => `${code} active`));
    expect((await bench.send("issueVouchers", input, bench.newKey())).kind).not.toBe("unknown");
    const there = await bench.control<TrueVoucher[]>("GET", "/vouchers");
    const own = there.filter((one) => one.orderNo === orderNo);
    expect(own.map(({ code }) => code).sort()).toEqual(given);
  },
};

const redeemedAlone: Check = {
  name: "a code without a password is redeemed by its number alone",
  async run(bench) {
    const orderNo = await voucherOrder(bench, "voucher_own_codes");
    const input = await issueOf(bench, orderNo, () => null);
    const issued = await bench.send("issueVouchers", input, bench.newKey());
    expect(["done", "accepted"], JSON.stringify(issued)).toContain(issued.kind);
    await bench.advance(MINUTE_MS);

    const one = { ...input, codes: input.codes.slice(0, 1), store: null };
    const outcome = await bench.send("redeem", one, bench.newKey());

    expect(["done", "accepted"], JSON.stringify(outcome)).toContain(outcome.kind);
    await bench.advance(MINUTE_MS);
    const seen = await codesOf(bench, orderNo);
    expect(seen.map(({ state }) => state).sort()).toEqual(["active", "redeemed"]);
  },
};

/** Fresh codes for every unit of an order's first line. */
async function issueOf(bench: Bench, orderNo: string, secretOf: (n: number) => string | null) {
  const [line] = (await readOrder(bench, orderNo)).lines;
  if (line === undefined) throw new Error(`order ${orderNo} has no line`);
  const { lineNo, platformSkuId, quantity } = line;
  const codes = Array.from({ length: quantity }, (_, n) => {
    return { code: `88${n}${bench.newKey()}`, secret: secretOf(n), platformSkuId };
  });
  return { orderNo, lineNo, codes };
}
