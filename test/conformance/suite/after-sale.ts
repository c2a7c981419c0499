import { expect } from "vitest";
import type { AfterSaleCase, Answer, Row } from "../../../adapters/contract.ts";
import { DAY_MS, HOUR_MS, MINUTE_MS, plus, wholeSecond } from "../../../domain/time.ts";
import type { TrueOrder } from "../../../sandbox/kit/types.ts";
import { valueOf } from "../bench/body-maker.ts";
import type { X } from "../bench/doors.ts";
import type { Bench } from "../bench.ts";
import { whyAbsent, type Check, type Promised } from "./check.ts";
import { paidOrder, shippingOf } from "./order-effects.ts";

/** A case that a buyer opens is listed, read, and ends as it was answered. */
export const afterSale: Promised = {
  title: "answerAfterSale",
  why(adapter) {
    if ("absent" in adapter.afterSale) return `no after-sale: ${adapter.afterSale.absent.en}`;
    return whyAbsent(adapter, "answerAfterSale");
  },
  checks: () => [answered("agree_refund", "refunded"), answered("refuse", "refused"), afterTheParcel],
};

/** Some platforms keep what is asked after the parcel has left in a list of its own. */
const afterTheParcel: Check = {
  name: "what is asked after the parcel has left is listed too, with its order, kind and amount",
  async run(bench) {
    const { orderNo, order } = await paidOrder(bench);
    const shipped = await bench.send("ship", shippingOf(order, "78112233445588"), bench.newKey());
    expect(["done", "accepted"], JSON.stringify(shipped)).toContain(shipped.kind);
    await bench.advance(HOUR_MS);
    await bench.control("POST", `/orders/${orderNo}/receive`, {});
    await bench.advance(HOUR_MS);
    await bench.control("POST", `/orders/${orderNo}/ask-refund`, { kind: "return", reason: "坏果" });
    await bench.advance(2 * MINUTE_MS);

    const cases = await casesOf(bench, orderNo);

    expect(cases.length).toBeGreaterThan(0);
    for (const { kind, amountFen } of cases) {
      expect(["return", "refund"]).toContain(kind);
      expect(amountFen).toBeGreaterThan(0);
    }
  },
};

function answered(answer: Answer, ending: AfterSaleCase["state"]): Check {
  return {
    name: `${answer}: the case is listed, read, answered once and ends ${ending}`,
    async run(bench) {
      const orderNo = await askedOrder(bench);
      const [found, ...others] = await casesOf(bench, orderNo);
      if (found === undefined) throw new Error("no stream shows the case");
      expect([found, ...others].every((one) => one.state === "asked" && one.answers.includes(answer))).toBe(true);

      for (const { caseNo } of [found, ...others]) await answerOne(bench, caseNo, answer);
      await bench.advance(HOUR_MS);

      for (const { caseNo } of [found, ...others]) expect((await readCase(bench, caseNo)).state).toBe(ending);
      const there = await orderThere(bench, orderNo);
      const back = there.lines.reduce((sum, { refunded }) => sum + refunded, 0);
      expect(back > 0 || there.closed).toBe(ending === "refunded");
    },
  };
}

/** A paid order all of whose lines the buyer wants his money for. */
async function askedOrder(bench: Bench): Promise<string> {
  const { orderNo } = await paidOrder(bench);
  await bench.control("POST", `/orders/${orderNo}/ask-refund`, { reason: "不想要了" });
  await bench.advance(2 * MINUTE_MS);
  return orderNo;
}

async function casesOf(bench: Bench, orderNo: string): Promise<readonly AfterSaleCase[]> {
  const { afterSale: declared } = bench.adapter;
  if ("absent" in declared) return [];
  const to = wholeSecond(bench.now());
  const numbers = new Set<string>();
  for (const stream of declared.streams) {
    const from = wholeSecond(plus(to, -Math.min(DAY_MS, stream.maxWindowMs)));
    for (let at: string | null = null, n = 0; n < 60; n++) {
      const asked: string | null = at;
      type Page = Awaited<ReturnType<typeof stream.page>>;
      const page: Page = valueOf(await bench.ask<Page>((x: X) => stream.page({ from, to, at: asked }, x)));
      for (const row of page.rows) if (row.ok) numbers.add(row.value.caseNo);
      at = page.next;
      if (at === null) break;
    }
  }
  const cases = await Promise.all([...numbers].map((caseNo) => readCase(bench, caseNo)));
  return cases.filter((one) => one.orderNo === orderNo);
}

async function readCase(bench: Bench, caseNo: string): Promise<AfterSaleCase> {
  const { afterSale: declared } = bench.adapter;
  if ("absent" in declared) throw new Error("no after-sale");
  const row: Row<AfterSaleCase> | null = valueOf(await bench.ask((x) => declared.read(caseNo, x)));
  if (row === null || !row.ok) throw new Error(`case ${caseNo} reads as ${JSON.stringify(row)}`);
  return row.value;
}

async function answerOne(bench: Bench, caseNo: string, answer: Answer): Promise<void> {
  const input = { caseNo, answer, reasonCode: null, note: "与买家协商一致", addressId: null };
  const [first, again] = [
    await bench.send("answerAfterSale", input, bench.newKey()),
    await bench.send("answerAfterSale", input, bench.newKey()),
  ];
  expect(["done", "accepted"], JSON.stringify(first)).toContain(first.kind);
  expect(again.kind, JSON.stringify(again)).not.toBe("unknown");
  await bench.advance(2 * MINUTE_MS);
}

async function orderThere(bench: Bench, orderNo: string): Promise<TrueOrder> {
  const all = await bench.control<TrueOrder[]>("GET", "/orders");
  const there = all.find((order) => order.orderNo === orderNo);
  if (there === undefined) throw new Error(`no order ${orderNo}`);
  return there;
}
