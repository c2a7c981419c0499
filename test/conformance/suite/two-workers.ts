import { expect } from "vitest";
import { MINUTE_MS } from "../../../domain/time.ts";
import type { TrueShipment } from "../../../sandbox/kit/types.ts";
import { always, type Promised } from "./check.ts";
import { paidOrder, shippingOf } from "./order-effects.ts";

/** Two copies of a worker at the same work do it once. */
export const twoWorkers: Promised = {
  title: "two-workers",
  why: always,
  checks: (adapter) => [
    {
      name: "a dead token that two workers meet at once is renewed once, and both go on",
      async run(bench) {
        const { auth } = adapter;
        if (auth.kind === "signature" || (auth.kind === "oauth" && !auth.refreshable)) return;
        await bench.ask((x) => adapter.identify(x));
        const before = await bench.doors.row.read();
        const api = await bench.lastApiOf(() => bench.ask((x) => adapter.identify(x)));
        await bench.control("POST", "/faults", { kind: "token-expired", api, times: 2 });

        const both = await Promise.all([1, 2].map(() => bench.ask((x) => adapter.identify(x))));

        await bench.control("DELETE", "/faults");
        const settled = both.map((outcome) => (outcome.kind === "failed" ? outcome.failure.kind : outcome.kind));
        expect(settled).toContain("done");
        for (const ending of settled) expect(["done", "retryable", "auth"]).toContain(ending);
        expect((await bench.doors.row.read()).version - before.version).toBeLessThanOrEqual(2);
        expect(await bench.ask((x) => adapter.identify(x))).toMatchObject({ kind: "done" });
      },
    },
    {
      name: "an order that two workers ship at once leaves once",
      async run(bench) {
        if ("absent" in adapter.effects.ship) return;
        const { orderNo, order } = await paidOrder(bench);
        const [sending, key] = [shippingOf(order, "78112233449999"), bench.newKey()];

        const both = await Promise.all([bench.send("ship", sending, key), bench.send("ship", sending, key)]);

        expect(both.some(({ kind }) => kind === "done" || kind === "accepted")).toBe(true);
        await bench.advance(MINUTE_MS);
        const all = await bench.control<TrueShipment[]>("GET", "/shipments");
        const there = all.filter((one) => one.orderNo === orderNo);
        expect(new Set(there.map(({ waybill }) => waybill)).size).toBe(1);
      },
    },
  ],
};
