import { expect } from "vitest";
import { MINUTE_MS } from "../../../domain/time.ts";
import type { TrueShipment } from "../../../sandbox/kit/types.ts";
import type { Bench } from "../bench.ts";
import { whyAbsent, type Promised } from "./check.ts";
import { paidOrder, readOrder, shippingOf } from "./order-effects.ts";

/** A wrong number is mended where the platform allows it, and the order shows the new one alone. */
export const changeWaybill: Promised = {
  title: "changeWaybill",
  why: (adapter) => whyAbsent(adapter, "changeWaybill"),
  checks: () => [
    {
      name: "the new number takes the place of the old one, there and in the order that is read",
      async run(bench) {
        const { orderNo, order } = await paidOrder(bench);
        await bench.send("ship", shippingOf(order, "78112233440001"), bench.newKey());
        await bench.advance(MINUTE_MS);
        const input = { orderNo, from: "78112233440001", carrier: "zhongtong", waybill: "78112233440002" };

        const outcome = await bench.send("changeWaybill", input, bench.newKey());

        expect(["done", "accepted"], JSON.stringify(outcome)).toContain(outcome.kind);
        await bench.advance(MINUTE_MS);
        expect(await numbersThere(bench, orderNo)).toEqual(["78112233440002"]);
        const { parcels } = await readOrder(bench, orderNo);
        expect(new Set(parcels.map(({ waybill }) => waybill))).toEqual(new Set(["78112233440002"]));
      },
    },
  ],
};

async function numbersThere(bench: Bench, orderNo: string): Promise<readonly string[]> {
  const all = await bench.control<TrueShipment[]>("GET", "/shipments");
  return [...new Set(all.filter((one) => one.orderNo === orderNo).map(({ waybill }) => waybill))];
}
