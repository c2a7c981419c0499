import { expect } from "vitest";
import type { LaterAsked, LaterShipping } from "../../../adapters/contract.ts";
import { DAY_MS, HOUR_MS, plus, wholeSecond } from "../../../domain/time.ts";
import { valueOf } from "../bench/body-maker.ts";
import type { Bench } from "../bench.ts";
import type { X } from "../bench/doors.ts";
import { whyAbsent, type Promised } from "./check.ts";
import { paidOrder, readOrder } from "./order-effects.ts";

/** A buyer is asked for a later ship date once, whatever becomes of the answer; what he agreed to shows in the order. */
export const laterShipping: Promised = {
  title: "askLaterShipping",
  why: (adapter) => whyAbsent(adapter, "askLaterShipping"),
  checks: () => [
    {
      name: "a later date waits for the buyer; agreed, it is the order's own",
      async run(bench) {
        const wish = await wishOf(bench);

        const outcome = await bench.send("askLaterShipping", wish, bench.newKey());

        expect(outcome, JSON.stringify(outcome)).toMatchObject({ kind: "done" });
        expect(await askedOf(bench, wish.orderNo)).toEqual([{ shipBy: wish.shipBy, state: "waiting" }]);
        await bench.advance(DAY_MS + HOUR_MS);
        const [answered] = await askedOf(bench, wish.orderNo);
        expect(answered?.state).toBe("agreed");
        expect((await readOrder(bench, wish.orderNo)).shipBy).toEqual({ at: wish.shipBy, basis: "negotiated" });
      },
    },
    {
      name: "the reply is lost: unknown; reading shows the one question",
      async run(bench) {
        const wish = await wishOf(bench);
        await bench.control("POST", "/faults", { kind: "lost-answer" });

        expect(await bench.send("askLaterShipping", wish, bench.newKey())).toMatchObject({ kind: "unknown" });

        await bench.advance(bench.adapter.find.readLagMs);
        expect(await askedOf(bench, wish.orderNo)).toMatchObject([{ shipBy: wish.shipBy, state: "waiting" }]);
      },
    },
    {
      name: "a date that is not later is refused",
      async run(bench) {
        const wish = await wishOf(bench);

        const outcome = await bench.send("askLaterShipping", { ...wish, shipBy: bench.now() }, bench.newKey());

        expect(outcome.kind).toBe("failed");
        expect(await askedOf(bench, wish.orderNo)).toEqual([]);
      },
    },
  ],
};

async function wishOf(bench: Bench) {
  const { orderNo, order } = await paidOrder(bench);
  const latest = order.shipBy?.at ?? bench.now();
  return { orderNo, shipBy: wholeSecond(plus(latest, 2 * DAY_MS)), reason: "short_of_stock", note: "" } as const;
}

async function askedOf(bench: Bench, orderNo: string): Promise<readonly LaterAsked[]> {
  const { laterShipping: later } = bench.adapter;
  if ("absent" in later) throw new Error(later.absent.en);
  const { read }: LaterShipping<X> = later;
  return valueOf(await bench.ask((x) => read(orderNo, x)));
}
